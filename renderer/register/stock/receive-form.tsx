import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { NumberPad } from '../../kit/number-pad.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import type { Say } from '../../texts/create-texts.ts';
import type { Till } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useRegisterState, useTill, useView } from '../till-context.ts';
import { useAskingAloud, useField } from '../use-asking.ts';
import classes from './stock.module.css';

type Batch = Parameters<Till['receiveBatch']>[0];

interface Typed {
  readonly batchNumber: string;
  readonly quantity: string;
  readonly firstNumber: string;
  readonly threshold: string;
}

const lengths = { batchNumber: 40, quantity: 8, firstNumber: 12, threshold: 8 } as const;

export function ReceiveForm(props: {
  readonly onBack: () => void;
  readonly onDone: (message: string) => void;
}) {
  const { t } = useTranslation();
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
  /** The field that the number pad types into. */
  const [current, setCurrent] = useState<keyof Typed>('batchNumber');
  const wanted = useRegisterState(({ screen }) =>
    screen.is === 'stock' && screen.doing === 'receiving' ? screen.wanted : null,
  );
  useEffect(() => {
    if (!wanted) return;
    if (wanted.lotteryId) setLotteryId(wanted.lotteryId);
    setTyped((before) => ({ ...before, batchNumber: wanted.batchNumber }));
  }, [wanted]);
  const [shared, setShared] = useState<'yes' | 'no'>('yes');
  const fields = {
    batchNumber: useField(),
    quantity: useField(),
    firstNumber: useField(),
    threshold: useField(),
  };
  const { asking, ask, refuse, lack } = useAskingAloud();
  const lottery = games.find(({ _id }) => _id === lotteryId);
  const isNumbered = lottery?.stock_mode === 'range' || lottery?.stock_mode === 'pack';
  const type = (field: keyof Typed) => (text: string) => setTyped({ ...typed, [field]: text });
  const fieldOf = (field: keyof Typed) => ({
    inputRef: fields[field],
    value: typed[field],
    onChange: type(field),
    onFocus: () => setCurrent(field),
    maxLength: lengths[field],
    ...(field === 'batchNumber' ? {} : { amount: true, inputMode: 'none' as const }),
  });

  const confirm = () => {
    if (!lottery) return refuse(t('stock.noStockGames'));
    const batch = readBatch(t, lottery, typed, isNumbered, shared === 'yes');
    if ('refusal' in batch) {
      const { refusal, at } = batch;
      return typed[at].trim() === '' ? lack(refusal, fields[at]) : refuse(refusal, fields[at]);
    }
    ask(
      () => till.receiveBatch(batch),
      ({ batch_number, total_stock }) =>
        props.onDone(t('stock.done', { batch: batch_number, count: total_stock })),
    );
  };
  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: asking ? t('stock.receiving') : t('stock.confirmReceive'),
        run: confirm,
        disabled: asking,
        primary: true,
      },
      { key: 'Escape', label: t('stock.back'), run: props.onBack, disabled: asking },
    ],
    onKey: () => true,
  });
  const side = (
    <>
      <div className={classes.pair}>
        <TextField label={t('stock.quantity')} {...fieldOf('quantity')} />
        {isNumbered && <TextField label={t('stock.firstNumber')} {...fieldOf('firstNumber')} />}
        <TextField label={t('stock.threshold')} {...fieldOf('threshold')} />
      </div>
      <NumberPad
        label={t('stock.digits')}
        value={typed[current]}
        onChange={(text) => type(current)(text.slice(0, lengths[current]))}
      />
    </>
  );
  return (
    <Split label={t('stock.receiveTitle')} side={side}>
      <h1>{t('stock.receiveTitle')}</h1>
      {games.length === 0 ? (
        <p>{t('stock.noStockGames')}</p>
      ) : (
        <ChoiceGroup
          label={t('stock.lottery')}
          value={lotteryId}
          onChange={setLotteryId}
          choices={games.map(({ _id, name }) => ({ value: _id, label: name }))}
        />
      )}
      <TextField label={t('stock.batchNumber')} {...fieldOf('batchNumber')} focused />
      <ChoiceGroup
        label={t('stock.shared')}
        value={shared}
        onChange={setShared}
        choices={[
          { value: 'yes', label: t('stock.sharedYes') },
          { value: 'no', label: t('stock.sharedNo') },
        ]}
      />
    </Split>
  );
}

/** What was typed as a batch; refuses the first field that is wrong. */
function readBatch(
  t: Say,
  lottery: Lottery,
  typed: Typed,
  isNumbered: boolean,
  shared: boolean,
): Batch | { readonly refusal: string; readonly at: keyof Typed } {
  const batchNumber = typed.batchNumber.trim();
  const quantity = wholeNumber(typed.quantity);
  const firstNumber = wholeNumber(typed.firstNumber);
  const reorderThreshold = wholeNumber(typed.threshold);
  if (batchNumber === '') return { refusal: t('stock.batchMissing'), at: 'batchNumber' };
  if (quantity === null || quantity < 1) return { refusal: t('stock.quantityInvalid'), at: 'quantity' };
  if (isNumbered && firstNumber === null) return { refusal: t('stock.firstInvalid'), at: 'firstNumber' };
  if (reorderThreshold === null) return { refusal: t('stock.thresholdInvalid'), at: 'threshold' };
  return {
    lotteryId: lottery._id,
    batchNumber,
    quantity,
    firstNumber: isNumbered ? firstNumber : null,
    reorderThreshold,
    shared,
  };
}

const wholeNumber = (text: string): number | null => (/^\d{1,12}$/.test(text.trim()) ? Number(text) : null);
