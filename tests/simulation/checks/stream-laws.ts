import { sumMinor } from '../../../shared/domain/money.ts';
import { canonicalJson } from '../../../shared/journal/canonical.ts';
import { chainStream } from '../../../shared/journal/entry.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';
import { unallotted } from '../../../shared/posting/allotments.ts';
import { takenOf } from '../../../shared/posting/day-totals.ts';
import { dayTotalsId } from '../../../shared/posting/keys.ts';
import { keysOf, post } from '../../../shared/posting/posting.ts';
import { keySet, Workspace } from '../../../shared/posting/workspace.ts';
import { type AnyDocument, keyText } from '../../../shared/schema/collections.ts';
import { forTerminal } from '../../../sync-server/feed-documents.ts';
import type { Block, BlockDocument } from '../../../sync-server/store/port.ts';
import { type Ledger, textOf } from './ledger.ts';
import { mustHold } from './violation.ts';

/** Money, stock and tickets of a store's stream as it stands. */
export function checkStreamLaws(ledger: Ledger, stream: string): void {
  if (stream === chainStream) return;
  checkMoney(ledger, stream);
  checkStock(ledger, stream);
  checkTickets(ledger, stream);
}

const posted = (ledger: Ledger, stream: string) =>
  (ledger.blocks.get(stream) ?? []).flatMap((block) =>
    block.entries.flatMap(({ entry, outcome }) => (outcome === 'posted' ? [entry] : [])),
  );

/** MNY1, MNY3: the day's totals are what the journal adds up to, and so are the sales. */
function checkMoney(ledger: Ledger, stream: string): void {
  const scanned = new Map<string, { sales: number; reversals: number; tax: number }>();
  const of = (key: Parameters<typeof dayTotalsId>[0]) => {
    const id = dayTotalsId(key);
    const found = scanned.get(id) ?? { sales: 0, reversals: 0, tax: 0 };
    scanned.set(id, found);
    return found;
  };
  for (const entry of posted(ledger, stream)) {
    const { device_id } = entry;
    const who = { store_id: String(entry.store_id), user_id: String(entry.user_id), device_id };
    if (entry.kind === 'sale.completed') {
      const { body } = entry as unknown as EntryOf<'sale.completed'>;
      const { business_day, payment, totals, lines } = body;
      const sum = sumMinor(lines.map(({ total }) => total));
      mustHold(
        'MNY1',
        sum === totals.total && payment.tendered - payment.change === totals.total,
        () => `sale ${body.transaction_id} does not add up`,
      );
      for (const { lottery_id, total, tax } of lines) {
        const day = of({ ...who, business_day, lottery_id, payment_method: payment.method });
        day.sales += total;
        day.tax += tax;
      }
    }
    if (entry.kind === 'ticket.cancelled') {
      const { business_day, lottery_id, refund } = (entry as unknown as EntryOf<'ticket.cancelled'>).body;
      const day = of({ ...who, business_day, lottery_id, payment_method: refund.method });
      day.reversals += refund.total;
      day.tax -= refund.tax;
    }
  }
  const totals = ledger.all(stream, 'day_totals');
  mustHold(
    'MNY3',
    totals.length === scanned.size,
    () => `${stream} has ${totals.length} day totals, its journal ${scanned.size}`,
  );
  for (const total of totals) {
    const day = scanned.get(total._id);
    mustHold(
      'MNY3',
      day?.sales === total.sales_amount && day.reversals === total.reversals_amount && day.tax === total.tax,
      () => `day total ${total._id} of ${stream}: ${canonicalJson(day)} in the journal`,
    );
  }
  const taken = sumMinor(totals.map(takenOf));
  const sales = sumMinor(ledger.all(stream, 'sales').map(({ total_amount }) => total_amount));
  mustHold('MNY3', taken === sales, () => `${stream} took ${taken}, its sales come to ${sales}`);
}

