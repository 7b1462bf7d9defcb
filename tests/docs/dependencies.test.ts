import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** At another version than RxDB's, the register would carry the library twice. */
test('dexie and rxjs are exactly what RxDB is made with, and installed once', () => {
  const { dependencies } = read('package.json');
  const rxdb = read('node_modules/rxdb/package.json');
  expect(dependencies.dexie).toBe(rxdb.dependencies.dexie);
  expect(dependencies.rxjs).toBe(rxdb.devDependencies.rxjs);
  const { packages } = read('package-lock.json');
  for (const name of ['dexie', 'rxjs']) {
    expect(packages[`node_modules/${name}`].version).toBe(dependencies[name]);
    const copies = Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`));
    expect(copies, name).toEqual([`node_modules/${name}`]);
  }
});
