import { describe, expect, test } from 'vitest';
import { maxEntryBytes, signedHash, withoutBody } from '../../shared/journal/bounds.ts';
import { chainStream, type Envelope } from '../../shared/journal/entry.ts';
import type { Quarantine } from '../../shared/schema/quarantine.ts';
import { BlockTooLarge } from '../../sync-server/store/block-too-large.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { allBlocks, readSoundStreams } from '../kit/books/read-ledger.ts';
import {
  aUser,
  enrolTill,
  minutesAfter,
  noon,
  openNode,
  record,
  saved,
  storeId,
  type Till,
} from './fixtures.ts';
import { databases, memoryDatabase } from './fixtures-stores.ts';

const slice = (till: Till, from: number, to: number): readonly Envelope[] => till.entries.slice(from - 1, to);

const endOfTill = (till: Till) => {
  const { epoch, seq, hash } = till.entries.at(-1) as Envelope;
  return { ok: true, value: expect.objectContaining({ epoch, seq, hash, status: 'active' }) as object };
};

async function quarantined(store: CentralStore): Promise<Quarantine[]> {
  const page = await store.snapshotPage(storeId, ['quarantine'], null, 500);
  return page.documents.map(({ value }) => value as Quarantine);
}

describe.each(databases)('uploads, on $engine', ({ provide }) => {
  async function open() {
    const store = (await provide()).open();
    const node = openNode(store);
    const till = await enrolTill(node, 1);
    await till.openShift();
    for (let n = 0; n < 9; n++) await till.sell();
    return { store, node, till };
  }

  test('[JRN3] entries of an epoch are taken in one after the other, and the head tells how far', async () => {
    const { store, node, till } = await open();
    expect((await node.head(till.device))?.seq).toBe(0);
    expect(await node.upload(till.device, slice(till, 1, 4))).toMatchObject({ ok: true, value: { seq: 4 } });
    expect(await node.upload(till.device, slice(till, 5, 10))).toEqual(endOfTill(till));
    expect(await node.head(till.device)).toMatchObject({ seq: 10, hash: till.entries.at(-1)?.hash });
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN2] an upload that is repeated, or overlaps one before it, is applied once', async () => {
    const { store, node, till } = await open();
    await node.upload(till.device, slice(till, 1, 5));
    const blocks = (await allBlocks(store, storeId)).length;
    for (const [from, to] of [
      [1, 5],
      [2, 3],
      [5, 5],
    ] as const) {
      expect(await node.upload(till.device, slice(till, from, to))).toMatchObject({
        ok: true,
        value: { seq: 5 },
      });
    }
    expect(await allBlocks(store, storeId)).toHaveLength(blocks);
    expect(await node.upload(till.device, slice(till, 3, 10))).toEqual(endOfTill(till));
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN2] uploads that arrive at once, doubled and overlapping, come to one chain', async () => {
    const { store, node, till } = await open();
    const answers = await Promise.all(
      [
        [1, 4],
        [1, 4],
        [3, 7],
        [8, 10],
        [5, 10],
        [1, 10],
      ].map(([from, to]) => node.upload(till.device, slice(till, from as number, to as number))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers.at(-1)).toEqual(endOfTill(till));
    await readSoundStreams(store, [storeId]);
  });

  test('[JRN3] a gap is refused, and nothing of the upload is taken in', async () => {
    const { store, node, till } = await open();
    await node.upload(till.device, slice(till, 1, 2));
    const skipped = [...slice(till, 3, 4), ...slice(till, 6, 7)];
    for (const entries of [slice(till, 4, 6), skipped, slice(till, 5, 10)]) {
      expect(await node.upload(till.device, entries)).toMatchObject({ refusal: { code: 'upload.gap' } });
    }
    expect(await node.head(till.device)).toMatchObject({ seq: 2 });
    await readSoundStreams(store, [storeId]);
  });

  test('[JRN3] an entry that was altered, or does not follow, is refused', async () => {
    const { node, till } = await open();
    await node.upload(till.device, slice(till, 1, 2));
    const third = till.entries[2] as Envelope;
    const altered = { ...third, user_id: storeId };
    const otherDevice = { ...third, device_id: userOf(till) };
    const noFollower = { ...third, prev_hash: 'f'.repeat(64) };
    const noText = { ...third, body: { text: '\ud800' } };
    for (const entry of [altered, otherDevice, noFollower, noText]) {
      expect(await node.upload(till.device, [entry])).toMatchObject({
        refusal: { code: 'upload.broken_chain' },
      });
    }
    expect(await node.head(till.device)).toMatchObject({ seq: 2 });
  });

  test('[SEC1] an upload whose last signature is not by the epoch’s key is refused', async () => {
    const { node, till } = await open();
    const other = await enrolTill(node, 2);
    const last = till.entries[3] as Envelope;
    const foreign = await other.openShift();
    for (const signature of ['', 'x', foreign.signature]) {
      expect(await node.upload(till.device, [...slice(till, 1, 3), { ...last, signature }])).toMatchObject({
        refusal: { code: 'upload.bad_signature' },
      });
    }
    expect(await node.upload(till.device, slice(till, 1, 4))).toMatchObject({ ok: true });
  });

  test('[SEC1] [SYN7] who carries an upload cannot take the bodies out; the till itself can', async () => {
    const { store, node, till } = await open();
    const stripped = till.entries.map((entry, n) => (n === 3 ? withoutBody(entry) : entry));
    expect(await node.upload(till.device, stripped)).toMatchObject({
      refusal: { code: 'upload.bad_signature' },
    });
    const short = { ...withoutBody(till.entries[3] as Envelope), body_bytes: maxEntryBytes + 1 };
    stripped[3] = { ...short, signature: await till.sign(signedHash(short)) };
    expect(await node.upload(till.device, stripped)).toEqual(endOfTill(till));
    expect(await quarantined(store)).toMatchObject([{ seq: 4, reason: 'too_large' }]);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN4] [SYN9] beyond its device’s budget the quarantine keeps hash and count, the head moves on, and what can be posted is', async () => {
    const store = (await provide()).open();
    const clock = { at: noon };
    const quarantine = { entries: 3, bytes: 1_000_000, everyMs: 3_600_000 };
    const node = openNode(store, { clock, settings: { quarantine } });
    const [till, other] = [await enrolTill(node, 1), await enrolTill(node, 2)];
    await till.openShift();
    const junk = (of: Till) => of.sealAny('coffee.brewed', { cups: 'x'.repeat(1_000) });
    const sent = async (of: Till, from: number) =>
      expect(await node.upload(of.device, of.entries.slice(from))).toMatchObject({
        ok: true,
        value: { seq: of.entries.length, hash: of.entries.at(-1)?.hash },
      });
    for (let n = 0; n < 5; n++) await junk(till);
    await sent(till, 0);
    for (let n = 0; n < 5; n++) await junk(till);
    const sale = await till.sell();
    await sent(till, 6);
    for (let n = 0; n < 3; n++) await junk(other);
    await sent(other, 0);

    const kept = await quarantined(store);
    const whole = kept.filter(({ reason }) => reason === 'unknown_kind');
    expect(whole.map(({ seq }) => seq).sort()).toEqual([1, 2, 2, 3, 3, 4]);
    const { seq, hash } = till.entries[10] as Envelope;
    expect(kept.filter(({ reason }) => reason === 'over_budget')).toMatchObject([
      { device_id: till.device.device_id, first_seq: 5, seq, hash, count: 7, entry_json: '' },
    ]);
    const blocks = await allBlocks(store, storeId);
    const entries = blocks.flatMap((block) => block.entries);
    expect(entries.find(({ entry }) => entry.hash === sale.hash)?.outcome).toBe('posted');
    expect(JSON.stringify(entries.find(({ entry }) => entry.hash === hash)).length).toBeLessThan(700);
    // What its till sends again is compared by hash, and is no fork.
    await sent(till, 3);
    clock.at = minutesAfter(noon, 61);
    await junk(till);
    await sent(till, 12);
    expect((await quarantined(store)).filter(({ count }) => count === 1)).toHaveLength(7);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] [SYN4] beyond the budget a clone’s entries are kept as their hashes, each once', async () => {
    const store = (await provide()).open();
    const quarantine = { entries: 2, bytes: 1_000_000, everyMs: 3_600_000 };
    const node = openNode(store, { settings: { quarantine } });
    const till = await enrolTill(node, 1);
    await till.openShift();
    const clone = till.clone();
    await till.sell();
    for (let n = 0; n < 6; n++) await clone.sell({ tickets: 20 });
    await node.upload(till.device, till.entries);
    for (let time = 0; time < 2; time++) {
      expect(await node.upload(till.device, slice(clone, 2, 5))).toEqual(endOfTill(till));
      expect(await node.upload(till.device, slice(clone, 6, 7))).toEqual(endOfTill(till));
    }
    const kept = (await quarantined(store)).toSorted((a, b) => a.seq - b.seq);
    expect(kept.map(({ hash }) => hash)).toEqual(slice(clone, 2, 7).map(({ hash }) => hash));
    expect(kept.map(({ entry_json }) => entry_json.length < 1_000)).toEqual([
      ...[false, false],
      ...Array(4).fill(true),
    ]);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN4] an entry that is short only as it travels is kept without its body', async () => {
    const { store, node, till } = await open();
    const long = await till.sealAny('coffee.brewed', { cups: Array(50_000).fill(1e20) });
    await till.sell();
    expect(await node.upload(till.device, till.entries)).toEqual(endOfTill(till));
    const [kept] = await quarantined(store);
    expect(kept).toMatchObject({ seq: long.seq, reason: 'too_large' });
    expect(kept?.entry_json.length).toBeLessThan(1_000);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN4] [SYN7] a block that the database has no room for is made anew with less in it', async () => {
    const provided = (await provide()).open();
    const store: CentralStore = {
      ...provided,
      append: async (block) => {
        if (block.entries.length > 2) throw new BlockTooLarge('of this test');
        return provided.append(block);
      },
    };
    const node = openNode(store);
    const till = await enrolTill(node, 1);
    await till.openShift();
    for (let n = 0; n < 4; n++) await till.sell();
    expect(await node.upload(till.device, till.entries)).toEqual(endOfTill(till));
    await readSoundStreams(store, [storeId]);
  });

  test('[SEC1] an epoch that the stream does not know is refused', async () => {
    const { node, till } = await open();
    const elsewhere = { ...till.device, stream: chainStream };
    expect(await node.upload(elsewhere, till.entries)).toMatchObject({
      refusal: { code: 'upload.unknown_epoch' },
    });
    expect(await node.head(elsewhere)).toBeNull();
  });

  test('[SYN4] an entry that cannot be posted is kept aside and blocks nothing behind it', async () => {
    const { store, node, till } = await open();
    const unknown = await till.sealAny('coffee.brewed', { cups: 2 });
    const invalid = await till.sealAny('sale.completed', { lines: 'none' });
    await till.sell();
    expect(await node.upload(till.device, till.entries)).toEqual(endOfTill(till));
    const kept = await quarantined(store);
    expect(new Map(kept.map(({ seq, reason }) => [seq, reason]))).toEqual(
      new Map([
        [unknown.seq, 'unknown_kind'],
        [invalid.seq, 'invalid_body'],
      ]),
    );
    const blocks = await allBlocks(store, storeId);
    const outcomes = blocks.flatMap(({ entries }) => entries.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'quarantined')).toHaveLength(2);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] a clone’s entries under numbers that exist are kept aside once; the first stay', async () => {
    const { store, node, till } = await open();
    const clone = till.clone();
    clone.entries.splice(6);
    for (let n = 0; n < 8; n++) await clone.sell({ tickets: 2 });
    await node.upload(till.device, till.entries);
    for (const [from, to] of [
      [5, 9],
      [5, 9],
      [7, 11],
    ] as const) {
      expect(await node.upload(till.device, slice(clone, from, to))).toEqual(endOfTill(till));
    }
    const entries = (await allBlocks(store, storeId)).flatMap((block) => block.entries);
    expect(entries.filter(({ entry }) => entry.kind === 'entry.quarantined')).toHaveLength(5);
    const kept = await quarantined(store);
    expect(kept.map(({ hash }) => hash).sort()).toEqual(
      slice(clone, 7, 11)
        .map(({ hash }) => hash)
        .sort(),
    );
    expect(kept.every(({ reason }) => reason === 'fork')).toBe(true);
    expect(kept.map(({ entry_json }) => JSON.parse(entry_json))).toEqual(
      expect.arrayContaining([...slice(clone, 7, 11)]),
    );
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] what a clone wrote later follows its branch into the quarantine: nothing disappears', async () => {
    const { store, node, till } = await open();
    const clone = till.clone();
    clone.entries.splice(8);
    for (let n = 0; n < 6; n++) await clone.sell({ tickets: 2 });
    await node.upload(till.device, till.entries);
    // Without the point at which it branched off, it is no more than a chain that does not continue.
    expect(await node.upload(till.device, slice(clone, 11, 12))).toMatchObject({
      refusal: { code: 'upload.broken_chain' },
    });
    await node.upload(till.device, slice(clone, 9, 11));
    expect(await node.upload(till.device, slice(clone, 12, 14))).toEqual(endOfTill(till));
    expect(await quarantined(store)).toHaveLength(6);
    await till.sell();
    expect(await node.upload(till.device, slice(till, 11, 11))).toEqual(endOfTill(till));
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] original and clone that upload at once: one of them stays, the other is kept aside', async () => {
    const { store, node, till } = await open();
    await node.upload(till.device, till.entries);
    const clone = till.clone();
    for (let n = 0; n < 3; n++) {
      await till.sell();
      await clone.sell({ tickets: 3 });
    }
    const [first, second] = await Promise.all([
      node.upload(till.device, slice(till, 11, 13)),
      node.upload(till.device, slice(clone, 11, 13)),
    ]);
    expect(first).toEqual(endOfTill(till));
    expect(second).toEqual(endOfTill(till));
    expect(await quarantined(store)).toHaveLength(3);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] nobody without the epoch’s key can fill the quarantine', async () => {
    const { store, node, till } = await open();
    await node.upload(till.device, till.entries);
    const clone = till.clone();
    clone.entries.splice(9);
    const entry = await clone.sell({ tickets: 2 });
    expect(await node.upload(till.device, [{ ...entry, signature: '' }])).toMatchObject({
      refusal: { code: 'upload.bad_signature' },
    });
    expect(await quarantined(store)).toHaveLength(0);
  });

  test('[JRN5] an older epoch’s journal that turns up later still uploads', async () => {
    const { store, node, till } = await open();
    const { device_id } = till.device;
    await record(node, storeId, [
      {
        kind: 'epoch.opened',
        user_id: null,
        body: {
          device_id,
          epoch: 2,
          till_number: 9,
          token_hash: 'a'.repeat(64),
          pos_version: '1',
          public_key: 'A'.repeat(43),
          reason: 'journal_lost',
        },
      },
    ]);
    expect(await node.upload(till.device, till.entries)).toEqual(endOfTill(till));
    expect(await node.head({ ...till.device, epoch: 2 })).toMatchObject({ seq: 0 });
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN2] more than fits into a block goes into the next ones', async () => {
    const store = (await provide()).open();
    const node = openNode(store, { settings: { blockBytes: 100_000 } });
    const tills = await Promise.all([1, 2, 3].map((number) => enrolTill(node, number)));
    for (const till of tills) {
      await till.openShift();
      for (let n = 0; n < 4; n++) await till.sell({ tickets: 50 });
    }
    const answers = await Promise.all(tills.map((till) => node.upload(till.device, till.entries)));
    expect(answers).toEqual(tills.map(endOfTill));
    const blocks = await allBlocks(store, storeId);
    expect(Math.max(...blocks.map(({ entries }) => entries.length))).toBeLessThan(5);
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN3] [SYN4] a branch that does not fit into a block is kept aside in several, and ends', async () => {
    const store = (await provide()).open();
    const node = openNode(store, { settings: { blockBytes: 20_000 } });
    const till = await enrolTill(node, 1);
    await till.openShift();
    const clone = till.clone();
    await till.sell();
    for (let n = 0; n < 9; n++) await clone.sell({ tickets: 10 });
    await node.upload(till.device, till.entries);
    const branch = clone.entries.slice(1);
    expect(await node.upload(till.device, branch)).toEqual(endOfTill(till));
    expect(await quarantined(store)).toHaveLength(branch.length);
    const blocks = await allBlocks(store, storeId);
    expect(Math.max(...blocks.map(({ entries }) => entries.length))).toBeLessThan(branch.length);
    await readSoundStreams(store, [storeId]);
  });
});

