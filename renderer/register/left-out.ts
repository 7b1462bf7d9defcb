import type { Plugin } from 'vite';

/**
 * Modules that RxDB and TypeBox import for parts of theirs that the register never uses, with what they take from each.
 * Where a new version of theirs takes more, the build says so.
 */
const unused: Readonly<Record<string, readonly string[]>> = {
  // RxDB's queries and documents: the till asks its tables for ranges of rows, which go to Dexie (till/store/rxdb/rxdb-table.ts).
  'rx-document.js': ['beforeDocumentUpdateWrite', 'basePrototype'],
  'rx-document-prototype-merge.js': ['createNewRxDocument', 'getRxDocumentConstructor'],
  'rx-query.js': ['createRxQuery', '_getDefaultQuery', 'RxQueryBase'],
  'rx-query-helper.js': ['prepareQuery', 'normalizeMangoQuery', 'getQueryMatcher', 'getSortComparator'],
  'dexie-query.js': ['dexieQuery', 'dexieCount'],
  // Its word to other windows: only one has the database (`multiInstance: false`).
  'broadcast-channel': ['BroadcastChannel'],
  // TypeBox's formats of texts (e-mail addresses and the like), references and unique items: no schema has one.
  'format/index.mjs': ['Format'],
  'resolve/index.mjs': ['Resolve'],
  'system/hashing/index.mjs': ['Hashing'],
};

const mark = '\0left-out:';

/** Leaves 25 kB (gzipped) out of what the register loads at start; what is reached all the same throws and says why. */
export const leftOut = (): Plugin => ({
  name: 'left-out',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    const name = source.replace(/^(\.{1,2}\/)+/, '');
    const isTheirs = importer && /\/node_modules\/(rxdb|typebox)\//.test(importer);
    return isTheirs && name in unused ? mark + name : null;
  },
  load(id) {
    if (!id.startsWith(mark)) return null;
    const code = (unused[id.slice(mark.length)] ?? []).map(
      (name) => `export function ${name}() { throw new Error('${name} is left out of the register') }`,
    );
    return { code: code.join('\n'), moduleSideEffects: false };
  },
});
