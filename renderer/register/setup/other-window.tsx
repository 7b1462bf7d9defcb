import { KeyButton } from '../../components/key-button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { useLayer } from '../keys/layers.ts';
import { texts } from './texts.ts';

const reload = () => window.location.reload();
const layer = { level: 0, actions: [{ key: 'Enter', label: texts.otherWindow.retry, run: reload }] };

export function OtherWindow() {
  useLayer(layer);
  return (
    <MessagePage title={texts.otherWindow.title}>
      <p>{texts.otherWindow.text}</p>
      <KeyButton shortcut="Enter" label={texts.otherWindow.retry} onPress={reload} />
    </MessagePage>
  );
}
