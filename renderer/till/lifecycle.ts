import { instantMs, minuteMs } from '../../shared/domain/instants.ts';
import { inTurn } from '../../shared/in-turn.ts';
import { type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { TillPhase } from './api.ts';
import type { Change } from './change.ts';
import { TillClock } from './clock.ts';
import { DiskRoom } from './disk-room.ts';
import { Journal } from './journal/journal.ts';
import { SecondCopy } from './journal/second-copy.ts';
import type { Platform } from './platform.ts';
import { notReady, Station } from './station.ts';
import { DocumentDatabase, type JournalDatabase, openJournalDatabase } from './store/databases.ts';
import { failedStart } from './store/failed-write.ts';
import { Marks } from './store/marks.ts';
import { enrol, openEpoch } from './sync/enrolling.ts';
import { Papers } from './sync/papers.ts';
import { createServerCalls, type ServerCalls } from './sync/server-calls.ts';
import { Sync } from './sync/sync.ts';

interface Opened {
  readonly journalDatabase: JournalDatabase;
  readonly documentDatabase: DocumentDatabase;
  readonly marks: Marks;
  readonly journal: Journal;
  readonly papers: Papers;
  /** Where the host has one. */
  readonly copy: SecondCopy | null;
}

/** A terminal at work in one epoch. */
interface Running {
  readonly station: Station;
  readonly sync: Sync;
}

const clockWatchMs = 5_000;
const keepTimeEveryMs = minuteMs;

/** From the window's start to its end: lock, databases, enrolment, epochs. */
export class Lifecycle {
  readonly clock: TillClock;
  readonly server: ServerCalls;
  readonly room: DiskRoom;
  readonly #platform: Platform;
  readonly #onChange: (what: Change) => void;
  #step: TillPhase = { phase: 'starting', step: 'starting' };
  #opened: Opened | null = null;
  #running: Running | null = null;
  #release: (() => void) | null = null;
  readonly #turns = inTurn();
  #closed = false;
  #stopClockWatch = () => {};
  #starting: Promise<void> = Promise.resolve();

  constructor(platform: Platform, baseUrl: string, onChange: (what: Change) => void) {
    this.#platform = platform;
    this.#onChange = onChange;
    this.room = new DiskRoom(() => onChange('storage'));
    this.clock = new TillClock(platform.host);
    this.server = createServerCalls(platform, baseUrl, {
      onAnswer: (heard) => {
        this.clock.hear(heard);
        const contact = this.#running?.station.contact;
        contact?.hear(heard).catch((error: unknown) => platform.report(error));
        this.#onChange('connection');
      },
      onSilence: () => {
        this.#running?.station.contact.lose();
        this.#running?.sync.hearSilence();
        this.#onChange('connection');
      },
    });
  }

  /** What keeps the journal's second copy from being one. */
  get copyProblem(): Refusal | null {
    return this.#opened?.copy?.problem ?? null;
  }

  /** Null until the databases are open. */
  get marks(): Marks | null {
    return this.#opened?.marks ?? null;
  }

  get running(): Running | null {
    return this.#running;
  }

  phase(): TillPhase {
    return this.#running?.station.phase ?? this.#step;
  }

  start(): void {
    this.#starting = this.#start().catch((error: unknown) => this.#fail(error));
  }

  /** One at a time: a second press of the button must not enrol, or begin an epoch, twice. */
  enrol(activationCode: string): Promise<Result<void>> {
    return this.#turns(async () => {
      const opened = this.#opened;
      if (!opened || this.phase().phase !== 'not_enrolled') return notReady;
      const { papers } = opened;
      const result = await enrol({ platform: this.#platform, papers, server: this.server }, activationCode);
      if (result.ok) await this.#runAnew(opened);
      return result;
    });
  }

  openEpoch(): Promise<Result<void>> {
    return this.#turns(async () => {
      const opened = this.#opened;
      const phase = this.phase();
      const lost = opened?.papers.current();
      if (!opened || !lost || phase.phase !== 'journal_lost') {
        return refuse('epoch.not_needed');
      }
      const parts = { platform: this.#platform, papers: opened.papers, server: this.server };
      const result = await openEpoch(parts, lost, phase.reason);
      if (!result.ok) return result;
      await this.#halt();
      await this.#runAnew(opened);
      return result;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.station.end();
    this.#stopClockWatch();
    await this.#starting;
    await this.#halt();
    await this.#opened?.marks.settled();
    await this.#opened?.journalDatabase.close();
    await this.#opened?.documentDatabase.close();
    this.#release?.();
  }

  async #start(): Promise<void> {
    if (!globalThis.crypto?.subtle) {
      this.#set({ phase: 'failed', refusal: refuse('host.insecure').refusal });
      return;
    }
    this.#watchClock();
    const { lock } = this.#platform;
    const release = await lock.tryAcquire();
    if (!release) {
      this.#set({ phase: 'other_window' });
      // Resolves when the other window closes; nobody waits for it but this one.
      lock.acquire().then(
        (late) => this.#open(late).catch((error: unknown) => this.#fail(error)),
        (error: unknown) => this.#fail(error),
      );
      return;
    }
    await this.#open(release);
  }

  async #open(release: () => void): Promise<void> {
    if (this.#closed) {
      release();
      return;
    }
    this.#release = release;
    this.#set({ phase: 'starting', step: 'journal' });
    const journalDatabase = await openJournalDatabase(this.#platform, this.room);
    const marks = await Marks.open(journalDatabase.marks, this.#platform.report);
    const clockMark = marks.get('clock');
    if (clockMark) this.clock.begin([clockMark.at]);
    this.#set({ phase: 'starting', step: 'documents' });
    const documentDatabase = await DocumentDatabase.open(this.#platform, this.room);
    const papers = await Papers.open(this.#platform.host.secrets);
    const journal = new Journal(journalDatabase.journal, marks, this.#platform.report);
    const { journalCopy } = this.#platform.host;
    const now = () => this.clock.read().now;
    const epochs = () => papers.binder.epochs;
    const onChange = () => this.#onChange('storage');
    const parts = { platform: this.#platform, journal, marks, epochs, now, onChange };
    const copy = journalCopy ? new SecondCopy({ ...parts, copy: journalCopy }) : null;
    this.#opened = { journalDatabase, documentDatabase, marks, journal, papers, copy };
    await this.#run(this.#opened);
  }

  async #run(opened: Opened): Promise<void> {
    const { papers, journal, copy } = opened;
    for (const one of papers.binder.epochs) await copy?.reconcile(one);
    const epoch = papers.current();
    if (!epoch) {
      this.#set({ phase: 'not_enrolled' });
      return;
    }
    if (epoch.journal_begun && !(await journal.isWhole(epoch))) {
      this.#set({ phase: 'journal_lost', deviceName: epoch.device_name, reason: 'journal_lost' });
      return;
    }
    // First the journal's row, then the papers' word for it: a crash in between has committed nothing yet.
    if (!epoch.journal_begun) {
      await journal.begin(epoch, this.clock.read().now);
      await papers.setBegun(epoch);
    }
    const parts = { ...opened, platform: this.#platform, server: this.server, clock: this.clock };
    const onCommit = () => this.#running?.sync.wake();
    const station = await Station.open({ ...parts, onChange: this.#onChange, onCommit });
    const sync = new Sync({ ...parts, station, onChange: this.#onChange });
    this.#running = { station, sync };
    if (this.#closed) station.end();
    this.#onChange('phase');
    if (!this.#closed) sync.start();
  }

  /** With papers just written: what fails after them is put right by a new start, not by asking for papers again. */
  #runAnew(opened: Opened): Promise<void> {
    return this.#run(opened).catch((error: unknown) => this.#fail(error));
  }

  async #halt(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.station.end();
    await running?.sync.stop();
    await running?.station.settled();
  }

  #watchClock(): void {
    if (this.clock.hasSlept()) this.#running?.sync.wakeNow();
    this.#onChange('time');
    this.#keepTime();
    this.#stopClockWatch = this.#platform.timers.after(clockWatchMs, () => {
      if (!this.#closed) this.#watchClock();
    });
  }

  /** So that a restart with the wall clock set back does not live through the same hours again. */
  #keepTime(): void {
    const marks = this.#opened?.marks;
    if (!marks || !this.#running) return;
    const at = this.clock.surelyPassed();
    const kept = marks.get('clock')?.at;
    if (kept && Math.abs(instantMs(at) - instantMs(kept)) < keepTimeEveryMs) return;
    marks.set('clock', { at }).catch((error: unknown) => this.#platform.report(error));
  }

  #set(step: TillPhase): void {
    this.#step = step;
    this.#onChange('phase');
  }

  #fail(error: unknown): void {
    this.#platform.report(error);
    this.#set({ phase: 'failed', refusal: failedStart(error) });
  }
}
