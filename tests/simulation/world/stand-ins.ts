/** Modules whose real ones bring their own time, threads or chance, and what stands in their places. */
import { registerHooks } from 'node:module';

const here = (file: string) => new URL(file, import.meta.url).href;

const standIns: Readonly<Record<string, string>> = {
  '@node-rs/argon2': here('./cheap-argon2.ts'),
  '@fastify/under-pressure': here('./no-plugin.ts'),
  '@fastify/rate-limit': here('./no-plugin.ts'),
  '@fastify/swagger': here('./no-plugin.ts'),
  '@fastify/helmet': here('./no-plugin.ts'),
};

/** A bug that is planted into the product's text as it is loaded. */
export interface Mutation {
  /** From the project's root. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** To be called before anything of the product is imported. */
export function standIn(mutation: Mutation | null = null): void {
  let planted = false;
  registerHooks({
    resolve(specifier, context, next) {
      const standIn = standIns[specifier];
      if (standIn) return { url: standIn, shortCircuit: true };
      if (specifier === 'rxdb' && context.parentURL?.includes('/renderer/local/')) {
        return { url: here('./rxdb-on-disk.ts'), shortCircuit: true };
      }
      return next(specifier, context);
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (!mutation || !url.endsWith(`/${mutation.file}`)) return loaded;
      const text = String(
        loaded.source instanceof Uint8Array ? Buffer.from(loaded.source).toString() : loaded.source,
      );
      if (text.split(mutation.find).length !== 2) {
        throw new Error(`${mutation.file} does not contain exactly once: ${mutation.find}`);
      }
      planted = true;
      return { ...loaded, source: text.replace(mutation.find, () => mutation.put) };
    },
  });
  if (mutation) {
    process.on('exit', () => {
      if (!planted) console.error(`${mutation.file} was never loaded`);
    });
  }
}
