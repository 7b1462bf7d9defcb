/**
 * Tells a wedge scanner from a person: it types fast and ends with Enter. Keys that may belong to a scan are held
 * until the next one fails to come within the gap, which is shorter than a person notices.
 */
export interface ScannerSettings {
  /** Longest time between two keys of a scan. */
  readonly gapMs: number;
  /**
   * How long a key waits for the next before it is carried out. Shorter than the gap, because people wait for it too:
   * what a slow scanner's keys did meanwhile is taken back.
   */
  readonly holdMs: number;
  /** Shorter bursts are typing. */
  readonly minLength: number;
  readonly endKey: 'Enter' | 'Tab';
  /** What the scanner is set to send before and after the code; cut off. */
  readonly prefix: string;
  readonly suffix: string;
}

export const defaultScanner: ScannerSettings = {
  gapMs: 35,
  holdMs: 16,
  minLength: 6,
  endKey: 'Enter',
  prefix: '',
  suffix: '',
};

export interface Burst {
  readonly keys: readonly string[];
  /** How many of them, from the first, were taken for typing when the next did not come in time. */
  readonly carriedOut: number;
  readonly lastMs: number;
}

export const noBurst: Burst = { keys: [], carriedOut: 0, lastMs: Number.NEGATIVE_INFINITY };

/**
 * No key came within the gap, as far as is known: what is held was typed. A busy computer may still deliver keys that
 * were pressed in time, so the burst is remembered: its Enter must not pay.
 */
export const burstPause = (burst: Burst): Pick<BurstStep, 'burst' | 'released'> => ({
  burst: { ...burst, carriedOut: burst.keys.length },
  released: stillHeld(burst),
});

const stillHeld = ({ keys, carriedOut }: Burst): readonly string[] => keys.slice(carriedOut);

export interface BurstStep {
  readonly burst: Burst;
  /** Keys that turned out to be typed, to be carried out now, before the key at hand. */
  readonly released: readonly string[];
  /** The key at hand is kept back: it may belong to a scan. */
  readonly held: boolean;
  /** A whole scan, ended by the key at hand. */
  readonly scanned: string | null;
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

/** Pressed for another key's sake, as Shift for `*` or a scanner's capitals: does nothing by itself. */
export const isModifier = (key: string): boolean => modifiers.has(key);

export function burstKey(burst: Burst, key: string, atMs: number, settings: ScannerSettings): BurstStep {
  const inTime = atMs - burst.lastMs <= settings.gapMs;

  if (key === settings.endKey && inTime && burst.keys.length >= settings.minLength) {
    return { burst: noBurst, released: [], held: true, scanned: codeOf(burst.keys.join(''), settings) };
  }
  if ([...key].length !== 1)
    return { burst: noBurst, released: stillHeld(burst), held: false, scanned: null };
  return inTime
    ? {
        burst: { ...burst, keys: [...burst.keys, key], lastMs: atMs },
        released: [],
        held: true,
        scanned: null,
      }
    : {
        burst: { keys: [key], carriedOut: 0, lastMs: atMs },
        released: stillHeld(burst),
        held: true,
        scanned: null,
      };
}

function codeOf(text: string, { prefix, suffix }: ScannerSettings): string {
  const start = text.startsWith(prefix) ? prefix.length : 0;
  const end = suffix !== '' && text.endsWith(suffix) ? text.length - suffix.length : text.length;
  return text.slice(start, end);
}
