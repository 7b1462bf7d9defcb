import type { RandomInt } from '../../../shared/domain/numbers.ts';
import type { OfflineUse } from '../../../shared/domain/offline-policy.ts';
import { may, type Permission } from '../../../shared/domain/permissions.ts';
import type { ClockReading } from '../../../shared/domain/till-clock.ts';
import type { BodyOf, EntryOf, TillKind } from '../../../shared/journal/kinds.ts';
import { must, ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { ChainSettings } from '../../../shared/schema/chain-settings.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Store } from '../../../shared/schema/stores.ts';
import type { Session } from '../api.ts';
import type { EpochPapers } from '../sync/papers.ts';
import type { View } from '../view/view.ts';

/** What an entry is made under: its number, and the clock when it is made. */
export interface Making {
  readonly seq: number;
  readonly reading: ClockReading;
}

/** The documents as commands read them, of the till or of its training. */
export type DeskView = Pick<View, 'held' | 'all' | 'get' | 'find' | 'newestTickets'>;

/**
 * What one command works with: documents, clock, user and the one way to make an entry. `Till` is all that screens may
 * ask; `Station` is this terminal's journal and view in one epoch, and gives the till's own desk; `Training` gives the
 * other one, whose entries count nowhere.
 */
export interface Desk {
  readonly papers: EpochPapers;
  readonly tillSecret: string;
  readonly posVersion: string;
  readonly view: DeskView;
  readonly randomInt: RandomInt;
  session(): Session | null;
  reading(): ClockReading;
  isOnline(): boolean;
  /** By the server's own word. */
  isRevoked(): boolean;
  offlineUse(lotteryId: string): OfflineUse;
  /** Numbers of the tickets whose printing was not confirmed. */
  unprinted(): readonly string[];
  /** Makes, checks and writes one entry; resolves when it is durable and posted into the view. */
  commit<K extends TillKind>(
    kind: K,
    make: (making: Making) => Promise<Result<BodyOf<K>>> | Result<BodyOf<K>>,
  ): Promise<Result<EntryOf<K>>>;
}

/** Refused unless someone with this right is signed in. */
export function requirePermission(desk: Desk, permission: Permission): Result<Session> {
  const session = desk.session();
  if (!session) return refuse('session.none');
  return mayDo(desk, session, permission) ? ok(session) : refuse('permission.missing');
}

/** By the user's document, which a manager may have changed since; those of other stores have none here. */
export function mayDo(desk: Pick<Desk, 'view'>, session: Session, permission: Permission): boolean {
  const user = desk.view.held('users', session.user.id);
  return user ? may(user, permission) : session.user.permissions.includes(permission);
}

/** This drawer's open shift (SFT2). */
export function openShiftOf({ view, papers }: Pick<Desk, 'view' | 'papers'>): Shift | null {
  return view.all('shifts').find((s) => s.status === 'open' && s.device_id === papers.device_id) ?? null;
}

export function requireShift(desk: Desk): Result<Shift> {
  const shift = openShiftOf(desk);
  return shift ? ok(shift) : refuse('shift.none');
}

/** Head office may have stopped this till or its store since the last contact. */
export function deviceRefusal({
  view,
  papers,
  isRevoked,
}: Pick<Desk, 'view' | 'papers' | 'isRevoked'>): Refusal<'device.locked' | 'device.revoked'> | null {
  const status = isRevoked() ? 'revoked' : view.held('pos_devices', papers.device_id)?.status;
  if (status === 'locked') {
    return refuse('device.locked').refusal;
  }
  if (status === 'revoked') {
    return refuse('device.revoked').refusal;
  }
  return null;
}

export const settingsOf = ({ view }: Pick<Desk, 'view'>): ChainSettings =>
  must(view.all('chain_settings')[0], 'settings of the chain');

export const storeOf = ({ view, papers }: Pick<Desk, 'view' | 'papers'>): Store =>
  must(view.held('stores', papers.store_id), 'own store');

export function requireLottery({ view }: Pick<Desk, 'view'>, id: string): Result<Lottery> {
  const lottery = view.held('lotteries', id);
  return lottery ? ok(lottery) : refuse('lottery.unknown');
}
