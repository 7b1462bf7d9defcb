import type { Static } from 'typebox';
import { auditLogs } from './audit-logs.ts';
import { chainSettings } from './chain-settings.ts';
import { dayTotals } from './day-totals.ts';
import type { CollectionTraits } from './declare.ts';
import { drawResults } from './draw-results.ts';
import { exceptions } from './exceptions.ts';
import { heads } from './heads.ts';
import { inventory } from './inventory.ts';
import { lotteries } from './lotteries.ts';
import { marketingCampaigns } from './marketing-campaigns.ts';
import { notifications } from './notifications.ts';
import { posDevices } from './pos-devices.ts';
import { quarantine } from './quarantine.ts';
import { reports } from './reports.ts';
import { sales } from './sales.ts';
import { shifts } from './shifts.ts';
import { soldSerials } from './sold-serials.ts';
import { stockLevels } from './stock-levels.ts';
import { storeDraws } from './store-draws.ts';
import { stores } from './stores.ts';
import { tickets } from './tickets.ts';
import { users } from './users.ts';
import { wallets } from './wallets.ts';
import { winningClaims } from './winning-claims.ts';

/** Every collection of documents: the fourteen of docs/data-model.md, then the software's own. */
export const collections = {
  users,
  stores,
  lotteries,
  tickets,
  inventory,
  sales,
  reports,
  notifications,
  audit_logs: auditLogs,
  marketing_campaigns: marketingCampaigns,
  winning_claims: winningClaims,
  wallets,
  draw_results: drawResults,
  pos_devices: posDevices,
  chain_settings: chainSettings,
  shifts,
  day_totals: dayTotals,
  store_draws: storeDraws,
  stock_levels: stockLevels,
  sold_serials: soldSerials,
  heads,
  exceptions,
  quarantine,
};

export type CollectionName = keyof typeof collections;
export type DocumentOf<C extends CollectionName> = Static<(typeof collections)[C]['schema']>;
export type AnyDocument = DocumentOf<CollectionName>;
export const collectionNames = Object.keys(collections) as readonly CollectionName[];

/** Names a document: its collection and `_id`. */
export interface DocumentKey {
  readonly collection: CollectionName;
  readonly id: string;
}

/** `collection/id`, the form in which documents are keyed in maps and in the terminal's store. */
export const keyText = (key: DocumentKey): string => `${key.collection}/${key.id}`;

/** What is declared of a collection, typed for whichever it is: the document has to be one of the same collection. */
export const traitsOf = (collection: CollectionName): CollectionTraits<AnyDocument> =>
  collections[collection] as unknown as CollectionTraits<AnyDocument>;
