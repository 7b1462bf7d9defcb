import { type Static, Type } from 'typebox';
import { declareCollection } from './declare.ts';
import { Instant, LocalTime, OneOf, Posted, RateBp, Strict, Text } from './scalars.ts';

export const Store = Posted({
  name: Text(120, 1),
  location: Strict({
    address: Text(200),
    city: Text(100),
    state: Text(100),
    zip: Text(20),
    country: Text(60),
  }),
  contact_person: Text(120),
  contact_phone: Text(40),
  /** `digital`: no cash. */
  store_type: OneOf('retail', 'digital'),
  /** A suspended store stops selling at its next contact. */
  status: OneOf('active', 'suspended'),
  created_at: Instant,
  updated_at: Instant,
  /** Short, printed in ticket numbers: Crockford base 32. */
  code: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{2,6}$' }),
  /** IANA name, e.g. `America/New_York`. */
  time_zone: Text(60, 1),
  /** Local time at which the business day begins, `05:00`. */
  day_starts_at: LocalTime,
  selling_commission_bp: RateBp,
  cashing_commission_bp: RateBp,
});
export type Store = Static<typeof Store>;

export const stores = declareCollection(Store, {
  stream: 'chain',
  holders: ({ _id }) => [_id],
  secret: [],
  signsOfLife: {},
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
