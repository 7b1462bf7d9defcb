import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../../shared/domain/money.ts';
import { NumberPad } from '../../kit/number-pad.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import type { MovedCash } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { decimalKey } from '../money-field.ts';
import { ReasonField } from '../ticket/reason-field.tsx';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';
import { useAskingAloud, useField } from '../use-asking.ts';
import { CashMovedScreen } from './cash-moved-screen.tsx';
import { LendFields, useLending } from './lend-fields.tsx';

type Movement = MovedCash['movement'];

const words = {
  in: { name: 'cashIn', text: 'cashInText', submit: 'submitIn' },
  out: { name: 'cashOut', text: 'cashOutText', submit: 'submitOut' },
  safe_drop: { name: 'safeDrop', text: 'safeDropText', submit: 'submitDrop' },
} as const;

export const CashInScreen = () => <CashScreen movement="in" />;
export const CashOutScreen = () => <CashScreen movement="out" />;
export const SafeDropScreen = () => <CashScreen movement="safe_drop" />;

/** An amount, a reason, and then the slip. */
function CashScreen({ movement }: { readonly movement: Movement }) {
  const [moved, setMoved] = useState<MovedCash | null>(null);
  return moved ? <CashMovedScreen moved={moved} /> : <CashForm movement={movement} onMoved={setMoved} />;
}

interface CashFormProps {
  readonly movement: Movement;
  readonly onMoved: (moved: MovedCash) => void;
}

function CashForm({ movement, onMoved }: CashFormProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { settings: chain } = useView();
  const { locale, money } = useFormat();
  const settings = { ...chain, locale };
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [confirmedMinor, setConfirmed] = useState<number | null>(null);
  const isMeant = useIsMeant(confirmedMinor === null ? null : String(confirmedMinor));
  const lending = useLending('shift.cash');
  const [amountField, reasonField] = [useField(), useField()];
  const { asking, ask, refuse, lack } = useAskingAloud();
  const { name, text, submit } = words[movement];
  const reasons = movement === 'in' ? 'reasonsIn' : 'reasonsOut';

  const move = () => {
    if (amount.trim() === '') return lack(t('shift.amountEmpty'), amountField);
    const read = parseMoney(amount, settings);
    if (!read.ok) return refuse(refusalText(t, read.refusal), amountField);
    if (movement !== 'safe_drop' && reason.trim() === '')
      return lack(t('refusals.cash.no_reason'), reasonField);
    if (lending.isLacking()) return;
    const amountMinor = read.value;
    // No bound of the drawer's own is told: it is counted blind.
    const isLarge = settings.large_sale_amount !== null && amountMinor >= settings.large_sale_amount;
    if (isLarge && amountMinor !== confirmedMinor) {
      setConfirmed(amountMinor);
      return refuse(t('shift.large', { amount: money(amountMinor) }));
    }
    if (!isMeant()) return;
    ask(
      () => till.moveCash({ movement, amountMinor, reason, approval: lending.approval }),
      onMoved,
      ({ code }) => (code === 'money.invalid' ? amountField : lending.fields.secret),
    );
  };
  const label = asking ? t('shift.waiting') : t(`shift.${submit}`);
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: move, disabled: asking, primary: true },
      {
        key: 'Escape',
        label: t('shift.back'),
        run: () => store.change(showScreen('shift')),
        disabled: asking,
      },
    ],
  });
  const side = (
    <NumberPad label={t('shift.pad')} value={amount} onChange={setAmount} extra={decimalKey(settings)} />
  );
  return (
    <Split label={t(`shift.${name}`)} side={side}>
      <h1>{t(`shift.${name}`)}</h1>
      <p>{t(`shift.${text}`)}</p>
      <TextField
        inputRef={amountField}
        label={t('shift.amount')}
        value={amount}
        onChange={setAmount}
        focused
        amount
        inputMode="none"
        maxLength={16}
      />
      {movement !== 'safe_drop' && (
        <ReasonField
          field={reasonField}
          value={reason}
          onChange={setReason}
          suggestions={Object.values(t(`shift.${reasons}`, { returnObjects: true }))}
        />
      )}
      <LendFields lending={lending} />
    </Split>
  );
}
