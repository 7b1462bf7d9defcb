import { type Static, Type } from 'typebox';
import { declareCollection, everyTill } from './declare.ts';
import {
  Count,
  Id,
  Instant,
  LocalDate,
  MoneyMinor,
  Nullable,
  OneOf,
  Posted,
  RateBp,
  Strict,
  Text,
  type UserId,
} from './scalars.ts';

export const LotteryKind = OneOf('draw', 'raffle', 'instant');
export type LotteryKind = Static<typeof LotteryKind>;

/** `none`: numbers are free; `count`: so many tickets; `range`: numbered raffle tickets; `pack`: a scratch pack in one till's bin. */
export const StockMode = OneOf('none', 'count', 'range', 'pack');
export type StockMode = Static<typeof StockMode>;

/** `pick` numbers out of `from`..`to`; `repeats`: the same number may come twice and order counts (Daily 3). */
export const NumberPool = Strict({
  name: Text(30, 1),
  pick: Type.Integer({ minimum: 1, maximum: 40 }),
  from: Count,
  to: Count,
  repeats: Type.Boolean(),
});
export type NumberPool = Static<typeof NumberPool>;

export const PrizeLevel = Strict({
  /** The name that people see, such as `Jackpot` or `5 + 1`. */
  prize_level: Text(40, 1),
  /** 1 is the top: what the software sorts by. */
  rank: Type.Integer({ minimum: 1, maximum: 100 }),
  /** Minor units; for `share` and `jackpot` the advertised or guaranteed amount, 0 where none is. */
  amount: MoneyMinor,
  kind: OneOf('fixed', 'share', 'jackpot', 'annuity', 'free_ticket', 'goods'),
  /** How many of each pool must match, in the order of `pools`; empty for raffle and instant. */
  match: Type.Array(Count),
});
export type PrizeLevel = Static<typeof PrizeLevel>;

/** Up to a week. */
const Minutes = Type.Integer({ minimum: 0, maximum: 10_080 });

/** What a cut-off terminal may still sell (DRW4). Null: no bound. */
export const OfflinePolicy = Strict({
  allowed: Type.Boolean(),
  max_hours: Nullable(Count),
  max_tickets: Nullable(Count),
  max_amount: Nullable(MoneyMinor),
  stop_before_cutoff_minutes: Count,
});
export type OfflinePolicy = Static<typeof OfflinePolicy>;

export const Cancellation = Strict({ allowed: Type.Boolean(), minutes: Count });

/** What a ticket is sold under; versioned by date. */
const terms = {
  /** Local time or times of day, `21:00` or `13:00 21:00`. */
  draw_time: Nullable(
    Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d( ([01]\\d|2[0-3]):[0-5]\\d)*$', maxLength: 60 }),
  ),
  prize_structure: Type.Array(PrizeLevel),
  /** Per board, before tax, minor units. */
  ticket_price: MoneyMinor,
  /** ISO weekdays, Monday is 1. */
  draw_days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 })),
  /** Draws on single days (raffles), local dates of `time_zone`. */
  draw_dates: Type.Array(LocalDate),
  pools: Type.Array(NumberPool),
  /** Sales stop so many minutes before the draw. */
  cutoff_minutes: Minutes,
  /** The stores' streams are closed so many minutes after the cut-off: before the draw. */
  close_grace_minutes: Minutes,
  sales_tax_bp: RateBp,
  withholding_bp: RateBp,
  minimum_age: Nullable(Count),
  claim_days: Count,
  cancellation: Cancellation,
  offline_policy: OfflinePolicy,
  max_boards: Type.Integer({ minimum: 1, maximum: 20 }),
  max_draws: Type.Integer({ minimum: 1, maximum: 52 }),
};

export const Lottery = Posted({
  name: Text(80, 1),
  code: Text(8, 1),
  ...terms,
  /** Its place among the games, as the chain says: so the same key sells it at every till, in every language. */
  position: Count,
  status: OneOf('active', 'inactive'),
  created_by: Nullable(Id<UserId>()),
  created_at: Instant,
  updated_at: Instant,
  kind: LotteryKind,
  stock_mode: StockMode,
  time_zone: Text(60, 1),
  /** Since when the terms above hold; those before them, newest first. */
  terms_from: Instant,
  earlier_terms: Type.Array(Strict({ ...terms, terms_from: Instant })),
});
export type Lottery = Static<typeof Lottery>;

export const lotteries = declareCollection(Lottery, {
  stream: 'chain',
  holders: everyTill,
  secret: [],
  signsOfLife: {},
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
