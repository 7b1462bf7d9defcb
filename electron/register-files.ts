import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface RegisterFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** The file of a path, or the page itself where the path is one of its screens; null where there is neither. */
export async function readRegisterFile(
  folder: string,
  pathname: string,
  wantsPage: boolean,
): Promise<RegisterFile | null> {
  const path = pathOf(folder, pathname);
  const file = path === null ? null : await read(path);
  return file ?? (wantsPage ? read(join(folder, 'index.html')) : null);
}

async function read(path: string): Promise<RegisterFile | null> {
  const contentType = contentTypes[extname(path)];
  if (!contentType) return null;
  try {
    return { bytes: await readFile(path), contentType };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Null where it leads out of the folder, or nowhere. */
function pathOf(folder: string, pathname: string): string | null {
  let relative: string;
  try {
    relative = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (relative.includes('\0')) return null;
  const path = join(folder, relative.endsWith('/') ? `${relative}index.html` : relative);
  return path.startsWith(`${folder}${sep}`) ? path : null;
}

const missing: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && missing.has(String(error.code));
