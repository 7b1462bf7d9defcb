import type { Offer } from '../../../renderer/till/api.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { chainStream } from '../../../shared/journal/entry.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';
import type { Result } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Quarantine } from '../../../shared/schema/quarantine.ts';
import { readDeviceToken } from '../../../sync-server/enrolment/papers.ts';
import type { Block } from '../../../sync-server/store/port.ts';
import { Books } from '../../kit/books/books.ts';
import { entryName, Ledger } from '../../kit/books/ledger.ts';
import { checkSaleAmounts, settingsOf } from '../../kit/books/money-laws.ts';
import { checkBatch } from '../../kit/books/stock-laws.ts';
import { checkStreamLaws } from '../../kit/books/stream-laws.ts';
import { mustHold } from '../../kit/books/violation.ts';
import type { Row } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';
import type { Answered } from '../world/network.ts';
import { checkJournal, entryIn, journalOf } from './journal.ts';
import { checkOfflineSales } from './offline-sales.ts';
import { checkContained, checkLetGo } from './retention.ts';
import { checkDocuments, checkPage, cursorOf, generationOf } from './terminal.ts';

type Judge = (check: () => void) => void;

/** By what servers' clocks are off at most, and by what a slow disk is late. */
const clockToleranceMs = 5 * 60_000;

interface Unsettled {
  readonly rule: string;
  readonly what: string;
}

/** Sees everything that becomes durable and everything that is told, and checks the safety rules as it happens. */
export class Witness {
  readonly ledger = new Ledger();
  readonly #judge: Judge;
  /** Every entry that ever stood on a disk: its hashes, more than one only after a disk was copied or lost. */
  readonly #made = new Map<string, Set<string>>();
  readonly #ticketNumbers = new Map<string, string>();
  /** Confirmed to a till, and not taken back by a restored database. */
  readonly #confirmed = new Map<string, string>();
  readonly #mayFork = new Set<string>();
  /** By stream; anew after the database was restored. */
  readonly #books = new Map<string, Books>();

  /** What commands told of as done, by machine and row of its journal. */
  readonly #told = new Map<string, Set<string>>();
  /** What stood on disks when they were emptied, and comes back from second copies. */
  readonly #emptied = new Map<Machine, readonly Envelope[]>();
  readonly #nowMs: () => number;
  /** Of entries that this world's server does not understand. */
  readonly #notUnderstood: readonly string[];

  constructor(judge: Judge, nowMs: () => number, notUnderstood: readonly string[]) {
    this.#judge = judge;
    this.#nowMs = nowMs;
    this.#notUnderstood = notUnderstood;
  }

  begin(blocks: readonly Block[]): void {
    this.ledger.reset(blocks);
  }

