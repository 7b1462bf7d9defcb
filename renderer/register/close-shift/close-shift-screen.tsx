import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Split } from '../../kit/split.tsx';
import type { DrawerCount } from '../../till/api.ts';
import { HeldList } from '../held/held-list.tsx';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { rowsOf } from '../register-state.ts';
import { useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearBasket } from '../transitions/basket.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetCount } from '../transitions/shift.ts';
import { ConfirmClose } from './confirm-close.tsx';
import { CountWay } from './count-way.tsx';
import type { Counting } from './counting.ts';
import { CountedPieces, CountedSum, useDrawerCount } from './drawer-count.tsx';
import { ShiftFacts } from './shift-facts.tsx';
import { useCountLayer } from './use-count-layer.ts';

/** A blind count, then the question whether that is it. */
export function CloseShiftScreen({ shift }: { readonly shift: Shift }) {
  const counting = useDrawerCount();
  const [count, setCount] = useState<DrawerCount | null>(null);
  return count ? (
    <ConfirmClose shift={shift} count={count} onBack={() => setCount(null)} />
  ) : (
    <ClosingCount shift={shift} counting={counting} onCounted={setCount} />
  );
}

interface ClosingCountProps {
  readonly shift: Shift;
  readonly counting: Counting;
  readonly onCounted: (count: DrawerCount) => void;
}

/** Nothing on this screen says what should be in the drawer. */
function ClosingCount({ shift, counting, onCounted }: ClosingCountProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { held } = useTillState();
  const hasBasket = useRegisterState((state) => rowsOf(state).length > 0);
  const allowed = till.may('shift.close');
  // Pressed twice, the key that voids the basket discards no others.
  const [voided, setVoided] = useState(false);
  const isMeant = useIsMeant(voided ? 'voided' : null);
  const voidBasket = () => {
    store.change(clearBasket);
    setVoided(true);
  };
  const discardAll = async () => {
    if (!isMeant()) return;
    for (const { number } of held) await till.takeHeldBasket(number);
  };
  const choose = useCountLayer({
    counting,
    label: t('closeShift.submit'),
    refusal() {
      if (!allowed) return t('closeShift.notAllowed');
      if (hasBasket) return t('closeShift.basketOpen');
      return held.length > 0 ? t('held.stillHeld') : null;
    },
    onCounted,
    onBack: () => {
      store.change(forgetCount, showScreen('shift'));
    },
    more: hasBasket
      ? [{ key: 'F7', label: t('sell.keyVoid'), run: voidBasket }]
      : held.length > 0
        ? [{ key: 'F7', label: t('held.discardAll'), run: () => void discardAll() }]
        : [],
  });
  return (
    <Split label={t('closeShift.title')} side={<CountedSum counting={counting} />}>
      <h1>{t('closeShift.title')}</h1>
      <p>{allowed ? t('closeShift.text') : t('closeShift.notAllowed')}</p>
      {hasBasket && <p>{t('closeShift.basketOpen')}</p>}
      {held.length > 0 ? (
        <>
          <p>{t('held.close')}</p>
          <HeldList />
        </>
      ) : (
        <ShiftFacts shift={shift} />
      )}
      <CountWay counting={counting} choose={choose} />
      <CountedPieces counting={counting} />
    </Split>
  );
}
