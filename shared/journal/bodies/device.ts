import { type Static, Type } from 'typebox';
import { Count, type DeviceId, Id, OneOf, Sha256, Strict, Text, type UserId } from '../../schema/scalars.ts';
import { declareKind } from '../declare.ts';

const epoch = {
  device_id: Id<DeviceId>(),
  epoch: Type.Integer({ minimum: 1 }),
  /** Unique in the store. */
  till_number: Type.Integer({ minimum: 1, maximum: 32_767 }),
  /** Of the store, as this epoch's ticket numbers begin; unknown for an epoch that an older server began. */
  store_code: Type.Optional(Text(6, 2)),
  /** Ed25519, raw, base64url. */
  public_key: Text(64, 40),
  token_hash: Sha256,
  pos_version: Text(40),
};

/** By the server: an activation code was redeemed; begins epoch 1. */
export const DeviceEnrolled = Strict({ ...epoch, name: Text(60, 1) });
export type DeviceEnrolled = Static<typeof DeviceEnrolled>;

/** By the server: a new life of the device's journal. What older epochs were granted stays frozen. */
export const EpochOpened = Strict({
  ...epoch,
  reason: OneOf('journal_lost', 'journal_behind', 'fork', 'server_restored'),
});
export type EpochOpened = Static<typeof EpochOpened>;

/** By head office: a till is locked for a while, used again, or revoked for good. */
export const DeviceStatusChanged = Strict({
  device_id: Id<DeviceId>(),
  status: OneOf('active', 'locked', 'revoked'),
  /** Where it is revoked: its epochs, each with its last entry that still applies (SEC1). */
  epochs: Type.Array(Strict({ epoch: Type.Integer({ minimum: 1 }), seq: Count })),
  reason: Text(200, 1),
});
export type DeviceStatusChanged = Static<typeof DeviceStatusChanged>;

export const UserSignedIn = Strict({
  user_id: Id<UserId>(),
  /** `pin`: by the PIN that the user has set at this device. */
  method: OneOf('online', 'offline', 'pin'),
  pos_version: Text(40),
});
export type UserSignedIn = Static<typeof UserSignedIn>;

export const deviceKinds = {
  'device.enrolled': declareKind(DeviceEnrolled, { by: 'central' }),
  'epoch.opened': declareKind(EpochOpened, { by: 'central' }),
  'device.status_changed': declareKind(DeviceStatusChanged, { by: 'central' }),
  'user.signed_in': declareKind(UserSignedIn, {
    by: 'till',
    whenStopped: 'made',
    amount: null,
    slips: null,
    sold: null,
    boundsClock: null,
  }),
};
