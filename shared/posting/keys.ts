import { objectIdFromKey } from '../domain/ids.ts';
import type { Envelope } from '../journal/entry.ts';
import { must } from '../result.ts';
import type { DeviceRef, PaymentMethod } from '../schema/scalars.ts';

/** What acts for the server or head office in a stream, not a till. */
export const isPseudo = (deviceId: string): boolean => deviceId.includes('@');

/** Of an entry that only a store's stream can have. */
export const storeOf = ({ kind, store_id }: Pick<Envelope, 'kind' | 'store_id'>): string =>
  must(store_id, `store of ${kind}`);

/** Of an entry that nobody makes unasked. */
export const cashierOf = ({ kind, user_id }: Pick<Envelope, 'kind' | 'user_id'>): string =>
  must(user_id, `cashier of ${kind}`);

/** Ids of documents that have a natural key: every node and every till computes the same one. */

export const headId = (deviceId: string, epoch: number): string => objectIdFromKey('heads', deviceId, epoch);

export const batchId = (storeId: string, lotteryId: string, batchNumber: string): string =>
  objectIdFromKey('inventory', storeId, lotteryId, batchNumber);

export const stockLevelId = (storeId: string, lotteryId: string): string =>
  objectIdFromKey('stock_levels', storeId, lotteryId);

export const soldSerialId = (lotteryId: string, batchId: string, serial: number): string =>
  objectIdFromKey('sold_serials', lotteryId, batchId, serial);

export const storeDrawId = (storeId: string, lotteryId: string, drawDate: string): string =>
  objectIdFromKey('store_draws', storeId, lotteryId, drawDate);

export interface DayTotalsKey {
  readonly store_id: string;
  readonly business_day: string;
  readonly lottery_id: string;
  readonly user_id: string;
  readonly device_id: string;
  readonly payment_method: PaymentMethod;
}

export const dayTotalsId = (key: DayTotalsKey): string =>
  objectIdFromKey(
    'day_totals',
    key.store_id,
    key.business_day,
    key.lottery_id,
    key.user_id,
    key.device_id,
    key.payment_method,
  );

/** One per entry kept aside: a second fork at the same seq has another hash, hence another document. */
export const quarantineId = (
  deviceId: DeviceRef | string,
  epoch: number,
  seq: number,
  hash: string,
): string => objectIdFromKey('quarantine', deviceId, epoch, seq, hash);

/** Places in an entry, for ids of documents that it makes (`objectIdOfEntry`). */
export const ticketIndex = (line: number): number => 2 * line;
export const saleIndex = (line: number): number => 2 * line + 1;
export const auditIndex = 1_000_000;
/** The n-th that the entry raises: a line of a sale may raise several. */
export const exceptionIndex = (n: number): number => 1_001_000 + n;
/** The n-th that the entry sends. */
export const notificationIndex = (n: number): number => 2_000_000 + n;
