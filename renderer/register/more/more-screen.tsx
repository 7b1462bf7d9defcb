import { type MantineColorScheme, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { KeyHint } from '../../components/key-hint.tsx';
import { useLayer } from '../keys/layers.ts';
import { usePrintAfterSale } from '../print-preference.ts';
import { showScreen } from '../register-state.ts';
import { clearBasket } from '../sell/sell-actions.ts';
import { useRegister, useTillState } from '../till-context.ts';
import classes from './more-screen.module.css';
import { texts } from './texts.ts';

const nextScheme: Record<MantineColorScheme, MantineColorScheme> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};

interface Item {
  readonly label: string;
  readonly text: string;
  readonly run: () => void;
}

/** What is not needed for every sale; each line has a number key. */
export function MoreScreen() {
  const { till, store } = useRegister();
  const { connection, session, view } = useTillState();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [printAfterSale, setPrintAfterSale] = usePrintAfterSale();
  const signOut = () => {
    clearBasket(store);
    store.setState({ lastSale: null });
    showScreen(store, 'sell');
    void till.signOut();
  };
  const items: Item[] = [
    ...(view?.shift
      ? [{ label: texts.stock, text: texts.stockText, run: () => showScreen(store, 'stock') }]
      : []),
    {
      label: texts.unsent,
      text: texts.unsentText(connection.unsent),
      run: () => showScreen(store, 'unsent'),
    },
    {
      label: texts.colours,
      text: texts.colourText[colorScheme],
      run: () => setColorScheme(nextScheme[colorScheme]),
    },
    {
      label: texts.printing,
      text: printAfterSale ? texts.printingText.on : texts.printingText.off,
      run: () => setPrintAfterSale(!printAfterSale),
    },
    ...(session ? [{ label: texts.signOut, text: texts.signOutText, run: signOut }] : []),
  ];
  useLayer({
    level: 0,
    actions: [{ key: 'Escape', label: texts.back, run: () => showScreen(store, 'sell') }],
    onKey: (key) => {
      const item = /^[1-9]$/.test(key) ? items[Number(key) - 1] : undefined;
      item?.run();
      return item !== undefined;
    },
  });
  return (
    <nav className={`${classes.list} scrolls`} aria-label={texts.title}>
      <h1>{texts.title}</h1>
      {items.map((item, index) => (
        <UnstyledButton
          key={item.label}
          type="button"
          className={classes.item}
          aria-label={item.label}
          aria-describedby={`more-${index}`}
          aria-keyshortcuts={String(index + 1)}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={item.run}
        >
          <KeyHint shortcut={String(index + 1)} />
          <b>{item.label}</b>
          <span id={`more-${index}`} className="soft">
            {item.text}
          </span>
        </UnstyledButton>
      ))}
    </nav>
  );
}
