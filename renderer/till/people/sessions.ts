import { inTurn } from '../../../shared/in-turn.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { Credential, PinUser, Session } from '../api.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Platform } from '../platform.ts';
import { notReady, type Station } from '../station.ts';
import { SignInAttempts } from './attempts.ts';
import { readSession, writeSession } from './session-mark.ts';
import { goneFromHere, type SignInParts, setPin, signIn } from './sign-in.ts';
import { pinUsers } from './verifiers.ts';

/** Who stands at this till: signed in, locked away for a while, followed by the next one. */
export class Sessions {
  readonly #platform: Platform;
  readonly #lifecycle: Lifecycle;
  readonly #attempts: SignInAttempts;
  readonly #turns = inTurn();
  #locked = false;
  #restored: Station | null = null;

  constructor(platform: Platform, lifecycle: Lifecycle) {
    this.#platform = platform;
    this.#lifecycle = lifecycle;
    this.#attempts = new SignInAttempts(platform.host.secrets);
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** Once per station, as soon as its documents can say whether the user may still work here. */
  restore(): void {
    const station = this.#lifecycle.running?.station;
    if (!station?.isComplete || this.#restored === station) return;
    this.#restored = station;
    const marked = readSession(this.#platform, station.epoch, this.#lifecycle.clock.read().now);
    if (!marked || goneFromHere(station.view, marked.session.user)) return;
    this.#locked = marked.locked;
    station.session = marked.session;
  }

  /** Signs in, and unlocks; the entry says who, when and how. */
  signIn(username: string, credential: Credential): Promise<Result<void>> {
    return this.#turns(async () => {
      const signedIn = await this.#check(username, credential);
      return signedIn.ok ? this.begin(signedIn.value) : signedIn;
    });
  }

  /** Whether it is really this user, who is not signed in by that. */
  check(username: string, credential: Credential): Promise<Result<Session>> {
    return this.#turns(() => this.#check(username, credential));
  }

  /** After `check`. */
  async begin(session: Session): Promise<Result<void>> {
    const { running } = this.#lifecycle;
    if (!running) return notReady;
    const { user, method } = session;
    const body = { user_id: user.id, method, pos_version: this.#platform.host.posVersion };
    const committed = await running.station.commit('user.signed_in', () => ok(body), user.id);
    if (!committed.ok) return committed;
    this.#set(session, false);
    return ok(undefined);
  }

  /** What `commit` writes leaves the drawer to the next one: a reload right after it must not bring back who left. */
  async leaving<T>(commit: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#mark(null);
    const left = await commit();
    if (!left.ok) this.#mark(this.#lifecycle.running?.station.session ?? null);
    return left;
  }

  end(): void {
    this.#set(null, false);
  }

  lock(): void {
    const session = this.#lifecycle.running?.station.session;
    if (session) this.#set(session, true);
  }

  setPin(password: string, pin: string): Promise<Result<void>> {
    return this.#turns(async () => {
      const parts = this.#parts();
      const session = this.#lifecycle.running?.station.session;
      if (!parts) return notReady;
      if (!session || this.#locked) return refuse('session.none');
      return setPin(parts, session.user.username, password, pin);
    });
  }

  pinUsers(): Promise<readonly PinUser[]> {
    return pinUsers(this.#platform.host.secrets, this.#lifecycle.clock.read());
  }

  #check(username: string, credential: Credential): Promise<Result<Session>> {
    const parts = this.#parts();
    return parts ? signIn(parts, username, credential) : Promise.resolve(notReady);
  }

  #parts(): SignInParts | null {
    const { running, server, clock } = this.#lifecycle;
    if (!running?.station.isOpen) return null;
    const { epoch, view } = running.station;
    return {
      platform: this.#platform,
      papers: epoch,
      server,
      attempts: this.#attempts,
      view,
      reading: () => clock.read(),
    };
  }

  #set(session: Session | null, locked: boolean): void {
    const { running } = this.#lifecycle;
    if (!running) return;
    this.#locked = locked;
    this.#mark(session);
    running.station.session = session;
  }

  /** For a reload to find. */
  #mark(session: Session | null): void {
    const { running, clock } = this.#lifecycle;
    const marked = session && { session, locked: this.#locked };
    if (running) writeSession(this.#platform, running.station.epoch, marked, clock.read().now);
  }
}
