import { instantMs } from '../../../shared/domain/instants.ts';
import type { Offer, TillState } from '../../local/api.ts';
import { durationWords, type Format } from '../format.ts';
import { texts } from './texts.ts';

/** `Offline since 13:05 · 14 unsent · selling goes on until 17:05 for Mega`, or what holds online. */
export function connectionSentence(
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
    if (connection.activity === 'sending') parts.push(texts.onlineSending);
    else if (connection.activity === 'idle') parts.push(texts.online);
    else parts.push(texts.onlinePulling);
  } else {
    parts.push(connection.lastContact ? texts.offlineSince(moment(connection.lastContact)) : texts.offline);
  }
  parts.push(texts.unsent(connection.unsent));
  if (connection.oldestUnsentAt && connection.state === 'offline') {
    parts.push(texts.oldest(durationWords(instantMs(now) - instantMs(connection.oldestUnsentAt))));
  }
  if (clock.mark === 'lower_bound') parts.push(texts.clockUnsure);
  const ends = connection.state === 'offline' ? firstToEnd(offers) : undefined;
  if (ends) parts.push(texts.sellingUntil(moment(ends.until), ends.name));
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
export function warnings(state: TillState): string[] {
  const found: string[] = [];
  const { problem } = state.connection;
  // That the server does not answer is what "Offline since" says.
  if (problem && problem.code !== 'network.unreachable') found.push(problem.message);
  if (state.view?.store.status === 'suspended') found.push(texts.suspended);
  if (state.storage.low) {
    const { freeBytes } = state.storage;
    found.push(
      freeBytes === null
        ? texts.storageLowUnknown
        : texts.storageLow(texts.megabytes(Math.floor(freeBytes / 1_000_000))),
    );
  }
  const { wallClockWrongByMs } = state.clock;
  if (wallClockWrongByMs !== null) {
    const by = durationWords(Math.abs(wallClockWrongByMs));
    found.push(wallClockWrongByMs > 0 ? texts.clockAhead(by) : texts.clockBehind(by));
  }
  return found;
}
