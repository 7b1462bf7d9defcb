import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { writeDurably } from './durable-file.ts';

export interface Settings {
  /** Origin of the sync server; null: the till is not set up yet. */
  readonly serverUrl: string | null;
  /** The system's name of the slip printer; null: the print dialog asks. */
  readonly printer: string | null;
  /** Another disk is best; null: in the profile folder. */
  readonly journalCopyDir: string | null;
  /** Where the files of new versions lie; null: no updates. */
  readonly updates: string | null;
}

type SettingsResult<T> = Result<T, Refusal<'settings.invalid'>>;

const SettingsFile = Type.Object(
  {
    server: Type.Optional(Type.String()),
    printer: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    journalCopy: Type.Optional(Type.String()),
    updates: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** `settings.json` in the profile folder; `TILLSIDE_SERVER` comes before it. */
export async function loadSettings(
  environment: Readonly<Record<string, string | undefined>>,
  profileDir: string,
): Promise<SettingsResult<Settings>> {
  const path = pathIn(profileDir);
  const read = await readFileOf(path);
  if (!read.ok) return read;
  const file = read.value;
  const fromEnvironment = environment.TILLSIDE_SERVER?.trim();
  const server = fromEnvironment || (file.server ?? null);
  const serverUrl = server === null ? null : originOf(server);
  if (serverUrl === null && server !== null) {
    const place = fromEnvironment ? 'TILLSIDE_SERVER' : `"server" in ${path}`;
    return refuse('settings.invalid', { context: 'server', place, address: server });
  }
  const journalCopyDir = file.journalCopy ?? null;
  if (journalCopyDir !== null && !isAbsolute(journalCopyDir)) {
    return refuse('settings.invalid', { context: 'journal_copy', path, folder: journalCopyDir });
  }
  const updates = file.updates ?? null;
  if (updates !== null && !URL.canParse(updates)) {
    return refuse('settings.invalid', { context: 'updates', path, address: updates });
  }
  return ok({ serverUrl, printer: file.printer ?? null, journalCopyDir, updates });
}

/** Durable when resolved, to the address as it is used. */
export async function saveServer(
  profileDir: string,
  address: string,
): Promise<Result<string, Refusal<'settings.invalid' | 'settings.server'>>> {
  const server = originOf(address.trim());
  if (server === null) return refuse('settings.server');
  const path = pathIn(profileDir);
  const read = await readFileOf(path);
  if (!read.ok) return read;
  const text = JSON.stringify({ ...read.value, server }, null, 2);
  await writeDurably(path, new TextEncoder().encode(`${text}\n`));
  return ok(server);
}

const pathIn = (profileDir: string): string => join(profileDir, 'settings.json');

async function readFileOf(path: string): Promise<SettingsResult<Static<typeof SettingsFile>>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw error;
  });
  const file = parse(text);
  if (Value.Check(SettingsFile, file)) return ok(file);
  return refuse('settings.invalid', { context: 'file', path });
}

function originOf(address: string): string | null {
  const url = URL.parse(address);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return isBare ? url.origin : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
