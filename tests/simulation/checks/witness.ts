import type { Envelope } from '../../../shared/journal/entry.ts';
import { chainStream } from '../../../shared/journal/entry.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import { readDeviceToken } from '../../../sync-server/enrolment/papers.ts';
import type { Block } from '../../../sync-server/store/port.ts';
import type { Row } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';
import type { Answered } from '../world/network.ts';
import { Books } from './books.ts';
import { checkJournal, entryIn, journalOf } from './journal.ts';
import { entryName, Ledger } from './ledger.ts';
import { checkSaleAmounts, roundingOf } from './money-laws.ts';
import { checkBatch } from './stock-laws.ts';
import { checkStreamLaws } from './stream-laws.ts';
import { checkDocuments, checkPage, cursorOf, generationOf } from './terminal.ts';
import { mustHold } from './violation.ts';

type Judge = (check: () => void) => void;

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

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  begin(blocks: readonly Block[]): void {
    this.ledger.reset(blocks);
  }

  appended(block: Block): void {
    this.#judge(() => {
      this.ledger.take(block);
      const rounding = roundingOf(this.ledger);
      for (const stored of block.entries) {
        this.#checkQuarantine(stored);
        checkSaleAmounts(stored.entry, rounding);
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
        checkDocuments(machine, this.ledger, this.#isKnown);
      }
      for (const stream of this.ledger.blocks.keys()) {
        const books = this.#books.get(stream) ?? new Books(stream);
        this.#books.set(stream, books);
        checkStreamLaws(this.ledger, stream, books);
      }
      for (const [name, hash] of this.#confirmed) {
        const stored = this.ledger.entries.get(name);
        mustHold('SYN1', stored?.entry.hash === hash, () => `${name} was confirmed and is gone`);
      }
    });
  }

  /** What is not yet where it belongs, in words. */
  unsettled(machines: readonly Machine[]): string[] {
    const missing: string[] = [];
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
        if (at !== this.ledger.position(id))
          missing.push(`${name} stands at ${at} of ${this.ledger.position(id)} in ${stream}`);
      }
      for (const entry of journalOf(machine)) {
        if (!this.#isKept(entry, kept))
          missing.push(`${entry.kind} ${entryName(entry)} of ${name} is nowhere in the database`);
      }
    }
    return missing;
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

  /** Nobody here makes entries that cannot be posted. */
  #checkQuarantine({ entry, outcome }: Block['entries'][number]): void {
    mustHold(
      'SYN4',
      outcome === 'posted',
      () => `${entry.kind} ${entryName(entry)} was quarantined: ${JSON.stringify(entry.body)}`,
    );
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
      return;
    }
    const name = entryName(entry);
    const hashes = this.#made.get(name) ?? new Set();
    this.#made.set(name, hashes.add(entry.hash));
    mustHold(
      'JRN5',
      hashes.size === 1 || this.#mayFork.has(machine.name),
      () => `${machine.name} makes ${name} a second time`,
    );
    if (entry.kind !== 'sale.completed') return;
    for (const { ticket_number } of (entry as unknown as EntryOf<'sale.completed'>).body.lines) {
      const first = this.#ticketNumbers.get(ticket_number) ?? name;
      this.#ticketNumbers.set(ticket_number, first);
      mustHold('TKT1', first === name, () => `${ticket_number} is issued by ${first} and again by ${name}`);
    }
  }
}
