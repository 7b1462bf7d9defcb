import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../components/key-button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { NoticeLine } from '../../components/notice-line.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAsking } from '../use-asking.ts';

export function Enrol() {
  const { t } = useTranslation();
  const till = useTill();
  const [code, setCode] = useState('');
  const { asking, refusal, ask, refuse } = useAsking();
  const submit = () => {
    if (code.trim() === '') refuse(t('setup.enrol.empty'));
    else ask(() => till.enrol(code.trim()));
  };
  useLayer({ level: 0, actions: [{ key: 'Enter', label: t('setup.enrol.submit'), run: submit }] });
  return (
    <MessagePage title={t('setup.enrol.title')}>
      <p>{t('setup.enrol.text')}</p>
      <TextField label={t('setup.enrol.code')} value={code} onChange={setCode} focused maxLength={40} />
      <NoticeLine kind={refusal ? 'refusal' : null} text={refusal ?? ''} />
      <KeyButton shortcut="Enter" label={t('setup.enrol.submit')} onPress={submit} disabled={asking} primary>
        {asking ? t('setup.enrol.waiting') : t('setup.enrol.submit')}
      </KeyButton>
    </MessagePage>
  );
}
