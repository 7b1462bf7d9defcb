import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { MessagePage } from '../../kit/message-page.tsx';
import { NoticeLine } from '../../kit/notice-line.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { useTill, useTillState } from '../till-context.ts';
import { useAsking } from '../use-asking.ts';
import { needsServer } from './needs-server.ts';

interface JournalLostProps {
  readonly deviceName: string;
  readonly reason: 'journal_lost' | 'journal_behind' | 'fork';
}

/** No key begins a new journal: that decision is read first. */
export function JournalLost({ deviceName, reason }: JournalLostProps) {
  const { t } = useTranslation();
  const till = useTill();
  const { copyProblem } = useTillState();
  const { asking, refusal, ask } = useAsking();
  return (
    <MessagePage title={t('setup.lost.title')}>
      <p>{t(`setup.lost.${reason}`, { device: deviceName })}</p>
      <p>{t('setup.lost.sent')}</p>
      <p>{t('setup.lost.next')}</p>
      {copyProblem && <p role="alert">{refusalText(t, copyProblem)}</p>}
      <NoticeLine kind={refusal ? 'refusal' : null} text={refusal ?? ''} />
      <KeyButton
        shortcut={null}
        label={t('setup.lost.submit')}
        onPress={() => ask(async () => needsServer(await till.openEpoch()))}
        disabled={asking}
        primary
      >
        {asking ? t('setup.lost.waiting') : t('setup.lost.submit')}
      </KeyButton>
    </MessagePage>
  );
}
