import { KeyButton } from '../../components/key-button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { useLayer } from '../keys/layers.ts';
import { texts } from './texts.ts';

const reload = () => window.location.reload();
const layer = { level: 0, actions: [{ key: 'Enter', label: texts.failed.retry, run: reload }] };

export function Failed({ message }: { readonly message: string }) {
  useLayer(layer);
  return (
    <MessagePage title={texts.failed.title}>
      <p role="alert">{message}</p>
      <KeyButton shortcut="Enter" label={texts.failed.retry} onPress={reload} primary />
    </MessagePage>
  );
}
