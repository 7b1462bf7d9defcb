import { sha256Hex } from '../../shared/domain/sha256.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { entryKinds } from '../../shared/journal/kinds.ts';
import { postingVersion } from '../../shared/posting/posting.ts';
import { feedCollections } from '../../shared/protocol/scope.ts';
import * as api from '../../shared/protocol/till.ts';
import { oldestProtocol, protocolVersion } from '../../shared/protocol/version.ts';
import { collections, traitsOf } from '../../shared/schema/collections.ts';

/** What a version of the software speaks: its numbers, and hashes over all schemas of what goes up and comes down. */
export interface Wire {
  readonly protocol: number;
  readonly oldest_protocol: number;
  readonly posting_version: number;
  readonly up: string;
  readonly down: string;
}

export function wireOfToday(): Wire {
  const { up = [], down = [] } = Object.groupBy(Object.entries(api), ([name]) =>
    /^max|Request$/.test(name) ? 'up' : 'down',
  );
  const names = [...feedCollections('chain'), ...feedCollections('store')];
  const documents = names.map((name) => {
    const { properties } = collections[name].schema;
    const secret: readonly string[] = traitsOf(name).secret;
    return [name, Object.entries(properties).filter(([field]) => !secret.includes(field))];
  });
  const bodies = Object.fromEntries(Object.entries(entryKinds).map(([kind, { body }]) => [kind, body]));
  return {
    protocol: protocolVersion,
    oldest_protocol: oldestProtocol,
    posting_version: postingVersion,
    up: hashOf([Object.fromEntries(up), bodies]),
    down: hashOf([Object.fromEntries(down), documents]),
  };
}

/** `bson` is a matter of the database. Properties that TypeBox hides are none of JSON's. */
const hashOf = (schemas: unknown): string =>
  sha256Hex(
    canonicalJson(
      JSON.parse(JSON.stringify(schemas, (name, value) => (name === 'bson' ? undefined : value))),
    ),
  );

/** What today's numbers fail to say about what changed since a release, with what to do; null where they say it. */
export function wireFault(released: Wire, today: Wire): string | null {
  const upChanged = released.up !== today.up;
  const downChanged = released.down !== today.down;
  if ((upChanged || downChanged) && today.protocol <= released.protocol)
    return `What travels has changed since protocol ${released.protocol} was released: raise protocolVersion in shared/protocol/version.ts.`;
  if (downChanged && today.oldest_protocol <= released.protocol)
    return `Tills of protocol ${released.protocol} check what comes down whole and would refuse it now: raise oldestProtocol in shared/protocol/version.ts, so that they say so and wait for their update.`;
  return null;
}
