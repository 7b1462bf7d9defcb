import { instantMs } from '../../../shared/domain/instants.ts';
import type { Say } from '../../texts/create-texts.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { Offer, TillState } from '../../till/api.ts';
import { durationWords } from '../duration-words.ts';
import type { Format } from '../format.ts';

/** `Offline since 13:05 · 14 unsent · selling goes on until 17:05 for Mega`, or what holds online. */
export function connectionSentence(
  t: Say,
  { connection, clock }: Pick<TillState, 'connection' | 'clock'>,
  offers: readonly Offer[],
  format: Pick<Format, 'time' | 'dayTime'>,
  now: string,
): string {
  const parts: string[] = [];
  const moment = (instant: string) =>
    Math.abs(instantMs(instant) - instantMs(now)) < 12 * 3_600_000
      ? format.time(instant)
      : format.dayTime(instant);
  if (connection.state === 'online') {
    if (connection.activity === 'sending') parts.push(t('frame.onlineSending'));
    else if (connection.activity === 'idle') parts.push(t('frame.online'));
    else parts.push(t('frame.onlinePulling'));
  } else {
    parts.push(
      connection.lastContact
        ? t('frame.offlineSince', { time: moment(connection.lastContact) })
        : t('frame.offline'),
    );
  }
  parts.push(t('frame.unsent', { count: connection.unsent }));
  if (connection.oldestUnsentAt && connection.state === 'offline') {
    parts.push(
      t('frame.oldest', { age: durationWords(t, instantMs(now) - instantMs(connection.oldestUnsentAt)) }),
    );
  }
  const ends = connection.state === 'offline' ? firstToEnd(offers) : undefined;
  if (ends) parts.push(t('frame.sellingUntil', { time: moment(ends.until), game: ends.name }));
  if (clock.mark === 'lower_bound') parts.push(t('frame.clockUnsure'));
  return parts.join(' · ');
}

/** The game that stops first, of those still on sale. */
function firstToEnd(offers: readonly Offer[]): { readonly until: string; readonly name: string } | undefined {
  return offers
    .flatMap(({ blocked, offlineUntil, lottery }) =>
      blocked === null && offlineUntil !== null ? [{ until: offlineUntil, name: lottery.name }] : [],
    )
    .sort((a, b) => instantMs(a.until) - instantMs(b.until))[0];
}

/** What needs attention, most pressing first. */
export function warnings(t: Say, state: TillState): string[] {
  const found: string[] = [];
  const { problem } = state.connection;
  // That the server does not answer is what "Offline since" says.
  if (problem && problem.code !== 'network.unreachable') found.push(refusalText(t, problem));
  if (state.view?.store.status === 'suspended') found.push(t('frame.suspended'));
  if (state.storage.full) {
    found.push(t('frame.storageFull'));
  } else if (state.storage.low) {
    const { freeBytes } = state.storage;
    found.push(
      freeBytes === null
        ? t('frame.storageLowUnknown')
        : t('frame.storageLow', { free: t('frame.megabytes', { count: Math.floor(freeBytes / 1_000_000) }) }),
    );
  }
  if (state.copyProblem) found.push(refusalText(t, state.copyProblem));
  const { wallClockWrongByMs } = state.clock;
  if (wallClockWrongByMs !== null) {
    const by = durationWords(t, Math.abs(wallClockWrongByMs));
    found.push(wallClockWrongByMs > 0 ? t('frame.clockAhead', { by }) : t('frame.clockBehind', { by }));
  }
  return found;
}
