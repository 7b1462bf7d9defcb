import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { MessagePage } from '../../kit/message-page.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister, useTill, useView } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';
import { ZReport } from './z-report-screen.tsx';

/** The Z report again, from the documents of this till: also after a restart, and without the server. */
export function LastZScreen() {
  const till = useTill();
  const { store } = useRegister();
  const { shift: open } = useView();
  const [last, setLast] = useState<Shift | null | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let gone = false;
    till.lastClosedShift().then(
      (shift) => gone || setLast(shift),
      () => gone || setLast('failed'),
    );
    return () => {
      gone = true;
    };
  }, [till]);
  const leave = () => store.change(showScreen(open ? 'shift' : 'sell'));
  return typeof last === 'string' || last === null ? (
    <NoReport why={last ?? 'none'} onDone={leave} />
  ) : (
    <ZReport shift={last} copy onDone={leave} />
  );
}

interface NoReportProps {
  readonly why: 'none' | 'loading' | 'failed';
  readonly onDone: () => void;
}

function NoReport({ why, onDone }: NoReportProps) {
  const { t } = useTranslation();
  useLayer({
    level: 0,
    actions: [{ key: 'Escape', label: t('closeShift.back'), run: onDone, primary: true }],
  });
  return (
    <MessagePage title={t('shift.lastZ')}>
      <p role="status" aria-label={t('shift.lastZ')}>
        {t(`closeShift.last.${why}`)}
      </p>
    </MessagePage>
  );
}
