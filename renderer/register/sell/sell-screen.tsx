import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/result.ts';
import { HeldPanel } from '../held/held-panel.tsx';
import { PaymentPanel } from '../payment/payment-panel.tsx';
import { SalePanel } from '../slips/sale-panel.tsx';
import { useRegister, useRegisterState } from '../till-context.ts';
import { markUnprintedShown, openPanel } from '../transitions/panels.ts';
import { UnprintedPanel } from '../unprinted/unprinted-panel.tsx';
import { BasketPanel } from './basket-panel.tsx';
import { DrawsPanel } from './draws-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { QuantityPanel } from './quantity-panel.tsx';
import classes from './sell-screen.module.css';
import { GamesSide, RightSide } from './sides.tsx';
import { useSellLayer } from './use-sell-layer.ts';

/** Games on the left; on the right the basket, and in its place whatever is being done with it. */
export function SellScreen() {
  const { t } = useTranslation();
  const choosesNumbers = useRegisterState(({ mode }) => mode.is === 'numbers');
  useSellLayer();
  useUnprintedFirst();
  return (
    <div className={classes.screen}>
      <h1 className="heard">{t('sell.title')}</h1>
      {choosesNumbers ? (
        <NumbersPanel />
      ) : (
        <>
          <GamesSide />
          <RightSide>
            <RightPane />
          </RightSide>
        </>
      )}
    </div>
  );
}

function RightPane() {
  const mode = useRegisterState((state) => state.mode);
  switch (mode.is) {
    case 'basket':
    // Numbers are chosen on both sides of the screen.
    case 'numbers':
      return <BasketPanel />;
    case 'quantity':
      return <QuantityPanel />;
    case 'draws':
      return <DrawsPanel />;
    case 'held':
    case 'moving':
      return <HeldPanel />;
    // One component for both: what was typed stays if the sale is refused.
    case 'payment':
    case 'selling':
      return <PaymentPanel paying={mode} />;
    case 'unprinted':
      return <UnprintedPanel />;
    case 'receipt':
      return <SalePanel key={mode.sale.transactionId} sale={mode.sale} />;
    default:
      return assertNever(mode);
  }
}

/** What a crash left open is seen before the first sale, which may go first all the same (TKT5). */
function useUnprintedFirst(): void {
  const { till, store } = useRegister();
  useEffect(() => {
    const { mode, unprintedShown } = store.getState();
    const isFree = mode.is === 'basket' && mode.basket.rows.length === 0 && !unprintedShown;
    if (isFree && till.state().unprinted.length > 0) store.change(openPanel('unprinted'), markUnprintedShown);
    else if (isFree) store.change(markUnprintedShown);
  }, [till, store]);
}
