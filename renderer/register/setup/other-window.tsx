import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { MessagePage } from '../../kit/message-page.tsx';
import { useLayer } from '../keys/layers.ts';

const reload = () => window.location.reload();

export function OtherWindow() {
  const { t } = useTranslation();
  useLayer({ level: 0, actions: [{ key: 'Enter', label: t('setup.otherWindow.retry'), run: reload }] });
  return (
    <MessagePage title={t('setup.otherWindow.title')}>
      <p>{t('setup.otherWindow.text')}</p>
      <KeyButton shortcut="Enter" label={t('setup.otherWindow.retry')} onPress={reload} />
    </MessagePage>
  );
}
