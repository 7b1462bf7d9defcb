import type { Static } from 'typebox';
import { AuditLog } from './audit-logs.ts';
import { ChainSettings } from './chain-settings.ts';
import { DayTotals } from './day-totals.ts';
import { DrawResult } from './draw-results.ts';
import { Exception } from './exceptions.ts';
import { Head } from './heads.ts';
import { Inventory } from './inventory.ts';
import { Lottery } from './lotteries.ts';
import { MarketingCampaign } from './marketing-campaigns.ts';
import { Notification } from './notifications.ts';
import { PosDevice } from './pos-devices.ts';
import { Quarantine } from './quarantine.ts';
import { Report } from './reports.ts';
import { Sale } from './sales.ts';
import { Shift } from './shifts.ts';
import { SoldSerial } from './sold-serials.ts';
import { StockLevel } from './stock-levels.ts';
import { StoreDraw } from './store-draws.ts';
import { Store } from './stores.ts';
import { Ticket } from './tickets.ts';
import { User } from './users.ts';
import { Wallet } from './wallets.ts';
import { WinningClaim } from './winning-claims.ts';

/** Every collection of documents: the fourteen of docs/data-model.md, then the software's own. */
export const collections = {
  users: User,
  stores: Store,
  lotteries: Lottery,
  tickets: Ticket,
  inventory: Inventory,
  sales: Sale,
  reports: Report,
  notifications: Notification,
  audit_logs: AuditLog,
  marketing_campaigns: MarketingCampaign,
  winning_claims: WinningClaim,
  wallets: Wallet,
  draw_results: DrawResult,
  pos_devices: PosDevice,
  chain_settings: ChainSettings,
  shifts: Shift,
  day_totals: DayTotals,
  store_draws: StoreDraw,
  stock_levels: StockLevel,
  sold_serials: SoldSerial,
  heads: Head,
  exceptions: Exception,
  quarantine: Quarantine,
};

export type CollectionName = keyof typeof collections;
export type DocumentOf<C extends CollectionName> = Static<(typeof collections)[C]>;
export type AnyDocument = DocumentOf<CollectionName>;
export const collectionNames = Object.keys(collections) as readonly CollectionName[];

/** Names a document: its collection and `_id`. */
export interface DocumentKey {
  readonly collection: CollectionName;
  readonly id: string;
}

/** `collection/id`, the form in which documents are keyed in maps and in the terminal's store. */
export const keyText = (key: DocumentKey): string => `${key.collection}/${key.id}`;

/** Fields that never leave the server (SEC3). */
export const secretFields: Partial<Record<CollectionName, readonly string[]>> = {
  users: ['password_hash'],
  pos_devices: ['activation_code_hash'],
  heads: ['token_hash'],
};
