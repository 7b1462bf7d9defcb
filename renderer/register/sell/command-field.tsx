import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../kit/key-hint.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister } from '../till-context.ts';
import { clearNotice } from '../transitions/notices.ts';
import classes from './command-field.module.css';
import { runCommand } from './sell-keys.ts';

/** Where codes are typed by hand; `/` goes there and Esc comes back. */
export function CommandField() {
  const { t } = useTranslation();
  const register = useRegister();
  const [text, setText] = useState('');
  const [focused, setFocused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const leave = () => {
    setText('');
    field.current?.blur();
  };
  const run = () => {
    runCommand(register, text);
    leave();
  };
  return (
    <div className={classes.field}>
      <TextField
        label={t('sell.command')}
        hiddenLabel
        value={text}
        onChange={setText}
        maxLength={60}
        inputRef={field}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      <KeyHint shortcut="/" />
      {focused ? <FocusedKeys run={run} leave={leave} /> : <SlashKey go={() => field.current?.focus()} />}
    </div>
  );
}

function FocusedKeys({ run, leave }: { readonly run: () => void; readonly leave: () => void }) {
  const { t } = useTranslation();
  useLayer({
    level: 2,
    actions: [
      { key: 'Enter', label: t('sell.ok'), run, primary: true },
      { key: 'Escape', label: t('sell.keyBack'), run: leave },
    ],
  });
  return null;
}

function SlashKey({ go }: { readonly go: () => void }) {
  const register = useRegister();
  useLayer({
    level: -1,
    onKey: (key) => {
      if (key === '/') {
        register.store.change(clearNotice);
        go();
      }
      return key === '/';
    },
  });
  return null;
}
