import type { ReactNode } from 'react';
import { assertNever } from '../../../shared/result.ts';
import { MessagePage } from '../../components/message-page.tsx';
import type { TillPhase } from '../../local/api.ts';
import { later } from '../later.tsx';
import { Failed } from './failed.tsx';
import { OtherWindow } from './other-window.tsx';
import { texts } from './texts.ts';

const enrol = later(() => import('./enrol.tsx').then(({ Enrol }) => Enrol));
const journalLost = later(() => import('./journal-lost.tsx').then(({ JournalLost }) => JournalLost));

/** What is shown until the till can be used. */
export function SetupScreen({ phase }: { readonly phase: TillPhase }) {
  return (
    <main style={{ height: '100dvh' }}>
      <Phase phase={phase} />
    </main>
  );
}

function Phase({ phase }: { readonly phase: TillPhase }) {
  switch (phase.phase) {
    case 'ready':
      return <Waiting title={texts.starting} text="" />;
    case 'starting':
      return <Waiting title={texts.starting} text={phase.step} />;
    case 'other_window':
      return <OtherWindow />;
    case 'not_enrolled':
      return <enrol.Screen />;
    case 'journal_lost':
      return <journalLost.Screen deviceName={phase.deviceName} reason={phase.reason} />;
    case 'loading_documents':
      return (
        <Waiting title={texts.loading.title} text={texts.loading.text}>
          <p role="status">{texts.loading.documents(phase.documents)}</p>
        </Waiting>
      );
    case 'failed':
      return <Failed message={phase.refusal.message} />;
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
