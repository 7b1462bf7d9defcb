import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paidBack, refundOf } from '../../../shared/domain/refund.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import { TextField } from '../../kit/text-field.tsx';
import type { FoundTicket } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useTill, useView } from '../till-context.ts';
import { useAskingAloud, useField } from '../use-asking.ts';
import { ReasonField } from './reason-field.tsx';
import classes from './ticket.module.css';

interface CancelFormProps {
  readonly found: FoundTicket;
  readonly onBack: () => void;
  readonly onCancelled: (answer: { readonly ticket: Ticket; readonly refundMinor: number }) => void;
}

/** Against the paper's security code and with a reason (TKT4). */
export function CancelForm({ found, onBack, onCancelled }: CancelFormProps) {
  const { t } = useTranslation();
  const till = useTill();
  const format = useFormat();
  const { settings } = useView();
  const [securityCode, setSecurityCode] = useState('');
  const [reason, setReason] = useState('');
  const [codeField, reasonField] = [useField(), useField()];
  const { asking, ask, lack } = useAskingAloud();
  const { ticket_number: ticketNumber } = found.ticket;
  const late = 'ground' in found.cancellation && found.cancellation.ground === 'late';
  const title = late ? t('ticket.refundTitle') : t('ticket.cancelTitle');

  const confirm = () => {
    if (securityCode.trim() === '') return lack(t('ticket.codeMissing'), codeField);
    if (reason.trim() === '') return lack(t('ticket.reasonMissing'), reasonField);
    ask(
      () => till.cancelTicket({ ticketNumber, securityCode: securityCode.trim(), reason: reason.trim() }),
      onCancelled,
      () => codeField,
    );
  };
  const label = t('ticket.confirmCancel', {
    amount: format.money(paidBack(refundOf(found.ticket, settings))),
  });
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label, run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: t('ticket.back'), run: onBack, disabled: asking },
    ],
    onKey: () => true,
  });
  return (
    <section className={classes.form} aria-label={title}>
      <h2>{title}</h2>
      <TextField
        inputRef={codeField}
        label={t('ticket.securityCode')}
        description={t('ticket.securityCodeHint')}
        value={securityCode}
        onChange={setSecurityCode}
        focused
        maxLength={20}
      />
      <ReasonField
        field={reasonField}
        value={reason}
        onChange={setReason}
        suggestions={[
          t('ticket.reasons.wrongGame'),
          t('ticket.reasons.wrongNumbers'),
          t('ticket.reasons.changedMind'),
        ]}
      />
    </section>
  );
}
