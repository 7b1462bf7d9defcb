import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, type MenuItem, menuItemOf } from '../../kit/menu.tsx';
import { languageAfter, languages } from '../../texts/languages.ts';
import { type Colours, useColours } from '../colours.ts';
import { useHostItems } from '../desktop/use-host-items.ts';
import { useLayer } from '../keys/layers.ts';
import { leaveTraining } from '../lock/use-lock.ts';
import { rowsOf } from '../register-state.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { clearBasket } from '../transitions/basket.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetPerson } from '../transitions/shift.ts';
import { useAskingAloud } from '../use-asking.ts';
import { useTillLanguage } from '../use-till-language.ts';
import classes from './more-screen.module.css';

const nextColours: Record<Colours, Colours> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};

/** What is not needed for every sale. */
export function MoreScreen() {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store, printer } = register;
  const { connection, session, training, view } = useTillState();
  const { ask, refuse } = useAskingAloud();
  const [colours, setColours] = useColours();
  const [language, setLanguage] = useTillLanguage(refuse);
  const nextLanguage = languageAfter(language);
  const hostItems = useHostItems();
  const signOut = () => {
    store.change(clearBasket, forgetPerson, showScreen('sell'));
    void till.signOut();
  };
  const train = () => {
    if (rowsOf(store.getState()).length > 0) return refuse(t('training.basketFirst'));
    ask(till.enterTraining, () => {
      store.change(clearBasket, forgetPerson, showScreen('sell'), showInformation(t('training.begun')));
    });
  };
  const items: MenuItem[] = [
    ...(view?.shift
      ? [{ label: t('more.stock'), text: t('more.stockText'), run: () => store.change(showScreen('stock')) }]
      : []),
    {
      label: t('more.unsent'),
      text: t('more.unsentText', { count: connection.unsent }),
      run: () => store.change(showScreen('unsent')),
    },
    {
      label: t('more.colours'),
      text: t(`more.colourText.${colours}`),
      run: () => setColours(nextColours[colours]),
      byEnter: true,
    },
    {
      label: t('more.printing'),
      text: t(`more.printingText.${printer.settings.kind}`),
      run: () => store.change(showScreen('printer')),
    },
    { label: t('more.pin'), text: t('more.pinText'), run: () => store.change(showScreen('pin')) },
    ...(training
      ? []
      : [{ label: t('more.training'), text: t('more.trainingText'), run: train, byEnter: true }]),
    ...(training
      ? [
          {
            label: t('more.endTraining'),
            text: t('more.endTrainingText'),
            run: () => leaveTraining(register),
            byEnter: true,
          },
        ]
      : []),
    {
      label: t('more.language'),
      text: `${languages[language].name} → ${languages[nextLanguage].name}`,
      run: () => setLanguage(nextLanguage),
      byEnter: true,
    },
    ...(session && !training
      ? [{ label: t('more.signOut'), text: t('more.signOutText'), run: signOut, byEnter: true }]
      : []),
    ...hostItems.map((item) => ({ ...item, byEnter: true })),
  ];
  const [markedLabel, setMarked] = useState<string | null>(null);
  const marked = items.find(({ label }) => label === markedLabel) ?? null;
  useLayer({
    level: 0,
    actions: [
      ...(marked ? [{ key: 'Enter', label: marked.label, run: marked.run, primary: true }] : []),
      { key: 'Escape', label: t('more.back'), run: () => store.change(showScreen('sell')) },
    ],
    onKey: (key) => {
      const item = menuItemOf(items, key);
      setMarked(item?.byEnter ? item.label : null);
      if (!item?.byEnter) item?.run();
      return item !== undefined;
    },
  });
  return (
    <section className={`${classes.screen} scrolls`}>
      <h1>{t('more.title')}</h1>
      <Menu label={t('more.title')} items={items} marked={marked} />
    </section>
  );
}
