import type { Static } from 'typebox';
import { declareCollection } from './declare.ts';
import {
  DeviceRef,
  Id,
  Instant,
  Nullable,
  Posted,
  type StoreId,
  Strict,
  Text,
  type UserId,
} from './scalars.ts';

/** Who, on which device, what, when, why (SEC5). One per journal entry. */
export const AuditLog = Posted({
  user_id: Nullable(Id<UserId>()),
  action: Text(60, 1),
  entity_type: Text(60, 1),
  entity_id: Text(64),
  description: Text(500),
  ip_address: Nullable(Text(45)),
  device_info: Strict({ device_id: DeviceRef, pos_version: Text(40) }),
  timestamp: Instant,
  store_id: Nullable(Id<StoreId>()),
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
