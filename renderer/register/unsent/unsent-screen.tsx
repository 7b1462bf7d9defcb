import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantMs } from '../../../shared/domain/instants.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { Facts } from '../../kit/facts.tsx';
import { Split } from '../../kit/split.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { durationWords } from '../duration-words.ts';
import { noBreak } from '../format.ts';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useNow, useRegister, useTillState } from '../till-context.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { entryAmount, entryName } from './entry-words.ts';

const shown = 200;

/** What only this till knows yet, since when, and what follows from it. */
export function UnsentScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { connection } = useTillState();
  const format = useFormat();
  const now = useNow();
  const limits = useLimits();
  const age = (instant: string) =>
    noBreak(t('unsent.ago', { age: durationWords(t, instantMs(now) - instantMs(instant)) }));
  const send = () => {
    till.sendNow();
    store.change(showInformation(t('unsent.asked')));
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('unsent.sendNow'), run: send, primary: true },
      { key: 'Escape', label: t('unsent.back'), run: () => store.change(showScreen('more')) },
    ],
  });
  const state = [
    { name: t('unsent.count'), value: t('unsent.entries', { count: connection.unsent }) },
    { name: t('unsent.oldest'), value: connection.oldestUnsentAt ? age(connection.oldestUnsentAt) : '–' },
    {
      name: t('unsent.lastContact'),
      value: connection.lastContact
        ? `${format.dateTime(connection.lastContact)} (${age(connection.lastContact)})`
        : t('unsent.never'),
    },
    {
      name: t('unsent.problem'),
      value: connection.problem ? refusalText(t, connection.problem) : t('unsent.noProblem'),
    },
  ];
  const side = (
    <>
      <Facts facts={state} />
      <h2>{t('unsent.limits')}</h2>
      <p>
        {limits.length === 0 ? t('unsent.noLimits') : connection.state === 'offline' && t('unsent.offline')}
      </p>
      <Facts facts={limits} />
    </>
  );
  return (
    <Split label={t('unsent.title')} side={side} sideLabel={t('unsent.limits')} sideIsRead>
      <h1>{t('unsent.title')}</h1>
      <Entries unsent={connection.unsent} />
    </Split>
  );
}

function useLimits() {
  const { t } = useTranslation();
  const { offers } = useTillState();
  const format = useFormat();
  return offers.flatMap(({ lottery, blocked, offlineUntil, offlineTicketsLeft }) => {
    const words = blocked
      ? [refusalText(t, blocked)]
      : [
          ...(offlineUntil ? [t('unsent.sellsUntil', { time: format.dayTime(offlineUntil) })] : []),
          ...(offlineTicketsLeft === null
            ? []
            : [
                noBreak(
                  t('unsent.ticketsLeft', {
                    count: offlineTicketsLeft,
                    shown: format.count(offlineTicketsLeft),
                  }),
                ),
              ]),
        ];
    return words.length === 0 ? [] : [{ name: lottery.name, value: words.join(' · ') }];
  });
}

function Entries({ unsent }: { readonly unsent: number }) {
  const { t } = useTranslation();
  const { till } = useRegister();
  const format = useFormat();
  const [entries, setEntries] = useState<readonly Envelope[] | 'loading' | 'failed'>('loading');
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when entries come or go
  useEffect(() => {
    let gone = false;
    till.unsentEntries(shown).then(
      (read) => gone || setEntries(read),
      () => gone || setEntries('failed'),
    );
    return () => {
      gone = true;
    };
  }, [till, unsent]);
  if (entries === 'loading') return <p className="soft">{t('unsent.loading')}</p>;
  if (entries === 'failed') return <p>{t('unsent.failed')}</p>;
  if (entries.length === 0) return <p>{t('unsent.none')}</p>;
  return (
    <>
      <table aria-label={t('unsent.title')}>
        <thead>
          <tr>
            <th>{t('unsent.number')}</th>
            <th>{t('unsent.kind')}</th>
            <th>{t('unsent.time')}</th>
            <th data-amount>{t('unsent.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.epoch}-${entry.seq}`}>
              <td>{entry.seq}</td>
              <td>{entryName(t, entry)}</td>
              <td>{format.dateTime(entry.at)}</td>
              <td data-amount>{entryAmount(entry, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unsent > entries.length && (
        <p className="soft">{t('unsent.more', { count: unsent - entries.length })}</p>
      )}
    </>
  );
}
