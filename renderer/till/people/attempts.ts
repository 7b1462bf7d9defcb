import { type Static, Type } from 'typebox';
import { hourMs, instantMs } from '../../../shared/domain/instants.ts';
import type { HostSecrets } from '../../../shared/host.ts';
import { Instant, MapOf } from '../../../shared/schema/scalars.ts';
import { parseAs } from '../store/parse-as.ts';
import { nameKey, ownEntry } from './verifiers.ts';

const Known = Type.Object({
  wrong: Type.Integer({ minimum: 0 }),
  at: Instant,
  /** It was then or later: nobody vouched for the clock. */
  is_lower_bound: Type.Optional(Type.Boolean()),
});
type Known = Static<typeof Known>;
const Attempts = MapOf(Known);

const maxWrong = 10;
/** By a clock that the server vouches for: nobody can wait it out by setting the clock. */
const lockMs = 12 * hourMs;
const secretName = 'sign_in_attempts';

/**
 * Wrong attempts per user on this device (SEC4). Each is counted, durably, before the password is looked at, and taken
 * back when it was right: pulling the plug after a guess does not make it uncounted.
 */
export class SignInAttempts {
  readonly #secrets: HostSecrets;

  constructor(secrets: HostSecrets) {
    this.#secrets = secrets;
  }

  /** False where the user is locked. */
  async count(username: string, now: string, clockIsBounded: boolean): Promise<boolean> {
    const all = await this.#read();
    const name = nameKey(username);
    const note = (wrong: number) =>
      this.#write({ ...all, [name]: { wrong, at: now, is_lower_bound: !clockIsBounded } });
    const known = ownEntry(all, name) ?? { wrong: 0, at: now };
    if (known.wrong < maxWrong) {
      await note(known.wrong + 1);
      return true;
    }
    if (!clockIsBounded) return false;
    // A clock set back before the attempts would have let the lock pass already: its time begins with the first known.
    if (known.is_lower_bound) {
      await note(known.wrong);
      return false;
    }
    if (instantMs(now) < instantMs(known.at) + lockMs) return false;
    await note(1);
    return true;
  }

  /** It was right, or the password was not looked at. */
  async uncount(username: string, wasRight: boolean): Promise<void> {
    const name = nameKey(username);
    const all = await this.#read();
    const known = ownEntry(all, name);
    if (!known) return;
    const { [name]: _known, ...rest } = all;
    if (wasRight || known.wrong <= 1) await this.#write(rest);
    else await this.#write({ ...rest, [name]: { ...known, wrong: known.wrong - 1 } });
  }

  /** A manager at the till unlocks everyone on it. */
  async clear(): Promise<void> {
    await this.#secrets.remove(secretName);
  }

  async #read(): Promise<Record<string, Known>> {
    const text = await this.#secrets.read(secretName);
    // Damaged: who can do that could delete it, and nobody may be shut out for good by it.
    return (text === null ? null : parseAs(text, Attempts)) ?? {};
  }

  #write(all: object): Promise<void> {
    return this.#secrets.write(secretName, JSON.stringify(all));
  }
}
