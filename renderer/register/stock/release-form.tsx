import { useState } from 'react';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { texts } from './texts.ts';

interface ReleaseFormProps {
  readonly batch: Inventory;
  readonly held: number;
  readonly onBack: () => void;
  readonly onDone: (message: string) => void;
}

export function ReleaseForm({ batch, held, onBack, onDone }: ReleaseFormProps) {
  const till = useTill();
  const [quantity, setQuantity] = useState('');
  const [reason, setReason] = useState('');
  const { asking, ask, refuse } = useAskingAloud();
  const confirm = () => {
    const count = /^\d{1,8}$/.test(quantity.trim()) ? Number(quantity) : 0;
    if (count < 1 || count > held) return refuse(texts.releaseInvalid(held));
    if (reason.trim() === '') return refuse(texts.reasonMissing);
    ask(
      () => till.releaseStock(batch._id, count, reason.trim()),
      () => onDone(texts.released(count)),
    );
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: texts.confirmRelease, run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: texts.back, run: onBack },
    ],
    onKey: () => true,
  });
  const title = texts.releaseTitle(batch.batch_number);
  return (
    <section aria-label={title} style={{ display: 'grid', gap: 12 }}>
      <h2>{title}</h2>
      <p>{texts.releaseText(held)}</p>
      <TextField
        label={texts.quantity}
        value={quantity}
        onChange={setQuantity}
        focused
        amount
        inputMode="none"
      />
      <NumberPad label={texts.quantity} value={quantity} onChange={setQuantity} />
      <TextField label={texts.reason} value={reason} onChange={setReason} maxLength={200} />
    </section>
  );
}
