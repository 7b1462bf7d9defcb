import { objectIdFromKey } from '../../shared/domain/ids.ts';
import type { Unposted } from '../../shared/posting/workspace.ts';
import type { Lottery } from '../../shared/schema/lotteries.ts';

/** Five invented lotteries of the three kinds, with pools, prize tables and draw days as they are played in earnest. */
export const demoLotteries = (at: string): Unposted<'lotteries'>[] => [
  lucky(at),
  mega(at),
  daily(at),
  raffle(at),
  scratch(at),
];

export const demoLotteryId = (code: string): string => objectIdFromKey('lotteries', 'demo', code);

type Terms = Omit<
  Unposted<'lotteries'>,
  '_id' | 'status' | 'created_by' | 'created_at' | 'updated_at' | 'terms_from' | 'earlier_terms'
>;

const lottery = (at: string, terms: Terms): Unposted<'lotteries'> => ({
  _id: demoLotteryId(terms.code),
  ...terms,
  status: 'active',
  created_by: null,
  created_at: at,
  updated_at: at,
  terms_from: at,
  earlier_terms: [],
});

type Prize = readonly [
  kind: Lottery['prize_structure'][number]['kind'],
  amountMinor: number,
  ...match: number[],
];

/** Prize levels from the top, ranked from 1. */
const prizes = (...levels: Prize[]): Lottery['prize_structure'] =>
  levels.map(([kind, amount, ...match], index) => ({
    prize_level: prizeName(kind, match, index + 1),
    rank: index + 1,
    amount,
    kind,
    match,
  }));

