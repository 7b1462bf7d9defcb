import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** argon2id as OWASP recommends it: 19 MiB, two passes; some 30 ms off the main thread. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const saltBytes = 16;
/** What the string below calls the one version of the algorithm that there is. */
const version = 19;

/** As a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`: it says itself how it is checked, whatever the cost becomes. */
export async function hash(text: string): Promise<string> {
  const nonce = randomBytes(saltBytes);
  const tag = await derive('argon2id', { message: text, nonce, ...cost });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=${version}$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** Whether the text is the one behind the hash; never where that is no such hash. */
export async function verify(hashed: string, text: string): Promise<boolean> {
  const kept = parse(hashed);
  if (!kept) return false;
  const { tag, ...parameters } = kept;
  return timingSafeEqual(await derive('argon2id', { message: text, ...parameters }), tag);
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

function parse(hashed: string): (Omit<Argon2Parameters, 'message'> & { readonly tag: Buffer }) | null {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hashed);
  if (!found) return null;
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  const tag = Buffer.from(hash, 'base64');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: tag.length,
    tag,
  };
}
