import { useState } from 'react';
import { MessagePage } from '../../components/message-page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { texts } from './texts.ts';

export function SignInScreen() {
  const { till } = useRegister();
  const { connection } = useTillState();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { asking, ask, refuse } = useAskingAloud();

  const submit = () => {
    if (username.trim() === '' || password === '') refuse(texts.empty);
    else ask(() => till.signIn(username.trim(), password));
  };
  const label = asking ? texts.waiting : texts.submit;
  useLayer({ level: 0, actions: [{ key: 'Enter', label, run: submit, disabled: asking, primary: true }] });
  return (
    <MessagePage title={texts.title}>
      <TextField
        label={texts.username}
        value={username}
        onChange={setUsername}
        focused
        maxLength={60}
        autoComplete="username"
      />
      <TextField
        label={texts.password}
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={200}
        autoComplete="current-password"
      />
      <p className="soft">{connection.state === 'offline' && texts.offline}</p>
    </MessagePage>
  );
}
