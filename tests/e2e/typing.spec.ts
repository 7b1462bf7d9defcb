import { type Page, test } from '@playwright/test';
import { must } from '../../shared/result.ts';
import { type HostedTill, hosts, openHosted } from './fixtures/both-hosts.ts';
import { drawerKeys } from './fixtures/keys/drawer-keys.ts';
import { all, type Effect, holds, type KeyScreen, pin, rows } from './fixtures/keys/key-screen.ts';
import { goTo, press, setPin } from './fixtures/keys/screens.ts';
import { toSellScreen } from './fixtures/keys/to-sell-screen.ts';
import type { TillPage } from './fixtures/till-page.ts';
import { Typist } from './fixtures/typist.ts';

/** A person's paces, in milliseconds from key to key, by how many times the computer is slower than this one. */
const paces = new Map([
  [1, [40, 100]],
  [4, [60, 100]],
  [8, [40, 80, 120]],
]);

interface Typed {
  /** Where the typing begins; the empty sell screen unless it says otherwise. */
  readonly from?: KeyScreen;
  /** In one go. */
  readonly keys: readonly string[];
  readonly leadsTo: Effect;
}

const command = 'Scan or type a ticket, a code, a command';
const entries: Readonly<Record<string, Typed>> = {
  'cash in': { keys: ['F9', '1', ...'125.50'], leadsTo: holds('Amount', '125.50') },
  'cash in, its reason': {
    keys: ['F9', '1', ...'125', 'Enter', ...'coins 7'],
    leadsTo: all(holds('Amount', '125'), holds('Reason', 'coins 7')),
  },
  'cash out': { keys: ['F9', '2', ...'125'], leadsTo: holds('Amount', '125') },
  'a safe drop': { keys: ['F9', '3', ...'80'], leadsTo: holds('Amount', '80') },
  'no sale, its reason': { keys: ['F9', '4', ...'1 roll'], leadsTo: holds('Reason', '1 roll') },
  'the count of a hand-over': { keys: ['F9', '6', ...'125'], leadsTo: holds('Counted cash', '125') },
  'the PIN of who goes on': {
    keys: ['F9', '6', ...'125', 'Enter', ...'13579'],
    leadsTo: holds('PIN', '13579'),
  },
  'the count of a shift': { keys: ['F9', '7', ...'1125'], leadsTo: holds('Counted cash', '1125') },
  'the pieces of a count': {
    keys: ['F9', '7', 'F2', ...'12', 'Enter', ...'345', 'Enter', '6'],
    leadsTo: all(holds('× $100.00', '12'), holds('× $50.00', '345'), holds('× $20.00', '6')),
  },
  'a quantity': { keys: ['1', 'F2', ...'25'], leadsTo: holds('Quantity', '25') },
  'an amount given': { keys: ['1', 'Enter', ...'12.50'], leadsTo: holds('Amount given', '12.50') },
  'a card’s reference': { keys: ['1', 'Enter', 'F3', ...'4711'], leadsTo: holds('Card reference', '4711') },
  'the numbers of a ticket': { keys: ['F4', '3', ...'04 11 19'], leadsTo: holds('Numbers', '04 11 19') },
  'the command field': { keys: ['/', ...'12*1'], leadsTo: holds(command, '12*1') },
  'a ticket’s number': { keys: ['F8', ...'12345'], leadsTo: holds('Ticket number', '12345') },
  'the name of a held basket': { keys: ['1', 'F5', ...'21 c'], leadsTo: holds('Name, if you like', '21 c') },
  'a batch': { keys: ['F10', '1', 'F2', ...'7711'], leadsTo: holds('Batch number', '7711') },
  'a scanner’s prefix': { keys: ['F10', '4', 'F3', ...']1'], leadsTo: holds('Sent before the code', ']1') },
  'a new PIN': {
    keys: ['F10', '5', ...'word 1', 'Enter', ...'1357', 'Enter', ...'1357'],
    leadsTo: all(
      holds('Password', 'word 1'),
      holds('New PIN, 4 to 8 digits', '1357'),
      holds('The same again', '1357'),
    ),
  },
  'the PIN of a locked till': { keys: ['F1', ...'13579'], leadsTo: holds('PIN', '13579') },
  'a till that is locked and opened': {
    keys: ['F1', ...pin, 'Enter', ...'12'],
    leadsTo: rows('Daily 3', 'Lucky 5+1'),
  },
  'the sale after a sale': {
    keys: ['1', 'Enter', 'Enter', '2', 'F2', ...'15', 'Enter', '4'],
    leadsTo: rows('15 × Lucky 5+1', 'Raffle 100'),
  },
  'the sale after a safe drop': {
    // An Esc in the midst of the write would come too late for it, and must not put its slip away.
    from: must(drawerKeys['a safe drop, done'], 'the slip of a safe drop'),
    keys: ['Escape', ...'12'],
    leadsTo: rows('Daily 3', 'Lucky 5+1'),
  },
};

const nothingPrinted = async () => 0;

/** Two have a PIN at this till: who is signed in, and who may take the shift over. */
async function setPins(till: TillPage): Promise<void> {
  for (const next of ['cashier', 'manager']) {
    await setPin(till.page);
    await press(till.page, 'Escape', 'F10', '8', 'Enter');
    await till.signIn(next);
  }
}

for (const host of hosts) {
  test.describe(`in the ${host}`, () => {
    test.describe.configure({ timeout: 240_000 });
    let hosted: HostedTill;
    let page: Page;
    let typist: Typist;
    test.beforeAll(async () => {
      test.setTimeout(240_000);
      hosted = await openHosted(host, 'manager');
      page = hosted.till.page;
      page.setDefaultTimeout(15_000);
      await setPins(hosted.till);
      typist = await Typist.at(page);
    });
    test.afterAll(() => hosted.end());

    for (const [name, { from, keys, leadsTo }] of Object.entries(entries)) {
      test(`[KEY1] ${name}: what is typed while it opens is in it, whole and in order`, async () => {
        for (const [times, everyMss] of paces) {
          for (const everyMs of everyMss) {
            await test.step(`${everyMs} ms, ${times}× slower`, async () => {
              await (from ? goTo(page, from) : toSellScreen(page));
              await typist.slowDown(times);
              await typist.type(keys, everyMs);
              await leadsTo(page, nothingPrinted);
              await typist.slowDown(1);
            });
          }
        }
      });
    }
  });
}
