import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import classes from '../slips/slip.module.css';
import { useFormat, useView } from '../till-context.ts';
import { zLines } from './z-lines.ts';

/** The Z report on paper. */
export function ZSlip({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { store, device } = useView();
  const format = useFormat();
  return (
    <article className={classes.slip}>
      <header>
        <strong>{t('closeShift.zTitle', { number: shift.z_number ?? '' })}</strong>
      </header>
      <p>{[store.name, device?.name].filter(Boolean).join(' · ')}</p>
      <dl>
        {zLines(t, shift, format).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