/** As players know it: by what it matches, where there is something to match. */
function prizeName(kind: Prize[0], match: readonly number[], rank: number): string {
  if (kind === 'jackpot') return 'Jackpot';
  return match.length > 0 ? match.join(' + ') : `Prize ${rank}`;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

const usual = {
  time_zone: 'America/New_York',
  draw_dates: [],
  sales_tax_bp: 0,
  withholding_bp: 2_400,
  minimum_age: 18,
  claim_days: 180,
} as const;

/** 5 of 69 and 1 of 26, three evenings a week. */
const lucky = (at: string) =>
  lottery(at, {
    ...usual,
    name: 'Lucky 5+1',
    position: 2,
    code: 'LUCKY',
    kind: 'draw',
    stock_mode: 'none',
    ticket_price: 200,
    draw_time: '22:59',
    draw_days: [1, 3, 6],
    draw_dates: [],
    pools: [
      { name: 'Numbers', pick: 5, from: 1, to: 69, repeats: false },
      { name: 'Lucky ball', pick: 1, from: 1, to: 26, repeats: false },
    ],
    prize_structure: prizes(
      ['jackpot', 2_000_000_000, 5, 1],
      ['fixed', 100_000_000, 5, 0],
      ['fixed', 5_000_000, 4, 1],
      ['fixed', 10_000, 4, 0],
      ['fixed', 10_000, 3, 1],
      ['fixed', 700, 3, 0],
      ['fixed', 700, 2, 1],
      ['fixed', 400, 1, 1],
      ['fixed', 400, 0, 1],
    ),
    cutoff_minutes: 60,
    close_grace_minutes: 30,
    cancellation: { allowed: true, minutes: 30 },
    offline_policy: {
      allowed: true,
      max_hours: 72,
      max_tickets: 2_000,
      max_amount: 500_000,
      stop_before_cutoff_minutes: 15,
    },
    max_boards: 5,
    max_draws: 12,
  });

/** 6 of 49, twice a week. */
const mega = (at: string) =>
  lottery(at, {
    ...usual,
    name: 'Mega 6/49',
    position: 3,
    code: 'MEGA',
    kind: 'draw',
    stock_mode: 'none',
    ticket_price: 300,
    draw_time: '21:00',
    draw_days: [2, 5],
    draw_dates: [],
    pools: [{ name: 'Numbers', pick: 6, from: 1, to: 49, repeats: false }],
    prize_structure: prizes(
      ['jackpot', 500_000_000, 6],
      ['share', 0, 5],
      ['share', 0, 4],
      ['fixed', 1_000, 3],
      ['free_ticket', 0, 2],
    ),
    cutoff_minutes: 45,
    close_grace_minutes: 20,
    cancellation: { allowed: true, minutes: 60 },
    offline_policy: {
      allowed: true,
      max_hours: 48,
      max_tickets: 1_000,
      max_amount: 300_000,
      stop_before_cutoff_minutes: 10,
    },
    max_boards: 6,
    max_draws: 10,
  });

/** Three digits, midday and evening. */
const daily = (at: string) =>
  lottery(at, {
    ...usual,
    name: 'Daily 3',
    position: 1,
    code: 'DAILY',
    kind: 'draw',
    stock_mode: 'none',
    time_zone: 'America/Chicago',
    ticket_price: 100,
    draw_time: '12:40 21:22',
    draw_days: everyDay,
    draw_dates: [],
    pools: [{ name: 'Digits', pick: 3, from: 0, to: 9, repeats: true }],
    prize_structure: prizes(['fixed', 50_000, 3]),
    withholding_bp: 0,
    cutoff_minutes: 10,
    close_grace_minutes: 5,
    cancellation: { allowed: true, minutes: 10 },
    offline_policy: {
      allowed: true,
      max_hours: 12,
      max_tickets: 500,
      max_amount: 50_000,
      stop_before_cutoff_minutes: 5,
    },
    max_boards: 5,
    max_draws: 14,
  });

/** Numbered tickets, drawn on the last day of the month. */
const raffle = (at: string) =>
  lottery(at, {
    ...usual,
    name: 'Raffle 100',
    position: 4,
    code: 'RAFFLE',
    kind: 'raffle',
    stock_mode: 'range',
    ticket_price: 1_000,
    draw_time: '20:00',
    draw_days: [],
    draw_dates: monthEnds(at, usual.time_zone),
    pools: [],
    prize_structure: prizes(
      ['fixed', 10_000_000],
      ['fixed', 1_000_000],
      ['fixed', 100_000],
      ['goods', 25_000],
    ),
    sales_tax_bp: 625,
    minimum_age: 21,
    claim_days: 365,
    cutoff_minutes: 120,
    close_grace_minutes: 60,
    cancellation: { allowed: true, minutes: 15 },
    offline_policy: {
      allowed: true,
      max_hours: 168,
      max_tickets: null,
      max_amount: null,
      stop_before_cutoff_minutes: 60,
    },
    max_boards: 1,
    max_draws: 1,
  });

/** Scratch tickets: no draw, won or not when they leave the press. */
const scratch = (at: string) =>
  lottery(at, {
    ...usual,
    name: 'Scratch Gold',
    position: 5,
    code: 'SCRATCH',
    kind: 'instant',
    stock_mode: 'count',
    ticket_price: 500,
    draw_time: null,
    draw_days: [],
    draw_dates: [],
    pools: [],
    prize_structure: prizes(
      ['fixed', 5_000_000],
      ['fixed', 100_000],
      ['fixed', 10_000],
      ['fixed', 2_000],
      ['fixed', 500],
      ['free_ticket', 0],
    ),
    sales_tax_bp: 625,
    claim_days: 90,
    cutoff_minutes: 0,
    close_grace_minutes: 0,
    cancellation: { allowed: false, minutes: 0 },
    offline_policy: {
      allowed: true,
      max_hours: null,
      max_tickets: null,
      max_amount: null,
      stop_before_cutoff_minutes: 0,
    },
    max_boards: 1,
    max_draws: 1,
  });

/** The last days of thirteen months. The first is days away: who looks at a demonstration would find its sales closing. */
function monthEnds(at: string, timeZone: string): string[] {
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = today.add({ days: 3 }).with({ day: 1 });
  return Array.from({ length: 13 }, (_, months) =>
    first
      .add({ months: months + 1 })
      .subtract({ days: 1 })
      .toString(),
  );
}
