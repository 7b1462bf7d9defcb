import { useEffect, useState } from 'react';
import { instantMs } from '../../../shared/domain/instants.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { Facts } from '../../components/facts.tsx';
import { durationWords } from '../format.ts';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { useFormat, useNow, useRegister, useTillState } from '../till-context.ts';
import { entryAmount, entryName } from './entry-words.ts';
import { texts } from './texts.ts';
import classes from './unsent-screen.module.css';

const shown = 200;

/** What only this till knows yet, since when, and what follows from it. */
export function UnsentScreen() {
  const { till, store } = useRegister();
  const { connection } = useTillState();
  const format = useFormat();
  const now = useNow();
  const limits = useLimits();
  const age = (instant: string) => texts.ago(durationWords(instantMs(now) - instantMs(instant)));
  const send = () => {
    till.sendNow();
    store.setState({ notice: { kind: 'information', text: texts.asked } });
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: texts.sendNow, run: send, primary: true },
      { key: 'Escape', label: texts.back, run: () => showScreen(store, 'more') },
    ],
  });
  return (
    <div className={classes.screen}>
      <section className="scrolls" aria-label={texts.title}>
        <h1>{texts.title}</h1>
        <Entries unsent={connection.unsent} />
      </section>
      <section className={`${classes.side} scrolls`} data-surface aria-label={texts.limits}>
        <Facts
          facts={[
            { name: texts.count, value: texts.entries(connection.unsent) },
            { name: texts.oldest, value: connection.oldestUnsentAt ? age(connection.oldestUnsentAt) : '–' },
            {
              name: texts.lastContact,
              value: connection.lastContact
                ? `${format.dateTime(connection.lastContact)} (${age(connection.lastContact)})`
                : texts.never,
            },
            { name: texts.problem, value: connection.problem?.message ?? texts.noProblem },
          ]}
        />
        <h2>{texts.limits}</h2>
        <p>{limits.length === 0 ? texts.noLimits : connection.state === 'offline' && texts.offline}</p>
        <Facts facts={limits} />
      </section>
    </div>
  );
}

function useLimits() {
  const { till } = useRegister();
  const format = useFormat();
  return till.offers().flatMap(({ lottery, blocked, offlineUntil, offlineTicketsLeft }) => {
    const words = blocked
      ? [blocked.message]
      : [
          ...(offlineUntil ? [texts.sellsUntil(format.dayTime(offlineUntil))] : []),
          ...(offlineTicketsLeft === null
            ? []
            : [texts.ticketsLeft(offlineTicketsLeft, format.count(offlineTicketsLeft))]),
        ];
    return words.length === 0 ? [] : [{ name: lottery.name, value: words.join(' · ') }];
  });
}

function Entries({ unsent }: { readonly unsent: number }) {
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
  if (entries === 'loading') return <p className="soft">{texts.loading}</p>;
  if (entries === 'failed') return <p>{texts.failed}</p>;
  if (entries.length === 0) return <p>{texts.none}</p>;
  return (
    <>
      <table aria-label={texts.title}>
        <thead>
          <tr>
            <th>{texts.number}</th>
            <th>{texts.kind}</th>
            <th>{texts.time}</th>
            <th data-amount>{texts.amount}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.epoch}-${entry.seq}`}>
              <td>{entry.seq}</td>
              <td>{entryName(entry)}</td>
              <td>{format.dateTime(entry.at)}</td>
              <td data-amount>{entryAmount(entry, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unsent > entries.length && <p className="soft">{texts.more(unsent - entries.length)}</p>}
    </>
  );
}
