import { beforeEach, expect, test } from 'vitest';
import { rowsOf } from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { canPlayAgain, playAgain } from '../../renderer/register/ticket/play-again.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { showScreen } from '../../renderer/register/transitions/screens.ts';
import { must } from '../../shared/result.ts';
import { fakeDevices } from './fake-devices.ts';
import type { Scene } from './preview/scene.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { registerWithOffers } from './register-with-offers.ts';
import { testTexts } from './test-texts.ts';

let register: Register;
const start = async (changes: Partial<Scene> = {}) => {
  const till = await startSceneTill({ ...readyScene, ...changes });
  register = { till, store: createRegisterStore(), ...fakeDevices(), t: testTexts('en').t };
};
beforeEach(() => start());

/** The game's ticket, sold and found again. */
async function oldTicket(game: number) {
  const { till } = register;
  const { lottery, slots } = must(till.state().offers[game - 1], 'offer');
  const boards = lottery.pools.length > 0 ? [till.quickPick(lottery._id)] : [];
  const line = {
    lottery_id: lottery._id,
    quantity: 1,
    boards,
    draw_dates: slots.slice(0, 1).map(({ draw_date }) => draw_date),
  };
  await till.sell([line], { method: 'cash', tendered: 10_000, reference: null });
  return must((await till.recentTickets(1))[0], 'ticket');
}

test('the numbers of an old ticket go into the basket as chosen ones, beside what lies there', async () => {
  const found = await oldTicket(2);
  register.store.change(showScreen('ticket'));
  playAgain(register, found);
  playAgain(register, found);
  const state = register.store.getState();
  expect(state.screen.is).toBe('sell');
  expect(rowsOf(state).map(({ tickets }) => tickets)).toEqual(
    Array.from({ length: 2 }, () => [
      found.ticket.selection.boards.map((board) => ({ ...board, quick_pick: false })),
    ]),
  );
});

test('a scratch ticket has no numbers to play again', async () => {
  expect(canPlayAgain(await oldTicket(5))).toBe(false);
});

test('where the game is sold no more, or no shift is open, it says so and nothing is in the basket', async () => {
  const found = await oldTicket(2);
  register = registerWithOffers(register, (offers) => offers.slice(2));
  playAgain(register, found);
  expect(register.store.getState()).toMatchObject({ notice: { kind: 'refusal' } });
  expect(rowsOf(register.store.getState())).toEqual([]);
  await start({ shiftOpen: false });
  playAgain(register, found);
  expect(register.store.getState().notice?.text).toBe('Open the shift first, then play the numbers again.');
  expect(rowsOf(register.store.getState())).toEqual([]);
});
