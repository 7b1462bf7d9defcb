import type { Static } from 'typebox';
import { declareCollection } from './declare.ts';
import {
  DeviceRef,
  Id,
  Instant,
  Nullable,
  ObjectId,
  Posted,
  type StoreId,
  Text,
  type UserId,
} from './scalars.ts';

/** Who, on which device, what, when, why (SEC5). One per journal entry. */
export const AuditLog = Posted({
  user_id: Nullable(Id<UserId>()),
  action: Text(60, 1),
  entity_type: Text(60, 1),
  /** Of the document concerned, whatever the entry's kind. */
  entity_id: ObjectId,
  description: Text(500),
  /** Of the request that brought the entry, as the server saw it; null for what the server decides. */
  ip_address: Nullable(Text(45)),
  /** One line: till and version. */
  device_info: Text(120, 1),
  timestamp: Instant,
  store_id: Nullable(Id<StoreId>()),
  device_id: DeviceRef,
});
export type AuditLog = Static<typeof AuditLog>;

export const auditLogs = declareCollection(AuditLog, {
  stream: 'any',
  holders: null,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [['timestamp']],
});
