import { type Static, Type } from 'typebox';
import { NetworkTarget, PrinterReading } from './printing/printer.ts';
import type { Result } from './result.ts';

const SecretName = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,59}$' });
const SecretText = Type.String({ maxLength: 4 * 1024 * 1024 });

const EpochName = Type.Object(
  {
    device_id: Type.String({ pattern: '^[0-9a-f]{24}$' }),
    epoch: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  },
  { additionalProperties: false },
);
export type EpochName = Static<typeof EpochName>;

const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const CopyRange = Type.Object({ first: Seq, last: Seq });
export type CopyRange = Static<typeof CopyRange>;
/** An entry as JSON in one line. */
const EntryText = Type.String({ pattern: '^[^\\r\\n]+$' });
const EntryTexts = Type.Array(EntryText, { minItems: 1, maxItems: 1000 });

/** Of one slip: a few kilobytes. */
const Base64 = Type.String({ maxLength: 256 * 1024, pattern: '^[A-Za-z0-9+/]*={0,2}$' });

const Standing = Type.Object({ shiftOpen: Type.Boolean(), unsent: Seq }, { additionalProperties: false });

/** What the register's page may ask of Electron's main process: a channel each. Main checks it: a page is not trusted. */
export const hostCalls = {
  readSecret: { takes: Type.Tuple([SecretName]), gives: Type.Union([Type.String(), Type.Null()]) },
  writeSecret: { takes: Type.Tuple([SecretName, SecretText]), gives: Type.Null() },
  removeSecret: { takes: Type.Tuple([SecretName]), gives: Type.Null() },
  journalCopyRange: { takes: Type.Tuple([EpochName]), gives: CopyRange },
  readJournalCopy: {
    takes: Type.Tuple([EpochName, Seq, Type.Integer({ minimum: 1, maximum: 1000 })]),
    gives: Type.Array(EntryText),
  },
  appendToJournalCopy: { takes: Type.Tuple([EpochName, EntryTexts, Type.Boolean()]), gives: Seq },
  renewJournalCopy: { takes: Type.Tuple([EpochName]), gives: Type.Null() },
  pruneJournalCopy: { takes: Type.Tuple([EpochName, Seq]), gives: Type.Null() },
  readServerAddress: { takes: Type.Tuple([]), gives: Type.Union([Type.String(), Type.Null()]) },
  writeServerAddress: { takes: Type.Tuple([Type.String({ maxLength: 300 })]), gives: Type.String() },
  openCustomerDisplay: { takes: Type.Tuple([]), gives: Type.Null() },
  readyUpdate: { takes: Type.Tuple([]), gives: Type.Union([Type.String(), Type.Null()]) },
  installUpdate: { takes: Type.Tuple([Standing]), gives: Type.Null() },
  print: { takes: Type.Tuple([]), gives: Type.Null() },
  printByNetwork: { takes: Type.Tuple([NetworkTarget, Base64]), gives: PrinterReading },
} as const;

type HostCalls = typeof hostCalls;
export type HostChannel = keyof HostCalls;
export type Takes<C extends HostChannel> = Static<HostCalls[C]['takes']>;
export type Gives<C extends HostChannel> = Result<Static<HostCalls[C]['gives']>>;

/** What preload puts into the register's window as `tillside`. */
export type HostBridge = { readonly [C in HostChannel]: (...values: Takes<C>) => Promise<Gives<C>> };