/** STK1, STK2: nothing beyond the batch is shared out, and sold beyond a share only beside an exception. */
function checkStock(ledger: Ledger, stream: string): void {
  const tickets = ledger.all(stream, 'tickets');
  const exceptions = ledger.all(stream, 'exceptions');
  for (const batch of ledger.all(stream, 'inventory')) {
    const name = `batch ${batch.batch_number}`;
    mustHold(
      'STK2',
      batch.total_stock === batch.sold + batch.returned + batch.damaged + batch.remaining_stock,
      () => `${name} does not add up`,
    );
    const standing = tickets.filter(
      (ticket) => ticket.batch_id === batch._id && ticket.status !== 'cancelled',
    );
    mustHold(
      'STK2',
      batch.sold === standing.length,
      () => `${name} sold ${batch.sold}, tickets ${standing.length}`,
    );
    mustHold('STK1', unallotted(batch) >= 0, () => `${name} is shared out beyond its stock`);
    for (const { device_id, epoch, used } of batch.allotments) {
      const own = standing.filter(
        (ticket) => ticket.device_info.device_id === device_id && ticket.epoch === epoch,
      );
      mustHold(
        'STK1',
        used === own.length,
        () => `${name}: epoch ${epoch} of ${device_id} used ${used} of its share and sold ${own.length}`,
      );
    }
    const used = batch.allotments.reduce((sum, share) => sum + share.used, 0);
    mustHold(
      'STK1',
      used === batch.sold,
      () => `${name}: shares say ${used} were sold, the batch ${batch.sold}`,
    );
    const beyond = batch.allotments.reduce((sum, share) => sum + Math.max(0, share.used - share.granted), 0);
    const raised = exceptions.filter(
      ({ code, concerns }) => code === 'stock.oversold' && concerns[0] === `inventory/${batch._id}`,
    );
    mustHold(
      'STK1',
      beyond <= raised.length,
      () => `${name}: ${beyond} were sold beyond a share, ${raised.length} exceptions say so`,
    );
  }
}

/** TKT1, TKT3. */
function checkTickets(ledger: Ledger, stream: string): void {
  const tickets = ledger.all(stream, 'tickets');
  const numbers = new Set(tickets.map(({ ticket_number }) => ticket_number));
  mustHold('TKT1', numbers.size === tickets.length, () => `${stream} has a ticket number twice`);
  const cancelled = tickets.filter(({ status }) => status === 'cancelled').length;
  const twice = ledger
    .all(stream, 'exceptions')
    .filter(({ code }) => code === 'ticket.cancelled_twice').length;
  const entries = posted(ledger, stream).filter(({ kind }) => kind === 'ticket.cancelled').length;
  mustHold(
    'TKT3',
    entries === cancelled + twice,
    () => `${stream}: ${entries} cancellations, ${cancelled} tickets cancelled, ${twice} twice`,
  );
}

/** SYN9: posting everything again, from nothing, comes to the same documents, block by block. */
export function checkReposted(blocks: readonly Block[]): void {
  const documents = new Map<string, AnyDocument>();
  for (const block of blocks) {
    const { stream, received_at, position } = block;
    const declared = keySet(block.entries.flatMap(({ entry }) => keysOf(entry)));
    const workspace = new Workspace(documents, declared, { stream, rev: position });
    for (const { entry, outcome } of block.entries) {
      const again = post(entry, { stream, received_at }, workspace);
      mustHold(
        'SYN9',
        again === outcome,
        () => `${entry.kind} at ${stream}/${position} is ${again} the second time`,
      );
    }
    const changes = workspace.changes();
    const before = (block.documents ?? []).map(told);
    for (const [n, changed] of changes.entries()) {
      const again = told(changed);
      mustHold(
        'SYN9',
        again === before[n],
        () => `block ${stream}/${position} comes to ${before[n]}, the second time to ${again}`,
      );
    }
    mustHold(
      'SYN9',
      changes.length === before.length,
      () => `block ${stream}/${position} has more documents`,
    );
    for (const { collection, value } of changes) documents.set(keyText({ collection, id: value._id }), value);
  }
}

/** Signs of life stand beside what is posted: a document that was loaded with them is the same without. */
const told = ({
  collection,
  created,
  value,
}: Pick<BlockDocument, 'collection' | 'created' | 'value'>): string =>
  `${created ? 'made' : 'changed'} ${textOf(forTerminal(collection, value))}`;
