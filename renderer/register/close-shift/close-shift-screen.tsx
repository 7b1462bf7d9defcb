import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Split } from '../../components/split.tsx';
import { HeldList } from '../held/held-list.tsx';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { CountWay } from './count-way.tsx';
import { DrawerCountFields, useDrawerCount, type Way } from './drawer-count.tsx';
import { ShiftFacts } from './shift-facts.tsx';

/** A blind count: nothing on this screen says what should be in the drawer. */
export function CloseShiftScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { held } = useTillState();
  const counting = useDrawerCount();
  const { asking, ask, refuse } = useAskingAloud();
  const allowed = till.may('shift.close');

  const submit = () => {
    if (!allowed) return refuse(t('closeShift.notAllowed'));
    if (store.getState().rows.length > 0) return refuse(t('closeShift.basketOpen'));
    if (held.length > 0) return refuse(t('held.stillHeld'));
    const count = counting.read();
    if ('refusal' in count) return refuse(count.refusal);
    ask(
      () => till.closeShift(count),
      (closed) => store.setState({ closedShift: closed, lastSale: null }),
    );
  };
  const choose = (way: Way) => {
    counting.setWay(way);
    store.setState({ notice: null });
  };
  const discardAll = async () => {
    for (const { number } of held) await till.takeHeldBasket(number);
  };
  useLayer({
    level: 0,
    actions: [
      {
        key: 'Enter',
        label: asking ? t('closeShift.waiting') : t('closeShift.submit'),
        run: submit,
        disabled: asking,
        primary: true,
      },
      {
        key: 'F2',
        label: t('closeShift.switchWay'),
        run: () => choose(counting.way === 'sum' ? 'pieces' : 'sum'),
      },
      ...(held.length > 0 ? [{ key: 'F7', label: t('held.discardAll'), run: () => void discardAll() }] : []),
      { key: 'Escape', label: t('closeShift.back'), run: () => showScreen(store, 'shift') },
    ],
  });
  return (
    <Split label={t('closeShift.title')} side={<DrawerCountFields counting={counting} />}>
      <h1>{t('closeShift.title')}</h1>
      <p>{allowed ? t('closeShift.text') : t('closeShift.notAllowed')}</p>
      {held.length > 0 ? (
        <>
          <p>{t('held.close')}</p>
          <HeldList />
        </>
      ) : (
        <ShiftFacts shift={shift} />
      )}
      <CountWay counting={counting} choose={choose} />
    </Split>
  );
}
