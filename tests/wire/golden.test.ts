import { describe, expect, test } from 'vitest';
import { findChainFault, genesis } from '../../shared/journal/chain.ts';
import { checkBody, isEnvelope } from '../../shared/journal/check-entry.ts';
import { entryKinds } from '../../shared/journal/kinds.ts';
import { verifySignature } from '../../shared/journal/signature.ts';
import { postingVersion } from '../../shared/posting/posting.ts';
import { documentFault } from '../../shared/schema/check-document.ts';
import {
  asLines,
  documentsAsReleased,
  isReleased,
  readDocuments,
  readJournal,
  readWire,
  record,
  versionOfToday,
  versions,
} from './golden.ts';
import { postAgain } from './post-again.ts';
import { type Wire, wireFault, wireOfToday } from './wire.ts';

const howToRecord =
  'If this change is meant: UPDATE_GOLDEN=1 npx vitest run tests/wire, read the diff, and tell the CHANGELOG what users will notice.';

if (process.env.UPDATE_GOLDEN)
  for (const version of new Set([...versions(), versionOfToday])) await record(version);
const recorded = versions();

describe('what travels', () => {
  test('is what the golden folder of this version says', () => {
    expect(wireOfToday(), howToRecord).toEqual(readWire(versionOfToday));
  });

  test.each(recorded.filter(isReleased))('has a higher version where it is not that of %s', (version) => {
    expect(wireFault(readWire(version), wireOfToday())).toBeNull();
  });

  const released: Wire = { protocol: 3, oldest_protocol: 2, posting_version: 1, up: 'a', down: 'a' };
  test.each<[string, Partial<Wire>, RegExp | null]>([
    ['nothing changed', {}, null],
    ['an entry kind more', { up: 'b' }, /raise protocolVersion/],
    ['an entry kind more, said', { up: 'b', protocol: 4 }, null],
    ['a field of a document more', { down: 'b' }, /raise protocolVersion/],
    ['a field of a document more, half said', { down: 'b', protocol: 4 }, /raise oldestProtocol/],
    ['a field of a document more, said', { down: 'b', protocol: 4, oldest_protocol: 4 }, null],
  ])('%s', (_what, changes, fault) => {
    const found = wireFault(released, { ...released, ...changes });
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

describe.each(recorded)('the journal of %s', (version) => {
  const blocks = readJournal(version);
  const entries = blocks.flatMap((block) => block.entries);

  test('[SYN9] posts to the same documents, byte by byte', () => {
    const sentence = isReleased(version)
      ? 'Shops have these entries and these documents: raise postingVersion if they shall come to others from now on.'
      : howToRecord;
    expect(readWire(version).posting_version, howToRecord).toBe(postingVersion);
    // Vitest would print the whole of both.
    expect(asLines(postAgain(blocks)) === readDocuments(version), sentence).toBe(true);
  });

  test('[SYN7] the documents it left in shops are still valid: a till refuses a page with one that is not', () => {
    const sentence = isReleased(version)
      ? 'Shops hold documents without this field: make it optional, and say what its absence means.'
      : howToRecord;
    for (const { collection, value } of documentsAsReleased(version))
      expect(documentFault(collection, value), sentence).toBeNull();
  });

  test('[JRN3] would still be taken in: sound envelopes, whole chains, signatures that are right', async () => {
    expect(entries.every(({ entry }) => isEnvelope(entry))).toBe(true);
    const journal = entries.map(({ entry }) => entry);
    const keys = new Map(
      journal.flatMap(({ body }) =>
        'public_key' in body ? [[`${body.device_id}/${body.epoch}`, String(body.public_key)]] : [],
      ),
    );
    for (const [epoch, chain] of Map.groupBy(journal, (one) => `${one.device_id}/${one.epoch}`)) {
      const first = chain[0];
      if (first) expect(findChainFault(first.device_id, genesis(first.epoch), chain), epoch).toBeNull();
      const key = keys.get(epoch);
      for (const { hash, signature } of key === undefined ? [] : chain)
        expect(await verifySignature(key ?? '', hash, signature)).toBe(true);
    }
    expect(keys.size).toBeGreaterThan(3);
  });

  test('[SYN4] every body that was understood still is', () => {
    for (const { entry, outcome } of entries) {
      if (outcome === 'posted') expect(checkBody(entry), entry.kind).toMatchObject({ ok: true });
    }
  });

  test.runIf(version === versionOfToday)('has every kind of entry that there is', () => {
    const posted = entries.filter(({ outcome }) => outcome === 'posted').map(({ entry }) => entry.kind);
    const sentence = `A new kind wants a step in tests/wire/record-trace.ts. ${howToRecord}`;
    expect([...new Set(posted)].sort(), sentence).toEqual(Object.keys(entryKinds).sort());
  });
});
