import { type Static, Type } from 'typebox';
import { defaultScanner, type Scan, type ScannerSettings } from '../keys/scan-bursts.ts';
import { readStored } from '../stored.ts';

/** Longest pauses to choose from, in milliseconds. With a longer one, who types fast may be taken for a scanner. */
export const pausesMs = [35, 60, 100] as const;

/** How the wedge scanner of this device is set: what it sends around a code, and how fast it types. */
export const ScannerChoice = Type.Object({
  gapMs: Type.Enum([...pausesMs]),
  prefix: Type.String({ maxLength: 20 }),
  suffix: Type.String({ maxLength: 20 }),
});
export type ScannerChoice = Static<typeof ScannerChoice>;

export const usualScanner: ScannerChoice = { gapMs: 35, prefix: '', suffix: '' };

/** While a scanner is tried out, also one that pauses longer than is set is heard. */
export const trialTiming: ScannerSettings = { ...defaultScanner, gapMs: 120 };

/** AIM's symbology identifier (ISO/IEC 15424), which many scanners can send before a code: `]C1`, `]Q3`. */
const symbology = /^\][A-Za-z][0-9A-Za-z]/;

/**
 * The code alone, without what the scanner puts around it. Scanners differ in whether the identifier comes before or
 * after the prefix, and Caps Lock turns the letters of a wedge scanner around.
 */
export function codeOf({ typed }: Pick<Scan, 'typed'>, { prefix, suffix }: ScannerChoice): string {
  const afterPrefix = without(prefix, typed) ?? without(prefix, typed.replace(symbology, '')) ?? typed;
  const end = afterPrefix.length - suffix.length;
  const code = end >= 0 && isSame(afterPrefix.slice(end), suffix) ? afterPrefix.slice(0, end) : afterPrefix;
  return code.replace(symbology, '');
}

const without = (prefix: string, text: string): string | null =>
  isSame(text.slice(0, prefix.length), prefix) ? text.slice(prefix.length) : null;

const isSame = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

const key = 'tillside.scanner';

export const readScannerChoice = (storage: Pick<Storage, 'getItem'>): ScannerChoice =>
  readStored(storage, key, ScannerChoice) ?? usualScanner;

export const writeScannerChoice = (storage: Pick<Storage, 'setItem'>, choice: ScannerChoice): void =>
  storage.setItem(key, JSON.stringify(choice));