const userOf = (till: Till): string => till.device.device_id.replaceAll(/./g, '0');

describe('decisions', () => {
  test('[SYN2] two that wait for the same block do not both take what is there once', async () => {
    const node = openNode((await memoryDatabase()).open());
    const enrolOnce = () =>
      node.decide(chainStream, 'hq', async (view) => {
        if (await view.get('users', aUser()._id)) return { ok: true, value: { drafts: [], value: 'there' } };
        return { ok: true, value: { drafts: [saved('users', aUser())], value: 'made' } };
      });
    const made = await Promise.all([enrolOnce(), enrolOnce(), enrolOnce()]);
    expect(made.map((result) => result.ok && result.value)).toEqual(['made', 'there', 'there']);
  });

  test('a decision that throws, or whose entry cannot be posted, fails alone', async () => {
    const store = (await memoryDatabase()).open();
    const node = openNode(store);
    const failing = node.decide(storeId, 'hq', async () => {
      throw new Error('of this one');
    });
    const wrong = record(node, storeId, [saved('users', { ...aUser(), role: 'king' as 'staff' })]);
    const till = enrolTill(node, 1);
    await expect(failing).rejects.toThrow('of this one');
    await expect(wrong).rejects.toThrow('record.saved');
    expect((await till).device.stream).toBe(storeId);
    expect(node.errors).toHaveLength(2);
    await readSoundStreams(store, [storeId]);
  });

  test('when stopping, the rest is refused', async () => {
    const node = openNode((await memoryDatabase()).open());
    const till = await enrolTill(node, 1);
    const entry = await till.openShift();
    await node.stop();
    expect(await node.upload(till.device, [entry])).toMatchObject({ refusal: { code: 'upload.stopping' } });
  });
});
