import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';

export interface Settings {
  /** Origin of the sync server. */
  readonly serverUrl: string;
  /** The system's name of the slip printer; null: the print dialog asks. */
  readonly printer: string | null;
  /** Another disk is best; null: in the profile folder. */
  readonly journalCopyDir: string | null;
}

type SettingsResult<T> = Result<T, Refusal<'settings.invalid'>>;

const SettingsFile = Type.Object(
  {
    server: Type.Optional(Type.String()),
    printer: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    journalCopy: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** What `npm start` listens on. */
const defaultServer = 'http://localhost:8080';

/** `settings.json` in the profile folder; `TILLSIDE_SERVER` comes before it. */
export async function loadSettings(
  environment: Readonly<Record<string, string | undefined>>,
  profileDir: string,
): Promise<SettingsResult<Settings>> {
  const path = join(profileDir, 'settings.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw error;
  });
  const file = parse(text);
  if (!Value.Check(SettingsFile, file)) {
    return refuse(
      'settings.invalid',
      `${path} is not as it must be, such as {"server": "https://pos.example.com", "printer": "Slips"}. Correct it, or remove it.`,
    );
  }
  const fromEnvironment = environment.TILLSIDE_SERVER?.trim();
  const server = fromEnvironment || (file.server ?? defaultServer);
  const serverUrl = originOf(server);
  if (serverUrl === null) {
    const place = fromEnvironment ? 'TILLSIDE_SERVER' : `"server" in ${path}`;
    return refuse(
      'settings.invalid',
      `${place} must be the address of the sync server, such as https://pos.example.com, without a path. It is "${server}".`,
    );
  }
  const journalCopyDir = file.journalCopy ?? null;
  if (journalCopyDir !== null && !isAbsolute(journalCopyDir)) {
    return refuse(
      'settings.invalid',
      `"journalCopy" in ${path} must be the whole path of a folder, best on another disk. It is "${journalCopyDir}".`,
    );
  }
  return ok({ serverUrl, printer: file.printer ?? null, journalCopyDir });
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
