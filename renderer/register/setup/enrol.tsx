import { useState } from 'react';
import { KeyButton } from '../../components/key-button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { NoticeLine } from '../../components/notice-line.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAsking } from '../use-asking.ts';
import { texts } from './texts.ts';

export function Enrol() {
  const till = useTill();
  const [code, setCode] = useState('');
  const { asking, refusal, ask, refuse } = useAsking();
  const submit = () => {
    if (code.trim() === '') refuse(texts.enrol.empty);
    else ask(() => till.enrol(code.trim()));
  };
  useLayer({ level: 0, actions: [{ key: 'Enter', label: texts.enrol.submit, run: submit }] });
  return (
    <MessagePage title={texts.enrol.title}>
      <p>{texts.enrol.text}</p>
      <TextField label={texts.enrol.code} value={code} onChange={setCode} focused maxLength={40} />
      <NoticeLine kind={refusal ? 'refusal' : null} text={refusal ?? ''} />
      <KeyButton shortcut="Enter" label={texts.enrol.submit} onPress={submit} disabled={asking} primary>
        {asking ? texts.enrol.waiting : texts.enrol.submit}
      </KeyButton>
    </MessagePage>
  );
}
