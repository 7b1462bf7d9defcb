import { type Static, Type } from 'typebox';
import { declareCollection, everyTill } from './declare.ts';
import {
  Id,
  Instant,
  type LotteryId,
  Nullable,
  OneOf,
  Posted,
  type StoreId,
  Strict,
  Text,
} from './scalars.ts';

/** Provisional: no feature writes it yet. */
export const MarketingCampaign = Posted({
  name: Text(120, 1),
  message: Text(1000),
  image: Nullable(Text(500)),
  lottery_id: Nullable(Id<LotteryId>()),
  store_ids: Type.Array(Id<StoreId>()),
  period: Strict({ start_date: Instant, end_date: Instant }),
  reward: Nullable(Text(200)),
  status: OneOf('draft', 'active', 'ended'),
});
export type MarketingCampaign = Static<typeof MarketingCampaign>;

export const marketingCampaigns = declareCollection(MarketingCampaign, {
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
