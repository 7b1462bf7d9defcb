import { expect, test } from 'vitest';
import { feedCollections } from '../../shared/protocol/scope.ts';
import { collectionNames, traitsOf } from '../../shared/schema/collections.ts';

test('[SYN6] wallets and audit logs are held by no terminal', () => {
  const held = new Set([...feedCollections('chain'), ...feedCollections('0123456789abcdef01234567')]);
  expect(collectionNames.filter((name) => !held.has(name))).toEqual(['audit_logs', 'wallets']);
});

test('[SYN6] a terminal pulls a collection from one stream only', () => {
  const ofChain = feedCollections('chain');
  expect(feedCollections('0123456789abcdef01234567').filter((name) => ofChain.includes(name))).toEqual([]);
});

test('[SEC3] what never leaves the server is declared with the collection', () => {
  expect(collectionNames.flatMap((name) => traitsOf(name).secret.map((field) => `${name}.${field}`))).toEqual(
    ['users.password_hash', 'pos_devices.activation_code_hash', 'heads.token_hash'],
  );
});

test('documents that leave a terminal after some days name the instant that these count from', () => {
  const leaving = collectionNames.filter((name) => traitsOf(name).keptDays !== null);
  expect(leaving).toEqual(['tickets', 'sales', 'sold_serials']);
  expect(leaving.filter((name) => traitsOf(name).newestBy === null)).toEqual([]);
});
