import { useState } from 'react';
import { ok, type Result, refuse as refusal } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Till } from '../../local/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useTill, useView } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import classes from './stock-screen.module.css';
import { texts } from './texts.ts';

type Batch = Parameters<Till['receiveBatch']>[0];

interface Typed {
  readonly batchNumber: string;
  readonly quantity: string;
  readonly firstNumber: string;
  readonly threshold: string;
}

export function ReceiveForm(props: {
  readonly onBack: () => void;
  readonly onDone: (message: string) => void;
}) {
  const till = useTill();
  const { lotteries } = useView();
  const games = lotteries.filter(({ stock_mode, status }) => stock_mode !== 'none' && status === 'active');
  const [lotteryId, setLotteryId] = useState(games[0]?._id ?? null);
  const [typed, setTyped] = useState<Typed>({
    batchNumber: '',
    quantity: '',
    firstNumber: '',
    threshold: '0',
  });
  const [shared, setShared] = useState<'yes' | 'no'>('yes');
  const { asking, ask, refuse } = useAskingAloud();
  const lottery = games.find(({ _id }) => _id === lotteryId);
  const isNumbered = lottery?.stock_mode === 'range' || lottery?.stock_mode === 'pack';
  const type = (field: keyof Typed) => (text: string) => setTyped({ ...typed, [field]: text });

  const confirm = () => {
    if (!lottery) return refuse(texts.noStockGames);
    const batch = readBatch(lottery, typed, isNumbered, shared === 'yes');
    if (!batch.ok) return refuse(batch.refusal.message);
    ask(
      () => till.receiveBatch(batch.value),
      ({ batch_number, total_stock }) => props.onDone(texts.done(batch_number, total_stock)),
    );
  };
  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: asking ? texts.receiving : texts.confirmReceive,
        run: confirm,
        disabled: asking,
        primary: true,
      },
      { key: 'Escape', label: texts.back, run: props.onBack },
    ],
    onKey: () => true,
  });
  return (
    <section aria-label={texts.receiveTitle} style={{ display: 'grid', gap: 12 }}>
      <h2>{texts.receiveTitle}</h2>
      {games.length === 0 && <p>{texts.noStockGames}</p>}
      {games.length > 0 && (
        <ChoiceGroup
          label={texts.lottery}
          value={lotteryId}
          onChange={setLotteryId}
          choices={games.map(({ _id, name }) => ({ value: _id, label: name }))}
        />
      )}
      <TextField
        label={texts.batchNumber}
        value={typed.batchNumber}
        onChange={type('batchNumber')}
        focused
        maxLength={40}
      />
      <div className={classes.pair}>
        <TextField
          label={texts.quantity}
          value={typed.quantity}
          onChange={type('quantity')}
          amount
          inputMode="numeric"
          maxLength={8}
        />
        {isNumbered && (
          <TextField
            label={texts.firstNumber}
            value={typed.firstNumber}
            onChange={type('firstNumber')}
            amount
            inputMode="numeric"
            maxLength={12}
          />
        )}
      </div>
      <TextField
        label={texts.threshold}
        value={typed.threshold}
        onChange={type('threshold')}
        amount
        inputMode="numeric"
        maxLength={8}
      />
      <ChoiceGroup
        label={texts.shared}
        value={shared}
        onChange={setShared}
        choices={[
          { value: 'yes', label: texts.sharedYes },
          { value: 'no', label: texts.sharedNo },
        ]}
      />
    </section>
  );
}

/** What was typed as a batch; refuses the first field that is wrong. */
function readBatch(lottery: Lottery, typed: Typed, isNumbered: boolean, shared: boolean): Result<Batch> {
  const batchNumber = typed.batchNumber.trim();
  const quantity = wholeNumber(typed.quantity);
  const firstNumber = wholeNumber(typed.firstNumber);
  const reorderThreshold = wholeNumber(typed.threshold);
  if (batchNumber === '') return refusal('batch.number_missing', texts.batchMissing);
  if (quantity === null || quantity < 1) return refusal('batch.quantity_invalid', texts.quantityInvalid);
  if (isNumbered && firstNumber === null) return refusal('batch.first_invalid', texts.firstInvalid);
  if (reorderThreshold === null) return refusal('batch.threshold_invalid', texts.thresholdInvalid);
  return ok({
    lotteryId: lottery._id,
    batchNumber,
    quantity,
    firstNumber: isNumbered ? firstNumber : null,
    reorderThreshold,
    shared,
  });
}

const wholeNumber = (text: string): number | null => (/^\d{1,12}$/.test(text.trim()) ? Number(text) : null);
