import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Split } from '../../kit/split.tsx';
import type { DrawerCount } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { showZReport } from '../transitions/shift.ts';
import { useAskingAloud } from '../use-asking.ts';
import classes from './close-shift.module.css';
import { ShiftFacts } from './shift-facts.tsx';

interface ConfirmCloseProps {
  readonly shift: Shift;
  readonly count: DrawerCount;
  readonly onBack: () => void;
}

/** The last moment at which a slip of the finger can be taken back: a Z report is numbered for ever. */
export function ConfirmClose({ shift, count, onBack }: ConfirmCloseProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const format = useFormat();
  const { asking, ask } = useAskingAloud();
  const amount = format.money(count.countedMinor);
  // The count's last Enter, pressed twice, is no answer.
  const isMeant = useIsMeant(amount);
  const close = () => {
    if (!isMeant()) return;
    ask(
      () => till.closeShift(count),
      (closed) => store.change(showZReport(closed)),
    );
  };
  const label = asking ? t('closeShift.waiting') : t('closeShift.closeWith', { amount });
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: close, disabled: asking, primary: true },
      { key: 'Escape', label: t('closeShift.back'), run: onBack, disabled: asking },
    ],
  });
  const side = (
    <div className={classes.question} role="status" aria-label={t('closeShift.title')}>
      <h2>{t('closeShift.ask', { amount })}</h2>
      <p>{t('closeShift.askText')}</p>
    </div>
  );
  return (
    <Split label={t('closeShift.title')} side={side}>
      <h1>{t('closeShift.title')}</h1>
      <ShiftFacts shift={shift} />
    </Split>
  );
}
