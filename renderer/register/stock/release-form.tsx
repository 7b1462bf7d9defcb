import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import { NumberPad } from '../../kit/number-pad.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAskingAloud, useField } from '../use-asking.ts';

interface ReleaseFormProps {
  readonly batch: Inventory;
  readonly held: number;
  readonly onBack: () => void;
  readonly onDone: (message: string) => void;
}

export function ReleaseForm({ batch, held, onBack, onDone }: ReleaseFormProps) {
  const { t } = useTranslation();
  const till = useTill();
  const [quantity, setQuantity] = useState('');
  const [reason, setReason] = useState('');
  const [quantityField, reasonField] = [useField(), useField()];
  const { asking, ask, refuse, lack } = useAskingAloud();
  const confirm = () => {
    const count = /^\d{1,8}$/.test(quantity.trim()) ? Number(quantity) : 0;
    if (count < 1 || count > held) return refuse(t('stock.releaseInvalid', { max: held }), quantityField);
    if (reason.trim() === '') return lack(t('stock.reasonMissing'), reasonField);
    ask(
      () => till.releaseStock(batch._id, count, reason.trim()),
      () => onDone(t('stock.released', { count })),
    );
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('stock.confirmRelease'), run: confirm, disabled: asking, primary: true },
      { key: 'Escape', label: t('stock.back'), run: onBack, disabled: asking },
    ],
    onKey: () => true,
  });
  const title = t('stock.releaseTitle', { batch: batch.batch_number });
  const side = (
    <>
      <TextField
        inputRef={quantityField}
        label={t('stock.quantity')}
        value={quantity}
        onChange={setQuantity}
        focused
        amount
        inputMode="none"
      />
      <NumberPad label={t('stock.quantity')} value={quantity} onChange={setQuantity} />
    </>
  );
  return (
    <Split label={title} side={side}>
      <h1>{title}</h1>
      <p>{t('stock.releaseText', { count: held })}</p>
      <TextField
        inputRef={reasonField}
        label={t('stock.reason')}
        value={reason}
        onChange={setReason}
        maxLength={200}
      />
    </Split>
  );
}
