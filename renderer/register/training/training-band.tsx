import { useTranslation } from 'react-i18next';
import { useTillState } from '../till-context.ts';
import classes from './training-band.module.css';

/** On every screen in training: a line below the status bar, and the same across the screen. */
export function TrainingBand() {
  const { t } = useTranslation();
  const { training } = useTillState();
  if (!training) return null;
  return (
    <>
      <aside aria-label={t('training.mark')}>
        <p className={classes.band} role="note" aria-label={t('training.mark')}>
          <b>{t('training.mark')}</b> · <span>{t('training.band')}</span>
        </p>
      </aside>
      <div className={classes.watermark} data-mark={t('training.mark')} aria-hidden="true" />
    </>
  );
}
