import { type Static, Type } from 'typebox';
import { declareCollection, everyTill } from './declare.ts';
import {
  Count,
  Id,
  Instant,
  type LotteryId,
  MoneyMinor,
  Nullable,
  OneOf,
  Posted,
  Strict,
  Text,
  type UserId,
} from './scalars.ts';

/** Provisional: no feature writes it yet. One per scheduled draw. */
export const DrawResult = Posted({
  lottery_id: Id<LotteryId>(),
  draw_date: Instant,
  status: OneOf('scheduled', 'closed', 'entered', 'confirmed', 'settled', 'void'),
  advertised_jackpot: Nullable(MoneyMinor),
  numbers: Type.Array(Type.Array(Count)),
  winning_entries: Type.Array(Count),
  tiers: Type.Array(Strict({ prize_level: Text(40, 1), rank: Count, winners: Count, amount: MoneyMinor })),
  entered_by: Nullable(Id<UserId>()),
  confirmed_by: Nullable(Id<UserId>()),
  published_at: Nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
});
export type DrawResult = Static<typeof DrawResult>;

export const drawResults = declareCollection(DrawResult, {
  stream: 'chain',
  holders: everyTill,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
