import { type Static, type TSchema, Type } from 'typebox';

/**
 * A string that TypeScript keeps apart by what it names: a plain string may become a `StoreId`, but a `StoreId`
 * never a `LotteryId`.
 */
type Named<Name extends string> = string & { readonly __names?: Name };

export type StoreId = Named<'stores'>;
export type UserId = Named<'users'>;
export type LotteryId = Named<'lotteries'>;
export type TicketId = Named<'tickets'>;
export type SaleId = Named<'sales'>;
export type BatchId = Named<'inventory'>;
export type ShiftId = Named<'shifts'>;
export type DeviceId = Named<'pos_devices'>;

const objectIdPattern = '^[0-9a-f]{24}$';

// Days that exist: a database would turn 30 February into 2 March, and another one would refuse it.
const monthAndDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))';
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const datePattern = `(?:\\d{4}-${monthAndDay}|${leapDay})`;
const timePattern = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}';

/** 24 hex digits here, a BSON ObjectId in MongoDB (`bson` steers that store's conversion). */
export const Id = <T extends string>() =>
  Type.Unsafe<T>(Type.String({ pattern: objectIdPattern, bson: 'objectId' }));
/** The same 24 hex digits where readers of the central database were promised text. */
export const IdText = <T extends string>() => Type.Unsafe<T>(Type.String({ pattern: objectIdPattern }));
export const ObjectId = Type.String({ pattern: objectIdPattern, bson: 'objectId' });
/** ISO 8601 UTC with milliseconds here, a BSON Date in MongoDB. */
export const Instant = Type.String({ pattern: `^${datePattern}T${timePattern}Z$`, bson: 'date' });
/** A calendar day at the store, `2026-11-22`. */
export const LocalDate = Type.String({ pattern: `^${datePattern}$` });
/** A time of day at the store, `05:00`. */
export const LocalTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** Money: a safe integer in minor units of the chain's currency (MNY1). */
export const MoneyMinor = Type.Integer({
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
});
/** No till moves so much at once; without a bound one forged line would fill a total that all its store's sales share. */
export const maxAmountMinor = 10 ** 12;
/** Money that an entry gives or takes: never negative; what goes back has an entry of its own. */
export const AmountMinor = Type.Integer({ minimum: 0, maximum: maxAmountMinor });
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** A rate in integer basis points: 825 is 8.25 %. */
export const RateBp = Type.Integer({ minimum: 0, maximum: 10_000 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** One of the listed values. */
export const OneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>(Type.Enum([...values]));

export const Strict = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

/**
 * What every posted document bears besides its own fields.
 * `stream`: the owner; `rev`: the position in it that last changed the document.
 */
const posted = {
  _id: ObjectId,
  stream: Type.String({ minLength: 1, maxLength: 64 }),
  rev: Count,
};
export const Posted = <T extends Type.TProperties>(properties: T) => Strict({ ...posted, ...properties });

/** An inclusive range of numbers (raffle numbers, tickets of a pack). */
export const NumberRange = Strict({ from: Count, to: Count });
export type NumberRange = Static<typeof NumberRange>;

export const PaymentMethod = OneOf('cash', 'card', 'wallet');
export type PaymentMethod = Static<typeof PaymentMethod>;

/** A terminal, or what acts in its place: `server@<stream>`, `hq@<stream>`. */
export const DeviceRef = Type.String({ pattern: '^([0-9a-f]{24}|(server|hq|store|chain)@[a-z0-9]+)$' });
export type DeviceRef = Static<typeof DeviceRef>;

/** Any keys, each with such a value. Spelt out, because TypeBox's own `Record` brings 14 kB of its language of types along. */
export const MapOf = <T extends TSchema>(value: T) =>
  Type.Unsafe<Record<string, Static<T>>>({ type: 'object', patternProperties: { '^.*$': value } });
