import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ServerState } from './ask-server.ts';
import classes from './server-facts.module.css';
import { useServerState } from './use-server-state.ts';

const sentences = {
  ready: 'server.ready',
  not_ready: 'server.notReady',
  away: 'server.away',
} as const satisfies Record<ServerState, string>;

/** The server that this console belongs to, and whether it can work. */
export function ServerFacts({ address, version }: { readonly address: string; readonly version: string }) {
  const { t } = useTranslation('console');
  const state = useServerState();
  return (
    <section>
      <Title order={1}>{t('server.title')}</Title>
      <dl className={classes.facts}>
        <dt>{t('server.state')}</dt>
        <dd className={classes.state} data-state={state ?? 'asking'}>
          <span role="status">{t(state ? sentences[state] : 'server.asking')}</span>
        </dd>
        <dt>{t('server.address')}</dt>
        <dd>{address}</dd>
        <dt>{t('server.version')}</dt>
        <dd>{version}</dd>
      </dl>
    </section>
  );
}
