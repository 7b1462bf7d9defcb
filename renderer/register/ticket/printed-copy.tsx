import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import type { PrintableTicket } from '../../till/api.ts';
import { Printout } from '../slips/printout.tsx';
import { Slip } from '../slips/slip.tsx';
import { useSlips } from '../slips/use-slips.ts';
import { useFormat, useRegister } from '../till-context.ts';
import classes from './ticket.module.css';

interface PrintedCopyProps {
  readonly printable: PrintableTicket | null;
  readonly refunded: { readonly minor: number; readonly method: PaymentMethod } | null;
}

/** What came of it: the money to give back, or the copy, which is printed at once. */
export function PrintedCopy({ printable, refunded }: PrintedCopyProps) {
  const { t } = useTranslation();
  const { print } = useRegister();
  const format = useFormat();
  const slips = useSlips();
  useEffect(() => {
    if (printable) print();
  }, [printable, print]);
  return (
    <>
      {refunded && (
        <div className={classes.refund}>
          <p>{t('ticket.giveBack')}</p>
          <output className="large" aria-label={t('ticket.giveBack')}>
            {format.money(refunded.minor)}
          </output>
          <p>{t(`ticket.cancelled.${refunded.method}`)}</p>
        </div>
      )}
      {printable && (
        <div className={classes.copy}>
          <Slip document={slips.ticket(printable)} />
          <Printout slips={[slips.ticket(printable)]} />
        </div>
      )}
    </>
  );
}
