import { expect, test } from 'vitest';
import { secretText } from '../../shared/domain/secret-text.ts';

test.each([
  ['demo-1234', 'demo-1234'],
  ['  kept  as typed ', '  kept  as typed '],
  ['Lotería-ñ1'.normalize('NFD'), 'Lotería-ñ1'],
  ['ＤＥＭＯ－１２３４', 'DEMO-1234'],
  ['two\u00a0words\u3000and\u1680more', 'two words and more'],
])('[SEC3] %j is the secret %j', (typed, secret) => {
  expect(secretText(typed)).toBe(secret);
  expect(secretText(secretText(typed))).toBe(secret);
});
