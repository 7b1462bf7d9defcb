import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/result.ts';
import { MessagePage } from '../../kit/message-page.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import type { TillPhase } from '../../till/api.ts';
import { later } from '../later.tsx';
import { Failed } from './failed.tsx';
import { OtherWindow } from './other-window.tsx';

const enrol = later(() => import('./enrol.tsx').then(({ Enrol }) => Enrol));
const journalLost = later(() => import('./journal-lost.tsx').then(({ JournalLost }) => JournalLost));

/** What is shown until the till can be used. */
export function SetupScreen({ phase }: { readonly phase: TillPhase }) {
  return (
    <main style={{ height: '100%' }}>
      <Phase phase={phase} />
    </main>
  );
}

function Phase({ phase }: { readonly phase: TillPhase }) {
  const { t, i18n } = useTranslation();
  switch (phase.phase) {
    case 'ready':
      return <Waiting title={t('setup.starting')} text="" />;
    case 'starting':
      return <Waiting title={t('setup.starting')} text={t(`setup.step.${phase.step}`)} />;
    case 'other_window':
      return <OtherWindow />;
    case 'not_enrolled':
      return <enrol.Screen />;
    case 'journal_lost':
      return <journalLost.Screen deviceName={phase.deviceName} reason={phase.reason} />;
    case 'loading_documents':
      return (
        <Waiting title={t('setup.loading.title')} text={t('setup.loading.text')}>
          <p role="status">
            {t('setup.loading.documents', {
              count: phase.documents,
              shown: phase.documents.toLocaleString(i18n.language),
            })}
          </p>
        </Waiting>
      );
    case 'failed':
      return <Failed message={refusalText(t, phase.refusal)} />;
    default:
      return assertNever(phase);
  }
}

function Waiting(props: { readonly title: string; readonly text: string; readonly children?: ReactNode }) {
  return (
    <MessagePage title={props.title}>
      {props.text !== '' && <p>{props.text}</p>}
      <progress aria-label={props.title} style={{ width: '100%', accentColor: 'var(--accent)' }} />
      {props.children}
    </MessagePage>
  );
}
