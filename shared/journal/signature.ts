/** Ed25519 by WebCrypto: the same in Node, Chromium and Electron. Keys and signatures travel as base64url. */

export interface DeviceKey {
  /** PKCS #8, base64url: kept in the host's secrets. */
  readonly privateKey: string;
  /** 32 raw bytes, base64url. */
  readonly publicKey: string;
}

export async function newDeviceKey(): Promise<DeviceKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  return {
    privateKey: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
    publicKey: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
  };
}

/** A function that signs an entry's hash (hex) with this key. */
export async function signerOf(privateKey: string): Promise<(hashHex: string) => Promise<string>> {
  const key = await crypto.subtle.importKey('pkcs8', fromBase64Url(privateKey), 'Ed25519', false, ['sign']);
  return async (hashHex) =>
    toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, fromHex(hashHex))));
}

/** Whether `signature` over `hashHex` is by the holder of `publicKey`. False on malformed input. */
export async function verifySignature(
  publicKey: string,
  hashHex: string,
  signature: string,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, fromBase64Url(signature), fromHex(hashHex));
  } catch {
    return false;
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new Error('not hex');
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
