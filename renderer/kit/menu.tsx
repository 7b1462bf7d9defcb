import { KeyHint } from './key-hint.tsx';
import classes from './menu.module.css';
import { TouchButton } from './touch-button.tsx';

export interface MenuItem {
  readonly label: string;
  readonly text: string;
  readonly run: () => void;
  /** Its key only marks it, for Enter: of a scan's digits none may do what cannot be taken back. */
  readonly byEnter?: boolean;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Waits for Enter. */
  readonly marked?: MenuItem | null;
}

/** What can be gone to from here; each has a number key, counted from 1; the tenth 0. */
export function Menu({ label, items, marked }: MenuProps) {
  return (
    <nav className={classes.menu} aria-label={label}>
      {items.map(({ label: name, text, run }, index) => (
        <TouchButton
          key={name}
          look="card"
          className={classes.item}
          shortcut={String((index + 1) % 10)}
          pressed={name === marked?.label || undefined}
          onPress={run}
        >
          <KeyHint shortcut={String((index + 1) % 10)} />
          <span>
            <b>{name}</b>
            <span className="soft">{text}</span>
          </span>
        </TouchButton>
      ))}
    </nav>
  );
}

export const menuItemOf = (items: readonly MenuItem[], key: string): MenuItem | undefined =>
  /^\d$/.test(key) ? items[(Number(key) + 9) % 10] : undefined;

/** Whether the key was one of the menu's. */
export function pressMenuKey(items: readonly MenuItem[], key: string): boolean {
  const item = menuItemOf(items, key);
  item?.run();
  return item !== undefined;
}
