import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestActivationCode } from '../../../shared/domain/activation-code.ts';
import type { HostServer } from '../../../shared/host.ts';
import { ok } from '../../../shared/result.ts';
import { KeyButton } from '../../kit/key-button.tsx';
import { MessagePage } from '../../kit/message-page.tsx';
import { NoticeLine } from '../../kit/notice-line.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { languageAfter, languages } from '../../texts/languages.ts';
import { useHostExtras } from '../desktop/host-context.ts';
import { useLayer } from '../keys/layers.ts';
import { useTill } from '../till-context.ts';
import { useAsking } from '../use-asking.ts';
import { useTillLanguage } from '../use-till-language.ts';
import { needsServer } from './needs-server.ts';

export function Enrol() {
  const { t } = useTranslation();
  const till = useTill();
  const [code, setCode] = useState('');
  const { asking, refusal, ask, refuse } = useAsking();
  const { server } = useHostExtras();
  const [address, setAddress] = useServerAddress(server);
  const enrol = async () => {
    const reached = server ? await server.write(address.trim()) : ok('');
    return reached.ok ? needsServer(await till.enrol(code.trim())) : reached;
  };
  const submit = () => {
    if (server && address.trim() === '') refuse(t('desktop.server.empty'));
    else if (code.trim() === '') refuse(t('setup.enrol.empty'));
    else if (code.trim().length < shortestActivationCode) refuse(t('refusals.activation.wrong'));
    else ask(enrol);
  };
  const [language, chooseLanguage] = useTillLanguage(refuse);
  const other = languageAfter(language);
  const switchLanguage = () => chooseLanguage(other);
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('setup.enrol.submit'), run: submit },
      { key: 'F2', label: languages[other].name, run: switchLanguage },
    ],
  });
  return (
    <MessagePage title={t('setup.enrol.title')}>
      <p>{t('setup.enrol.text')}</p>
      {server && (
        <>
          <TextField
            label={t('desktop.server.label')}
            value={address}
            onChange={setAddress}
            maxLength={300}
          />
          <p className="soft">{t('desktop.server.text')}</p>
        </>
      )}
      <TextField label={t('setup.enrol.code')} value={code} onChange={setCode} focused maxLength={40} />
      <NoticeLine kind={refusal ? 'refusal' : null} text={refusal ?? ''} />
      <KeyButton shortcut="Enter" label={t('setup.enrol.submit')} onPress={submit} disabled={asking} primary>
        {asking ? t('setup.enrol.waiting') : t('setup.enrol.submit')}
      </KeyButton>
      <KeyButton shortcut="F2" label={languages[other].name} onPress={switchLanguage} disabled={asking} />
    </MessagePage>
  );
}

/** As it is set; empty on a machine that nobody has set up. */
function useServerAddress(server: HostServer | undefined) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    server?.read().then(
      (read) => setAddress((typed) => (read.ok && typed === '' ? (read.value ?? '') : typed)),
      () => undefined,
    );
  }, [server]);
  return [address, setAddress] as const;
}
