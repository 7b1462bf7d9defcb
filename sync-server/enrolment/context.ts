import type { inTurnByKey } from '../../shared/in-turn.ts';
import type { Enrolment } from '../../shared/protocol/till.ts';
import { must } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { Store } from '../../shared/schema/stores.ts';
import type { CentralStore } from '../store/port.ts';
import type { Streams } from '../streams/streams.ts';
import { type EpochFacts, sealCertificate } from './papers.ts';

/** What giving out epochs needs. */
export interface EnrolmentContext {
  readonly store: CentralStore;
  readonly streams: Streams;
  readonly secret: string;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Uniform, from 0 to `below` − 1. */
  readonly randomInt: (below: number) => number;
  /**
   * Epochs of a store are begun one at a time: two in one block would not see each other's till numbers. Between nodes
   * the stream itself sees to it: of two blocks at one position only one stands, and the other decides anew.
   */
  readonly inTurn: ReturnType<typeof inTurnByKey>;
}

export type Papers = Omit<Enrolment, 'server_time'>;

/** The body that began the epoch, told again: the version is the one that asks, a device's is only a sign of life. */
export const factsOf = (head: Head, device: PosDevice, pos_version: string): EpochFacts => ({
  device_id: device._id,
  store_id: device.store_id,
  epoch: head.epoch,
  till_number: head.till_number,
  ...(head.store_code !== null && { store_code: head.store_code }),
  public_key: head.public_key,
  token_hash: head.token_hash,
  name: device.name,
  pos_version,
});

/** What a terminal is handed for its new epoch. */
export async function papersOf(context: EnrolmentContext, facts: EpochFacts, token: string): Promise<Papers> {
  const store = must(await loadStore(context.store, facts.store_id), `store ${facts.store_id}`);
  return {
    device_id: facts.device_id,
    device_name: facts.name,
    store_id: facts.store_id,
    // As its tickets are checked by, also where head office has given the store another code since.
    store_code: facts.store_code ?? store.code,
    epoch: facts.epoch,
    till_number: facts.till_number,
    token,
    certificate: sealCertificate(context.secret, facts),
  };
}

export async function loadStore(store: CentralStore, storeId: string): Promise<Store | null> {
  const found = await store.load([{ collection: 'stores', id: storeId }]);
  return (found.get(`stores/${storeId}`) as Store | undefined) ?? null;
}

/** Ed25519, 32 raw bytes as base64url. */
export const isPublicKey = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
