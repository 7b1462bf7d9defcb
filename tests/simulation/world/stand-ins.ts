/** Modules whose real ones bring their own time, threads or chance, and what stands in their places. */
import { registerHooks } from 'node:module';

const here = (file: string) => new URL(file, import.meta.url).href;

const standIns: Readonly<Record<string, string>> = {
  './argon2.ts': here('./cheap-argon2.ts'),
  '@fastify/under-pressure': here('./no-plugin.ts'),
  '@fastify/rate-limit': here('./no-plugin.ts'),
  '@fastify/swagger': here('./no-plugin.ts'),
  '@fastify/helmet': here('./no-plugin.ts'),
  // These two are only faster.
  'typebox/schema': here('./compiled-schema.ts'),
  '@noble/hashes/sha2.js': here('./native-hashes.ts'),
  '@noble/hashes/hmac.js': here('./native-hashes.ts'),
};

/** A change of the product's text as it is loaded. */
export interface Edit {
  /** From the project's root. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly put: string;
}

/** Tills of a simulated day have few unsent entries: they make checkpoints all the same, slowly, so that crashes come in between. */
const sooner: readonly Edit[] = [
  ['const fewestUnsent = 100;', 'const fewestUnsent = 3;'],
  ['const everyEntries = 32;', 'const everyEntries = 2;'],
  ['const rowsAtOnce = 100;', 'const rowsAtOnce = 5;'],
  ['const afterSaleMs = 250;', 'const afterSaleMs = 30_000;'],
  ['const betweenWritesMs = 20;', 'const betweenWritesMs = 20_000;'],
].map(([find = '', put = '']) => ({ file: 'renderer/till/view/checkpoint.ts', find, put }));

/** To be called before anything of the product is imported. `edits`: a bug to plant. */
export function standIn(planted: readonly Edit[] = []): void {
  const edits = [...sooner, ...planted];
  const missing = new Set(edits);
  registerHooks({
    resolve(specifier, context, next) {
      const standIn = standIns[specifier];
      if (standIn && context.parentURL !== standIn) return { url: standIn, shortCircuit: true };
      return next(specifier, context);
    },
    load(url, context, next) {
      const loaded = next(url, context);
      const here = edits.filter(({ file }) => url.endsWith(`/${file}`));
      if (here.length === 0) return loaded;
      const { source } = loaded;
      let text = source instanceof Uint8Array ? Buffer.from(source).toString() : String(source);
      for (const edit of here) {
        if (text.split(edit.find).length !== 2)
          throw new Error(`${edit.file} does not contain exactly once: ${edit.find}`);
        text = text.replace(edit.find, () => edit.put);
        missing.delete(edit);
      }
      return { ...loaded, source: text };
    },
  });
  process.on('exit', () => {
    for (const { file } of missing) console.error(`${file} was never loaded: the bug was not planted`);
  });
}
