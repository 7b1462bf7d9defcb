import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from '../../provide/chromium.ts';
import { scratchParent } from '../scratch.ts';

const root = join(import.meta.dirname, '../../..');

/** On what was measured, in lines without anything that names this machine. */
export async function machineHere(): Promise<readonly string[]> {
  const [first] = cpus();
  return [
    `${cpus().length} cores (${first?.model.trim() || 'model unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `disk: ${await diskHere()}`,
    `${operatingSystem()}`,
    `Node ${process.versions.node} with SQLite ${process.versions.sqlite}, ${chromiumVersion(await provideChromium())}`,
    `RxDB ${versionOf('rxdb')}, PouchDB ${versionOf('pouchdb')}, express-pouchdb ${versionOf('express-pouchdb')}`,
  ];
}

function operatingSystem(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return `${name ?? type()}, kernel ${release()}`;
  } catch {
    return `${type()} ${release()}`;
  }
}

/** The file system, and whether it turns, where Linux tells. */
async function diskHere(): Promise<string> {
  try {
    const { dev } = await stat(scratchParent());
    const number = `${(dev >> 8) & 0xfff}:${dev & 0xff}`;
    const mount = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[2] === number);
    const system = / - (\S+)/.exec(mount ?? '')?.[1] ?? 'unknown file system';
    const turns = readFileSync(`/sys/dev/block/${number}/queue/rotational`, 'utf8').trim();
    return `${system} on ${turns === '1' ? 'a disk that turns' : 'a solid-state or virtual disk'}`;
  } catch {
    return 'not known';
  }
}

const chromiumVersion = (path: string): string =>
  /\S+ \d+/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 'Chromium';

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(root, `node_modules/${name}/package.json`), 'utf8')) as { version: string })
    .version;
