import { describe, expect, test } from 'vitest';
import { newDeviceKey, signerOf, toBase64Url, verifySignature } from '../../shared/journal/signature.ts';

const hash = '0123456789abcdef'.repeat(4);
const other = `1${hash.slice(1)}`;

describe('a signature', () => {
  test('[SEC1] is verified by its key, for its hash, and for nothing else', async () => {
    const [key, stranger] = await Promise.all([newDeviceKey(), newDeviceKey()]);
    const signature = await (await signerOf(key.privateKey))(hash);
    expect(await verifySignature(key.publicKey, hash, signature)).toBe(true);
    expect(await verifySignature(stranger.publicKey, hash, signature)).toBe(false);
    expect(await verifySignature(key.publicKey, other, signature)).toBe(false);
    const forged = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await verifySignature(key.publicKey, hash, forged)).toBe(false);
  });

  test('[SEC6] or key or hash that is malformed is false, not an error', async () => {
    const key = await newDeviceKey();
    const sign = await signerOf(key.privateKey);
    const signature = await sign(hash);
    for (const bad of ['', 'x', '!!!', '€'.repeat(86), signature.slice(2), `${signature}AAAA`]) {
      expect(await verifySignature(key.publicKey, hash, bad)).toBe(false);
      expect(await verifySignature(bad, hash, signature)).toBe(false);
    }
    const ofZeros = await sign('00'.repeat(32));
    expect(await verifySignature(key.publicKey, 'zz'.repeat(32), ofZeros)).toBe(false);
    expect(await verifySignature(key.publicKey, hash.slice(1), signature)).toBe(false);
  });

  test('is Ed25519 as RFC 8032 has it: another implementation’s key and signature verify', async () => {
    const bytes = (hex: string) => toBase64Url(Uint8Array.from(Buffer.from(hex, 'hex')));
    // Section 7.1, test 3 (a message of two bytes) as far as the hash's form allows.
    const publicKey = bytes('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025');
    const signature = bytes(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    );
    expect(await verifySignature(publicKey, 'af82', signature)).toBe(true);
  });

  test('travels as base64url without padding', async () => {
    const key = await newDeviceKey();
    const signature = await (await signerOf(key.privateKey))(hash);
    expect(signature).toMatch(/^[\w-]{86}$/);
    expect(key.publicKey).toMatch(/^[\w-]{43}$/);
  });
});
