import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Facts } from '../../components/facts.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useLayer } from '../keys/layers.ts';
import { type ScreenName, showScreen } from '../register-state.ts';
import { useFormat, useRegister, useTillState, useView } from '../till-context.ts';
import classes from './shift.module.css';

const items = [
  ['cashIn', 'cash_in'],
  ['cashOut', 'cash_out'],
  ['safeDrop', 'safe_drop'],
  ['noSale', 'no_sale'],
  ['xReport', 'x_report'],
  ['handOver', 'hand_over'],
  ['close', 'close_shift'],
] as const satisfies readonly (readonly [string, ScreenName])[];

/** What can be done with the drawer and its shift; each has a number key. */
export function ShiftScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { store } = useRegister();
  const { held } = useTillState();
  const { users } = useView();
  const format = useFormat();
  useLayer({
    level: 0,
    actions: [{ key: 'Escape', label: t('shift.back'), run: () => showScreen(store, 'sell') }],
    onKey: (key) => {
      const item = /^[1-9]$/.test(key) ? items[Number(key) - 1] : undefined;
      if (item) showScreen(store, item[1]);
      return item !== undefined;
    },
  });
  return (
    <section className={classes.screen} aria-label={t('shift.title')}>
      <nav className={classes.items} aria-label={t('shift.title')}>
        {items.map(([name, screen], index) => (
          <UnstyledButton
            key={name}
            type="button"
            className={classes.item}
            aria-keyshortcuts={String(index + 1)}
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => showScreen(store, screen)}
          >
            <KeyHint shortcut={String(index + 1)} />
            <span>
              <b>{t(`shift.${name}`)}</b>
              <small>{t(`shift.${name}Text`)}</small>
            </span>
          </UnstyledButton>
        ))}
      </nav>
      <div className={classes.column}>
        <h1>{t('shift.title')}</h1>
        <Facts
          facts={[
            { name: t('shift.opened'), value: format.dateTime(shift.opened_at) },
            { name: t('shift.by'), value: users.find(({ _id }) => _id === shift.user_id)?.name ?? '–' },
            { name: t('shift.float'), value: format.money(shift.opening_float) },
            { name: t('shift.sold'), value: format.count(shift.tickets_sold) },
            { name: t('shift.held'), value: format.count(held.length) },
          ]}
        />
      </div>
    </section>
  );
}
