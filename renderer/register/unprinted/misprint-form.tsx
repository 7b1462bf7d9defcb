import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paidBack, refundOf } from '../../../shared/domain/refund.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import { useLayer } from '../keys/layers.ts';
import { LendFields, useLending } from '../shift/lend-fields.tsx';
import { ReasonField } from '../ticket/reason-field.tsx';
import { useFormat, useTill, useView } from '../till-context.ts';
import { useAskingAloud, useField } from '../use-asking.ts';
import classes from './unprinted-panel.module.css';

interface MisprintFormProps {
  readonly ticket: Ticket;
  readonly onBack: () => void;
  readonly onDone: (answer: { readonly ticket: Ticket; readonly refundMinor: number }) => void;
}

/** Writes a ticket off that did not come out: a manager's right, with a reason. */
export function MisprintForm({ ticket, onBack, onDone }: MisprintFormProps) {
  const { t } = useTranslation();
  const till = useTill();
  const format = useFormat();
  const { settings } = useView();
  const [reason, setReason] = useState('');
  const lending = useLending('tickets.misprint');
  const reasonField = useField();
  const { asking, ask, lack } = useAskingAloud();
  const confirm = () => {
    if (reason.trim() === '') return lack(t('ticket.reasonMissing'), reasonField);
    if (lending.isLacking()) return;
    ask(
      () => till.misprint({ ticketNumber: ticket.ticket_number, reason, approval: lending.approval }),
      onDone,
      () => lending.fields.secret,
    );
  };
  const label = t('ticket.confirmCancel', { amount: format.money(paidBack(refundOf(ticket, settings))) });
  useLayer({
    level: 2,
    actions: [
      { key: 'Enter', label, run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: t('ticket.back'), run: onBack, disabled: asking },
    ],
    onKey: () => true,
  });
  return (
    <section className={classes.panel} aria-label={t('printing.misprintTitle')}>
      <h2>{t('printing.misprintTitle')}</h2>
      <p>{t('printing.misprintText')}</p>
      <ReasonField
        field={reasonField}
        value={reason}
        onChange={setReason}
        suggestions={[t('ticket.reasons.paperJam'), t('ticket.reasons.unreadable')]}
        focused
      />
      <LendFields lending={lending} />
    </section>
  );
}
