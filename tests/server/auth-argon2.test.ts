import { expect, test } from 'vitest';
import { hash, verify } from '../../sync-server/auth/argon2.ts';

/** Made by another implementation of the algorithm. */
const elsewhere = {
  'demo-1234':
    '$argon2id$v=19$m=19456,t=2,p=1$wvM9/3rjjyxgGxi1cN0zSg$pb0Cc6WDOiPiRowR+GdJOwJYKASkvuwcMRhw+fBxXP0',
  pässwörd:
    '$argon2id$v=19$m=19456,t=2,p=1$XZGl+eg0ug1Y7t0Q3+q1vQ$KwB9rW9aa4g/MucU8N4I7LyjUC03eKOEFQeN+HA5J5A',
};

test('[SEC3] a hash is salted, says its own cost, and fits its text only', async () => {
  const [one, other] = await Promise.all([hash('demo-1234'), hash('demo-1234')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(other).not.toBe(one);
  expect(await Promise.all(['demo-1234', 'demo-1235', ''].map((text) => verify(one, text)))).toEqual([
    true,
    false,
    false,
  ]);
});

test.each(Object.entries(elsewhere))('a hash of %s that was made elsewhere fits', async (text, hashed) => {
  expect(await verify(hashed, text)).toBe(true);
  expect(await verify(hashed, `${text} `)).toBe(false);
});

test.each(['', 'demo-1234', '$argon2i$v=19$m=19456,t=2,p=1$YWJj$YWJj', '$2b$12$abc'])(
  '%j is no such hash, and fits nothing',
  async (hashed) => expect(await verify(hashed, hashed)).toBe(false),
);
