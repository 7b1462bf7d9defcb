import { expect, test } from 'vitest';
import { durationWords } from '../../renderer/register/duration-words.ts';
import { createFormat } from '../../renderer/register/format.ts';
import { connectionSentence, warnings } from '../../renderer/register/frame/status-sentences.ts';
import type { Offer, TillState } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import type { Scene } from './preview/scene.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { testTexts } from './test-texts.ts';

const now = '2026-11-25T01:00:00.000Z';
const till = async (changes: Partial<Scene>) => startSceneTill({ ...readyScene, now, ...changes });
const online = await till({});
const offline = await till({ offline: true });
const settings = { ...must(online.state().view, 'view').settings, locale: 'en-GB' };
const { t } = testTexts('en');
const format = createFormat(settings, 'America/New_York');
const sentence = (state: TillState, offers: readonly Offer[] = []) =>
  connectionSentence(t, state, offers, format, now);

const away = (unsent: number): TillState => ({
  ...offline.state(),
  connection: {
    state: 'offline',
    lastContact: '2026-11-24T18:05:00.000Z',
    unsent,
    oldestUnsentAt: unsent > 0 ? '2026-11-24T18:30:00.000Z' : null,
    activity: 'idle',
    problem: null,
  },
});

test('online: one word and the unsent count', () => {
  expect(sentence(online.state())).toBe('Online · 0 unsent');
});

test('offline: since when, how much is unsent and how old, and the game that stops first', () => {
  const offers = offline.state().offers.map((offer, index) => ({
    ...offer,
    offlineUntil: index === 2 ? '2026-11-25T03:05:00.000Z' : offer.offlineUntil,
  }));
  expect(sentence(away(14), offers)).toBe(
    'Offline since 13:05 · 14 unsent · oldest 6 h 30 min · selling goes on until 22:05 for Mega 6/49',
  );
});

test('after a restart without the server the time is not confirmed', () => {
  expect(sentence({ ...away(0), clock: { mark: 'lower_bound', wallClockWrongByMs: null } })).toBe(
    'Offline since 13:05 · 0 unsent · time not confirmed: connect the till',
  );
});

test('a wrong clock, little storage and what keeps it from sending are sentences of their own', async () => {
  expect(warnings(t, (await till({ offline: true, warnings: true })).state())).toEqual([
    expect.stringContaining('a network log-in page'),
    expect.stringContaining('41 MB'),
    expect.stringContaining('2 h 05 min behind'),
  ]);
});

test.each([
  ['network.unreachable', []],
  ['network.not_the_server', ['What answers is not the server. Check the network.']],
  ['network.portal', ['The catalogue does not know this one.']],
])('%s: silence is no warning, a wrong answer is one', (code, expected) => {
  const state = away(0);
  const problem = { code, message: 'The catalogue does not know this one.' };
  expect(warnings(t, { ...state, connection: { ...state.connection, problem } })).toEqual(expected);
});

test.each([
  [45_000, '45 s'],
  [12 * 60_000, '12 min'],
  [185 * 60_000, '3 h 05 min'],
  [25 * 3_600_000, '1 day 1 h'],
  [52 * 3_600_000, '2 days 4 h'],
])('%i ms are %s', (ms, words) => {
  expect(durationWords(t, ms)).toBe(words);
});
