import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundTicket, PrintableTicket } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { ReasonField } from './reason-field.tsx';
import classes from './ticket.module.css';

interface CopyFormProps {
  readonly found: FoundTicket;
  readonly onBack: () => void;
  readonly onCopied: (copy: PrintableTicket) => void;
}

export function CopyForm({ found, onBack, onCopied }: CopyFormProps) {
  const { t } = useTranslation();
  const till = useTill();
  const [reason, setReason] = useState('');
  const { asking, ask, refuse } = useAskingAloud();
  const confirm = () => {
    if (reason.trim() === '') return refuse(t('ticket.reasonMissing'));
    ask(() => till.printAgain(found.ticket.ticket_number, reason.trim()), onCopied);
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('ticket.confirmCopy'), run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: t('ticket.back'), run: onBack, disabled: asking },
    ],
    onKey: () => true,
  });
  return (
    <section className={classes.form} aria-label={t('ticket.copyTitle')}>
      <h2>{t('ticket.copyTitle')}</h2>
      <ReasonField
        value={reason}
        onChange={setReason}
        suggestions={[t('ticket.reasons.paperJam'), t('ticket.reasons.unreadable')]}
        focused
      />
    </section>
  );
}
