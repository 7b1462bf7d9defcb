import { type Static, Type } from 'typebox';
import { type DeviceId, Id, Instant, OneOf, type StoreId, Text } from '../schema/scalars.ts';

/*
 * The wire between head office's console and the server. The console is a page that the server itself ships, so the two
 * are always of one version: nothing here is pinned, and no change of it keeps a till from being served.
 */

/** POST /api/devices (user token with `devices.manage`): a new terminal, or a new code for a pending one. */
export const NewDeviceRequest = Type.Object({
  store_id: Id<StoreId>(),
  name: Text(60, 1),
  request_id: Text(64, 8),
});
export type NewDeviceRequest = Static<typeof NewDeviceRequest>;
export const NewDeviceAnswer = Type.Object({
  device_id: Id<DeviceId>(),
  activation_code: Text(40, 4),
  expires_at: Instant,
});
export type NewDeviceAnswer = Static<typeof NewDeviceAnswer>;

/** POST /api/devices/status (user token with `devices.manage`): revoked is for good, and locked until active again. */
export const DeviceStatusRequest = Type.Object({
  store_id: Id<StoreId>(),
  device_id: Id<DeviceId>(),
  status: OneOf('active', 'locked', 'revoked'),
  reason: Text(200, 1),
});
export type DeviceStatusRequest = Static<typeof DeviceStatusRequest>;
export const DeviceStatusAnswer = Type.Object({
  device_id: DeviceStatusRequest.properties.device_id,
  status: DeviceStatusRequest.properties.status,
});
