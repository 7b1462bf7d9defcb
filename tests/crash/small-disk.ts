import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own of so many megabytes; a reason where this machine does not let a test mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | { readonly skipped: string } {
  if (process.platform !== 'linux') return { skipped: 'a small disk is mounted on Linux only' };
  const folder = mkdtempSync(join(tmpdir(), 'tillside-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  onTestFinished(() => {
    // Lazily: a process that a failed test left may still have a file open.
    if (mounted.status === 0) spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (mounted.status === 0) return new SmallDisk(folder);
  return {
    skipped: `mounting a tmpfs is not permitted here (${(mounted.stderr ?? String(mounted.error)).trim()})`,
  };
}

class SmallDisk {
  readonly folder: string;
  readonly #ballast: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#ballast = join(folder, 'ballast');
  }

  sizeOf(file: string): number {
    return statSync(join(this.folder, file), { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Until not one more page fits. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    const page = Buffer.alloc(4096, 1);
    try {
      for (;;) writeSync(file, page);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#ballast);
  }
}
