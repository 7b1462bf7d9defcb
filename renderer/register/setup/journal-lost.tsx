import { KeyButton } from '../../components/key-button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { NoticeLine } from '../../components/notice-line.tsx';
import { useTill } from '../till-context.ts';
import { useAsking } from '../use-asking.ts';
import { texts } from './texts.ts';

interface JournalLostProps {
  readonly deviceName: string;
  readonly reason: 'journal_lost' | 'journal_behind' | 'fork';
}

/** No key begins a new journal: that decision is read first. */
export function JournalLost({ deviceName, reason }: JournalLostProps) {
  const till = useTill();
  const { asking, refusal, ask } = useAsking();
  return (
    <MessagePage title={texts.lost.title}>
      <p>{texts.lost[reason](deviceName)}</p>
      <p>{texts.lost.sent}</p>
      <p>{texts.lost.next}</p>
      <NoticeLine kind={refusal ? 'refusal' : null} text={refusal ?? ''} />
      <KeyButton
        shortcut={null}
        label={texts.lost.submit}
        onPress={() => ask(till.openEpoch)}
        disabled={asking}
        primary
      >
        {asking ? texts.lost.waiting : texts.lost.submit}
      </KeyButton>
    </MessagePage>
  );
}
