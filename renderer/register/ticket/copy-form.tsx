import { useState } from 'react';
import type { FoundTicket, PrintableTicket } from '../../local/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { ReasonField } from './reason-field.tsx';
import { texts } from './texts.ts';

interface CopyFormProps {
  readonly found: FoundTicket;
  readonly onBack: () => void;
  readonly onCopied: (copy: PrintableTicket) => void;
}

export function CopyForm({ found, onBack, onCopied }: CopyFormProps) {
  const till = useTill();
  const [reason, setReason] = useState('');
  const { asking, ask, refuse } = useAskingAloud();
  const confirm = () => {
    if (reason.trim() === '') return refuse(texts.reasonMissing);
    ask(() => till.printAgain(found.ticket.ticket_number, reason.trim()), onCopied);
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: texts.confirmCopy, run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: texts.back, run: onBack },
    ],
    onKey: () => true,
  });
  return (
    <section aria-label={texts.copyTitle} style={{ display: 'grid', gap: 16 }}>
      <h2>{texts.copyTitle}</h2>
      <ReasonField value={reason} onChange={setReason} suggestions={texts.reasons.copy} focused />
    </section>
  );
}