  appended(block: Block): void {
    this.#judge(() => {
      this.ledger.take(block);
      const settings = settingsOf(this.ledger);
      for (const stored of block.entries) {
        this.#checkQuarantine(stored, block);
        checkSaleAmounts(stored.entry, settings);
      }
      for (const { collection, value } of block.documents ?? [])
        if (collection === 'inventory') checkBatch(value as Inventory);
    });
  }

  /** The database is as it was then. */
  restored(blocks: readonly Block[]): void {
    this.ledger.reset(blocks);
    this.#books.clear();
    for (const [name, hash] of this.#confirmed) {
      if (this.ledger.entries.get(name)?.entry.hash !== hash) this.#confirmed.delete(name);
    }
  }

  watch(machine: Machine): void {
    machine.journal.watch = (collection, key, before, after) =>
      this.#judge(() => {
        if (collection === 'journal') this.#journalWritten(machine, before, after);
        if (collection === 'marks') checkContained(machine, key, after);
        // The moment of the swap: what is swapped in has to be exact.
        if (collection === 'marks' && key === 'generation') {
          const { generation } = JSON.parse(String(after.text)) as { generation: string };
          checkDocuments(machine, this.ledger, this.#isKnown, generation);
        }
      });
    machine.documents.watch = (generation, key, before, after) => {
      // What is loaded beside the documents in use is judged when it takes their place.
      if (!before || before._deleted || !key.startsWith('cursor/') || generation !== generationOf(machine))
        return;
      const page = { generation, key, before, after };
      // The page stands when this event ends.
      queueMicrotask(() => this.#judge(() => checkPage(machine, this.ledger, this.#isKnown, page)));
    };
  }

  /** This machine's journal is copied or gone: numbers may come twice, which then has to be noticed. */
  losesEntries(machine: Machine): void {
    this.#mayFork.add(machine.name);
    this.#told.delete(machine.name);
    this.#emptied.delete(machine);
  }

  /** Its IndexedDB is about to be emptied: nothing is lost where a second copy holds all of it (JRN6). */
  isEmptied(machine: Machine): void {
    if (!machine.isCopied) this.losesEntries(machine);
    else this.#emptied.set(machine, [...(this.#emptied.get(machine) ?? []), ...journalOf(machine)]);
  }

  /** A command of this machine's register has ended: what stands on its disk since it began. */
  commandEnded(machine: Machine, result: Result<unknown>, added: readonly string[]): void {
    this.#judge(() => {
      if (result.ok) {
        mustHold('JRN2', added.length > 0, () => `${machine.name} told of an entry that is not on its disk`);
        const { copy } = machine;
        mustHold(
          'JRN6',
          copy === null || copy.hasFailed || added.every((key) => copy.holds(key)),
          () => `${machine.name} told of an entry that is not in its second copy`,
        );
        const told = this.#told.get(machine.name) ?? new Set();
        this.#told.set(machine.name, told);
        for (const key of added) told.add(key);
        return;
      }
      const { code, values } = result.refusal;
      mustHold(
        'SYN10',
        added.length === 0 || values?.context === 'doubt',
        () => `${machine.name} refused (${code}) what stands on its disk`,
      );
    });
  }

  /** SYN12: what a till sends is unsent, also where it was sent once and a restored database lacks it. */
  sends(machine: Machine, path: string, body: string): void {
    if (path !== '/api/entries') return;
    this.#judge(() => {
      const { entries } = JSON.parse(body) as { entries: readonly unknown[] };
      const { unsent } = machine.run?.till.state().connection ?? {};
      // The last one may have been written just now, and be shown in a moment.
      mustHold(
        'SYN12',
        unsent === undefined || entries.length <= unsent + 1,
        () => `${machine.name} sends ${entries.length} entries and tells of ${unsent} unsent`,
      );
    });
  }

  /** A cashier of this machine looks at what may be sold. */
  offers(machine: Machine, offers: readonly Offer[]): void {
    this.#judge(() => {
      const view = machine.run?.till.state().view;
      if (view) checkOfflineSales(machine, view.epoch, offers);
    });
  }

  answered({ path, status, body, authorization }: Answered): void {
    if (path !== '/api/entries' || status !== 200) return;
    const device = readDeviceToken(authorization?.replace('Bearer ', '') ?? '');
    if (!device) return;
    const { seq, hash, epoch } = JSON.parse(body) as { seq: number; hash: string; epoch: number };
    const name = entryName({ ...device, epoch, seq });
    this.#judge(() => {
      const stored = this.ledger.entries.get(name);
      mustHold(
        'SYN1',
        seq === 0 || stored?.entry.hash === hash,
        () => `${name} is confirmed and not in the stream`,
      );
    });
    for (let at = seq; at > 0; at--) {
      const known = entryName({ ...device, epoch, seq: at });
      const stored = this.ledger.entries.get(known);
      if (!stored || this.#confirmed.has(known)) break;
      this.#confirmed.set(known, stored.entry.hash);
    }
  }

  /** What is dear to check, now and then. */
  look(machines: readonly Machine[]): void {
    this.#judge(() => {
      for (const machine of machines) {
        checkJournal(machine);
        this.#checkTold(machine);
        checkDocuments(machine, this.ledger, this.#isKnown);
      }
      for (const stream of this.ledger.blocks.keys()) {
        const books = this.#books.get(stream) ?? new Books(stream);
        this.#books.set(stream, books);
        checkStreamLaws(this.ledger, stream, books);
      }
      this.#checkForks();
      for (const [name, hash] of this.#confirmed) {
        const stored = this.ledger.entries.get(name);
        mustHold('SYN1', stored?.entry.hash === hash, () => `${name} was confirmed and is gone`);
      }
    });
  }

  /** What is not yet where it belongs, in words. */
  unsettled(machines: readonly Machine[]): Unsettled[] {
    const found: Unsettled[] = [];
    const missing = { push: (what: string) => found.push({ rule: 'SYN7', what }) };
    const kept = this.#keptAside();
    for (const machine of machines) {
      const { name, storeId, run } = machine;
      if (machine.retired) continue;
      const state = run?.till.state();
      if (!run || !state) {
        missing.push(`${name} is off`);
        continue;
      }
      if (state.phase.phase !== 'ready') missing.push(`${name}: ${JSON.stringify(state.phase)}`);
      const { unsent, problem } = state.connection;
      if (unsent > 0 || problem) missing.push(`${name}: ${unsent} unsent, ${JSON.stringify(problem)}`);
      for (const [stream, id] of [
        ['store', storeId],
        ['chain', chainStream],
      ] as const) {
        const at = cursorOf(machine, stream);
        if (at?.position !== this.ledger.position(id))
          missing.push(`${name} stands at ${at?.position} of ${this.ledger.position(id)} in ${stream}`);
        else if (!this.#isKnown(id, at.nonce, at.position))
          found.push({ rule: 'SYN12', what: `${name} stands in another history of ${stream}` });
      }
      for (const entry of this.#emptied.get(machine) ?? []) {
        if (!this.#isKept(entry, kept))
          found.push({ rule: 'JRN6', what: `${entryName(entry)} of ${name} is gone` });
      }
      for (const entry of journalOf(machine)) {
        if (this.#isKept(entry, kept)) continue;
        const rule = this.ledger.entries.has(entryName(entry)) ? 'SYN3' : 'SYN7';
        found.push({ rule, what: `${entry.kind} ${entryName(entry)} of ${name} is nowhere in the database` });
      }
    }
    return found;
  }

  readonly isKnown = (stream: string, nonce: string, position: number): boolean =>
    this.#isKnown(stream, nonce, position);

  readonly #isKnown = (stream: string, nonce: string, position: number): boolean =>
    position === 0 || this.ledger.blocks.get(stream)?.[position - 1]?.nonce === nonce;

  #keptAside(): ReadonlySet<string> {
    return new Set(
      [...this.ledger.blocks.keys()].flatMap((stream) =>
        this.ledger.all(stream, 'quarantine').map(({ hash }) => hash),
      ),
    );
  }

  #isKept(entry: Envelope, kept: ReadonlySet<string>): boolean {
    return this.ledger.entries.get(entryName(entry))?.entry.hash === entry.hash || kept.has(entry.hash);
  }

  /** Nobody here makes entries that cannot be posted but those of kinds that this world's server does not know. */
  #checkQuarantine({ entry, outcome }: Block['entries'][number], { documents }: Block): void {
    if (outcome === 'posted') return;
    mustHold(
      'SYN4',
      this.#notUnderstood.includes(entry.kind),
      () => `${entry.kind} ${entryName(entry)} was quarantined: ${JSON.stringify(entry.body)}`,
    );
    const isVisible = (documents ?? []).some(
      ({ collection, value }) => collection === 'quarantine' && (value as Quarantine).hash === entry.hash,
    );
    mustHold('SYN4', isVisible, () => `${entryName(entry)} was quarantined, and nobody can see it`);
  }

  /** SYN3: where two entries have a number, the first stands in the stream and the other is kept aside. */
  #checkForks(): void {
    for (const stream of this.ledger.blocks.keys()) {
      for (const kept of this.ledger.all(stream, 'quarantine')) {
        const first = this.ledger.entries.get(entryName(kept));
        mustHold(
          'SYN3',
          kept.reason !== 'fork' || first?.entry.hash !== kept.hash,
          () => `${entryName(kept)} is kept aside as a fork of itself`,
        );
      }
    }
  }

  /** JRN1: what a command told of is on the disk or in the stream, whatever crashed since. */
  #checkTold(machine: Machine): void {
    const told = this.#told.get(machine.name) ?? new Set();
    const rows = machine.journal.of('journal');
    for (const key of told) {
      // Where the disk was emptied, the register is to find it there when it starts.
      if (machine.copy?.holds(key)) continue;
      const row = rows.get(key);
      const [device_id = '', epoch, seq] = key.split('/');
      const name = entryName({ device_id, epoch: Number(epoch), seq: Number(seq) });
      mustHold(
        'JRN1',
        (row !== undefined && !row._deleted) || this.ledger.entries.has(name),
        () => `${machine.name} told of ${name}, which is gone`,
      );
    }
  }

  #journalWritten(machine: Machine, before: Row | undefined, after: Row): void {
    const entry = entryIn(after);
    if (!entry) return;
    if (before && !before._deleted) {
      mustHold('JRN4', after._deleted, () => `${machine.name} changes ${entryName(entry)}`);
      const stored = this.ledger.entries.get(entryName(entry));
      mustHold(
        'JRN4',
        stored?.entry.hash === entry.hash,
        () => `${machine.name} lets ${entryName(entry)} go, which the server does not have`,
      );
      checkLetGo(machine, entry);
      return;
    }
    const name = entryName(entry);
    const hashes = this.#made.get(name) ?? new Set();
    // Put back from the second copy: made before, and judged then.
    if (hashes.has(entry.hash)) return;
    this.#made.set(name, hashes.add(entry.hash));
    mustHold(
      'JRN5',
      hashes.size === 1 || this.#mayFork.has(machine.name),
      () => `${machine.name} makes ${name} a second time`,
    );
    if (entry.kind !== 'sale.completed') return;
    const { clock, lines } = (entry as unknown as EntryOf<'sale.completed'>).body;
    for (const { ticket_number, cutoff_at } of lines) {
      mustHold(
        'DRW1',
        clock !== 'bounded' || cutoff_at === null || this.#nowMs() < Date.parse(cutoff_at) + clockToleranceMs,
        () => `${name} sells after the cut-off at ${cutoff_at}, by a clock that is called bounded`,
      );
      const first = this.#ticketNumbers.get(ticket_number) ?? name;
      this.#ticketNumbers.set(ticket_number, first);
      mustHold('TKT1', first === name, () => `${ticket_number} is issued by ${first} and again by ${name}`);
    }
  }
}
