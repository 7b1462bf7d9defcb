import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionBar } from '../../kit/action-bar.tsx';
import { NoticeLine } from '../../kit/notice-line.tsx';
import { useShownActions } from '../keys/layers.ts';
import { useRegisterState } from '../till-context.ts';
import { TrainingBand } from '../training/training-band.tsx';
import classes from './frame.module.css';
import { StatusBar } from './status-bar.tsx';

/** Status bar, the screen, the one line of refusals, the action bar: always in the same places. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const notice = useRegisterState((state) => state.notice);
  return (
    <div className={classes.frame}>
      <div>
        <StatusBar />
        <TrainingBand />
      </div>
      <main className={classes.main}>{children}</main>
      <NoticeLine kind={notice?.kind ?? null} text={notice?.text ?? ''} />
      <footer>
        <ShownActions />
      </footer>
    </div>
  );
}

function ShownActions() {
  const { t } = useTranslation();
  return <ActionBar label={t('frame.actions')} actions={useShownActions()} />;
}
