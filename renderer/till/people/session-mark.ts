import { Type } from 'typebox';
import { hourMs, instantMs } from '../../../shared/domain/instants.ts';
import { SignInAnswer } from '../../../shared/protocol/till.ts';
import { Instant, OneOf } from '../../../shared/schema/scalars.ts';
import type { Session } from '../api.ts';
import type { Platform } from '../platform.ts';
import { parseAs } from '../store/parse-as.ts';
import type { EpochPapers } from '../sync/papers.ts';

/** Who is signed in, for as long as the window lives: a reload in the middle of a sale is no sign-out. */
const SessionMark = Type.Object({
  session: Type.Object({ user: SignInAnswer.properties.user, method: OneOf('online', 'offline', 'pin') }),
  /** A reload is no way around the lock. */
  locked: Type.Optional(Type.Boolean()),
  device_id: Type.String(),
  at: Instant,
});

const validMs = 12 * hourMs;

interface Marked {
  readonly session: Session;
  readonly locked: boolean;
}

export function readSession(platform: Platform, papers: EpochPapers, now: string): Marked | null {
  const text = platform.session.read();
  if (text === null) return null;
  const mark = parseAs(text, SessionMark);
  if (mark?.device_id !== papers.device_id) return null;
  const ageMs = instantMs(now) - instantMs(mark.at);
  return ageMs >= -validMs && ageMs < validMs
    ? { session: mark.session, locked: mark.locked ?? false }
    : null;
}

export function writeSession(
  platform: Platform,
  papers: EpochPapers,
  marked: Marked | null,
  now: string,
): void {
  platform.session.write(marked && JSON.stringify({ ...marked, device_id: papers.device_id, at: now }));
}
