import { useEffect } from 'react';
import { PaymentPanel } from '../payment/payment-panel.tsx';
import { SalePanel } from '../slips/sale-panel.tsx';
import { useRegister, useRegisterState } from '../till-context.ts';
import { BasketPanel } from './basket-panel.tsx';
import { CommandField } from './command-field.tsx';
import { DrawsPanel } from './draws-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { QuantityPanel } from './quantity-panel.tsx';
import { pressSellKey } from './sell-keys.ts';
import classes from './sell-screen.module.css';
import { Tiles } from './tiles.tsx';
import { useSellLayer } from './use-sell-layer.ts';

/** Games on the left; on the right the basket, and in its place whatever is being done with it. */
export function SellScreen() {
  useSellLayer();
  useWaitingKeys();
  return (
    <div className={classes.screen}>
      <div className={classes.left}>
        <Tiles />
        <CommandField />
      </div>
      <div className={classes.right}>
        <RightPane />
      </div>
    </div>
  );
}

function RightPane() {
  const mode = useRegisterState((state) => state.mode);
  const lastSale = useRegisterState((state) => state.lastSale);
  switch (mode) {
    case 'basket':
      return <BasketPanel />;
    case 'quantity':
      return <QuantityPanel />;
    case 'draws':
      return <DrawsPanel />;
    case 'numbers':
      return <NumbersPanel />;
    // One component for both: what was typed stays if the sale is refused.
    case 'payment':
    case 'selling':
      return <PaymentPanel />;
    case 'receipt':
      return lastSale && <SalePanel key={lastSale.transactionId} sale={lastSale} />;
  }
}

/** Keys pressed while the sale was being saved begin the next one. */
function useWaitingKeys(): void {
  const register = useRegister();
  const mode = useRegisterState((state) => state.mode);
  useEffect(() => {
    if (mode !== 'receipt') return;
    const { waitingKeys } = register.store.getState();
    register.store.setState({ waitingKeys: [] });
    for (const key of waitingKeys) pressSellKey(register, key);
  }, [mode, register]);
}
