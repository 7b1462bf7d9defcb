import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import { chainStream, type Envelope } from '../../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../../shared/journal/kinds.ts';
import { headKey, pseudoDevice } from '../../../shared/posting/posting.ts';
import type { ChangesAnswer, Enrolment, HeadAnswer, SnapshotAnswer } from '../../../shared/protocol/till.ts';
import { inPlainEnglish } from '../../../shared/refusals/plain-english.ts';
import { must } from '../../../shared/result.ts';
import { type AnyDocument, type CollectionName, keyText } from '../../../shared/schema/collections.ts';
import type { PosDevice } from '../../../shared/schema/pos-devices.ts';
import type { Store } from '../../../shared/schema/stores.ts';
import { forTerminal, isHeldBy } from '../../../sync-server/streams/feed-documents.ts';
import { bodyOf } from '../entries/body-of.ts';
import { sealAfter } from '../entries/seal-after.ts';
import { PostedStream } from './posted-stream.ts';

/** What a stand-in for the server begins with. */
export interface ServerScene {
  readonly store: Store;
  readonly device: PosDevice;
  readonly documents: readonly { readonly collection: CollectionName; readonly value: AnyDocument }[];
  readonly now: () => string;
}

/**
 * Answers one till as the server would, in the till's own process: entries are posted by the product's rules, documents
 * come back as terminals hold them. Tokens, proofs and passwords are believed, but for the word `wrong`.
 */
export class ServerInMemory {
  readonly #scene: ServerScene;
  readonly #chain = new PostedStream(chainStream);
  readonly #store: PostedStream;
  #own: Envelope | null = null;
  #tillNumbers = 1;
  /** Another answer in the place of one; null lets the request through. */
  intercept: (path: string) => Promise<Response> | Response | null = () => null;

  constructor(scene: ServerScene) {
    this.#scene = scene;
    this.#store = new PostedStream(scene.store._id);
    for (const { collection, value } of scene.documents) {
      const stream = value.stream === chainStream ? this.#chain : this.#store;
      stream.documents.set(keyText({ collection, id: value._id }), value);
      stream.position = 1;
    }
  }

  /** What head office or the server itself appends to the store's stream. */
  append<K extends EntryKind>(kind: K, said: Partial<BodyOf<K>>): void {
    const entry = sealAfter(this.#own, {
      device_id: pseudoDevice('server', this.#store.id),
      epoch: 1,
      kind,
      body: bodyOf(kind, said),
      store_id: this.#store.id,
      user_id: null,
      at: this.#scene.now(),
      uptime_ms: 0,
    });
    this.#own = entry;
    this.#take([entry]);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const other = await this.intercept(url.pathname);
    if (other) return other;
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as never) : ({} as never);
    return this.#answer(url, body, init.signal ?? null);
  };

  #answer(
    { pathname, searchParams }: URL,
    body: {
      readonly activation_code: string;
      readonly public_key: string;
      readonly username: string;
      readonly password: string;
      readonly nonce: string;
      readonly entries: readonly Envelope[];
    },
    signal: AbortSignal | null,
  ): Response {
    const stream = searchParams.get('stream') === chainStream ? this.#chain : this.#store;
    switch (pathname) {
      case '/api/challenges':
        return this.#ok({ challenge: 'a challenge that is believed' });
      case '/api/enrol':
        if (body.activation_code.startsWith('X')) return refused(409, 'activation.used');
        return this.#ok(this.#begin('device.enrolled', body.public_key));
      case '/api/epochs':
        return this.#ok(this.#begin('epoch.opened', body.public_key));
      case '/api/head':
        return this.#ok(this.#head(must(searchParams.get('nonce'), 'nonce')));
      case '/api/entries':
        this.#take(body.entries);
        return this.#ok(this.#head(body.nonce));
      case '/api/snapshot':
        return this.#ok(this.#snapshot(stream));
      case '/api/changes':
        return this.#ok(this.#changes(stream, positionBefore(searchParams)));
      case '/api/sign-in':
        return body.password === 'wrong' ? refused(401, 'sign_in.wrong') : this.#signIn(body.username);
      case '/api/events':
        return openUntil(signal);
      default:
        return refused(404, 'route.unknown');
    }
  }

  #begin(kind: 'device.enrolled' | 'epoch.opened', public_key: string): Omit<Enrolment, 'server_time'> {
    const { store } = this.#scene;
    this.#tillNumbers += 1;
    const { _id: device_id, epoch: before, name } = this.#device();
    const epoch = before + 1;
    const till_number = this.#tillNumbers;
    const papers = { device_id, epoch, till_number, store_code: store.code, public_key };
    if (kind === 'device.enrolled') this.append(kind, { ...papers, name });
    else this.append(kind, papers);
    return {
      device_id,
      device_name: name,
      store_id: store._id,
      store_code: store.code,
      epoch,
      till_number,
      token: 'a token that is believed',
      certificate: 'a certificate',
    };
  }

  #device(): PosDevice {
    return this.#store.get('pos_devices', this.#scene.device._id);
  }

  #take(entries: readonly Envelope[]): void {
    this.#store.take(entries, this.#scene.now());
  }

  #head(nonce: string): Omit<HeadAnswer, 'server_time'> {
    const { _id: device_id, epoch } = this.#device();
    const { seq, hash, status } = this.#store.get('heads', headKey(device_id, epoch).id);
    return { nonce, device_id, epoch, seq, hash, status };
  }

  #snapshot(stream: PostedStream): Omit<SnapshotAnswer, 'server_time'> {
    const cursor = cursorOf(stream);
    return { documents: this.#documentsAfter(stream, -1), next: null, start: cursor, last: cursor };
  }

  #changes(stream: PostedStream, after: number): Omit<ChangesAnswer, 'server_time'> {
    return {
      documents: this.#documentsAfter(stream, after),
      removed: [],
      cursor: cursorOf(stream),
      received_at: this.#scene.now(),
      more: false,
    };
  }

  #documentsAfter(stream: PostedStream, after: number): ChangesAnswer['documents'] {
    return [...stream.documents].flatMap(([key, value]) => {
      const collection = key.split('/')[0] as CollectionName;
      const isChanged = value.rev > after && isHeldBy(this.#scene.store._id, collection, value);
      return isChanged ? [forTerminal(collection, value)] : [];
    });
  }

  #signIn(username: string): Response {
    const user = this.#chain.all('users').find((one) => one.username === username);
    if (!user) return refused(401, 'sign_in.wrong');
    return this.#ok({
      token: 'a user’s token that is believed',
      expires_at: instantAt(instantMs(this.#scene.now()) + 12 * hourMs),
      credential_version: 'the only one',
      user: { ...user, id: user._id },
    });
  }

  #ok(answer: object): Response {
    return Response.json({ ...answer, server_time: this.#scene.now() });
  }
}

const refused = (status: number, code: 'activation.used' | 'sign_in.wrong' | 'route.unknown'): Response =>
  Response.json({ code, message: inPlainEnglish({ code }) }, { status });

/** The position that the changes asked for come after. */
function positionBefore(query: URLSearchParams): number {
  const from = query.get('from');
  return from === null ? Number(query.get('after')) : Number(from) - 1;
}

const cursorOf = ({ position }: PostedStream) => ({
  position,
  nonce: position === 0 ? '' : `block ${position}`,
});

/** Events that never come, until nobody listens any more. */
function openUntil(signal: AbortSignal | null): Response {
  const body = new ReadableStream({
    start: (controller) => signal?.addEventListener('abort', () => controller.error(new Error('aborted'))),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
