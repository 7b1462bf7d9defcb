import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Facts } from '../../kit/facts.tsx';
import { Menu, type MenuItem, pressMenuKey } from '../../kit/menu.tsx';
import { Split } from '../../kit/split.tsx';
import { useLayer } from '../keys/layers.ts';
import type { ScreenName } from '../register-state.ts';
import { useFormat, useRegister, useTillState, useView } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';

const screens = [
  ['cashIn', 'cash_in'],
  ['cashOut', 'cash_out'],
  ['safeDrop', 'safe_drop'],
  ['noSale', 'no_sale'],
  ['xReport', 'x_report'],
  ['handOver', 'hand_over'],
  ['close', 'close_shift'],
  ['lastZ', 'last_z'],
] as const satisfies readonly (readonly [string, ScreenName])[];

/** What can be done with the drawer and its shift. */
export function ShiftScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { store } = useRegister();
  const { held } = useTillState();
  const { users } = useView();
  const format = useFormat();
  const items = screens.map(
    ([name, screen]): MenuItem => ({
      label: t(`shift.${name}`),
      text: t(`shift.${name}Text`),
      run: () => store.change(showScreen(screen)),
    }),
  );
  useLayer({
    level: 0,
    actions: [{ key: 'Escape', label: t('shift.back'), run: () => store.change(showScreen('sell')) }],
    onKey: (key) => pressMenuKey(items, key),
  });
  const facts = [
    { name: t('shift.opened'), value: format.dateTime(shift.opened_at) },
    { name: t('shift.by'), value: users.find(({ _id }) => _id === shift.user_id)?.name ?? '–' },
    { name: t('shift.float'), value: format.money(shift.opening_float) },
    { name: t('shift.sold'), value: format.count(shift.tickets_sold) },
    { name: t('shift.held'), value: format.count(held.length) },
  ];
  return (
    <Split label={t('shift.title')} side={<Facts facts={facts} />}>
      <h1>{t('shift.title')}</h1>
      <Menu label={t('shift.title')} items={items} />
    </Split>
  );
}
