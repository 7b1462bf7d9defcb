import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { MessagePage } from '../../kit/message-page.tsx';
import { useLayer } from '../keys/layers.ts';

const reload = () => window.location.reload();

/** `message`: null where nobody knows what went wrong. */
export function Failed({ message }: { readonly message: string | null }) {
  const { t } = useTranslation();
  useLayer({ level: 0, actions: [{ key: 'Enter', label: t('setup.failed.retry'), run: reload }] });
  return (
    <MessagePage title={t('setup.failed.title')}>
      <p role="alert">{message ?? t('setup.failed.unknown')}</p>
      <KeyButton shortcut="Enter" label={t('setup.failed.retry')} onPress={reload} primary />
    </MessagePage>
  );
}
