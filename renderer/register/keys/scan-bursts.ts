/**
 * Tells a wedge scanner from a person: it types fast and ends with Enter, or Tab where it is set so. Keys that may
 * belong to a scan are held until the next one fails to come within the gap, which is shorter than a person notices.
 */
export interface ScannerSettings {
  /** Longest time between two keys of a scan. */
  readonly gapMs: number;
  /**
   * How long a key waits for the next before it is carried out. Shorter than the gap, because people wait for it too:
   * what a slow scanner's keys did meanwhile is taken back.
   */
  readonly holdMs: number;
  /** Shorter bursts are typing; longer ones no person types. */
  readonly minLength: number;
  /** Nor so many keys with no longer pause between them: the ticket of a batch may have a code as short as that. */
  readonly shortest: { readonly length: number; readonly gapMs: number };
  /** The longest pause in what is a scan for sure: a wireless one stutters, and some take their time for the Enter. */
  readonly patienceMs: number;
}

export const defaultScanner: ScannerSettings = {
  gapMs: 35,
  holdMs: 16,
  minLength: 6,
  shortest: { length: 4, gapMs: 15 },
  patienceMs: 150,
};

/** What a scanner typed, its Enter apart. */
export interface Scan {
  readonly typed: string;
  /** The longest pause between two of its keys. */
  readonly slowestMs: number;
}

export interface Burst {
  readonly keys: readonly string[];
  /** How many of them, from the first, were taken for typing when the next did not come in time. */
  readonly carriedOut: number;
  readonly lastMs: number;
  readonly slowestMs: number;
  /** It was said already that this scan broke off. */
  readonly brokeOff: boolean;
}

export const noBurst: Burst = {
  keys: [],
  carriedOut: 0,
  lastMs: Number.NEGATIVE_INFINITY,
  slowestMs: 0,
  brokeOff: false,
};

const isScan = ({ keys, slowestMs }: Burst, { minLength, shortest }: ScannerSettings): boolean =>
  keys.length >= minLength || (keys.length >= shortest.length && slowestMs <= shortest.gapMs);

/** How long the next key is waited for. */
export const waitMs = (burst: Burst, settings: ScannerSettings): number =>
  isScan(burst, settings) ? settings.patienceMs : settings.holdMs;

/** What becomes of the keys so far when the next one does not belong to them. */
interface BurstEnd {
  /** Keys that turned out to be typed, to be carried out now. */
  readonly released: readonly string[];
  /** They are of a scan that broke off: nothing of them may count. */
  readonly brokeOff: boolean;
}

function endOf(burst: Burst, settings: ScannerSettings): BurstEnd {
  if (isScan(burst, settings)) return { released: [], brokeOff: !burst.brokeOff };
  return { released: burst.keys.slice(burst.carriedOut), brokeOff: false };
}

/**
 * No key came in time, as far as is known. A busy computer may still deliver keys that were pressed in time, so the
 * burst is remembered: its Enter must not pay.
 */
export function burstPause(burst: Burst, settings: ScannerSettings): BurstEnd & { readonly burst: Burst } {
  const end = endOf(burst, settings);
  const carriedOut = burst.carriedOut + end.released.length;
  return { ...end, burst: { ...burst, carriedOut, brokeOff: burst.brokeOff || end.brokeOff } };
}

/** What came before the key at hand has its end first. */
export interface BurstStep extends BurstEnd {
  readonly burst: Burst;
  /** The key at hand is kept back: it may belong to a scan. */
  readonly held: boolean;
  /** A whole scan, ended by the key at hand. */
  readonly scanned: Scan | null;
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

/** Pressed for another key's sake, as Shift for `*` or a scanner's capitals: does nothing by itself. */
export const isModifier = (key: string): boolean => modifiers.has(key);

/** `isKnown`: the till knows this as a code; asked where the keys alone could just as well be typed by a person. */
export function burstKey(
  burst: Burst,
  key: string,
  atMs: number,
  settings: ScannerSettings,
  isKnown: (scan: Scan) => boolean = () => false,
): BurstStep {
  const isEnd = key === 'Enter' || key === 'Tab';
  const scan = { typed: burst.keys.join(''), slowestMs: burst.slowestMs };
  const isWhole =
    isScan(burst, settings) || (isEnd && burst.keys.length >= settings.shortest.length && isKnown(scan));
  const inTime = atMs - burst.lastMs <= (isWhole ? settings.patienceMs : settings.gapMs);
  const goesOn = { released: [], brokeOff: false, held: true, scanned: null };

  if (isEnd && inTime && isWhole) return { ...goesOn, burst: noBurst, scanned: scan };
  if ([...key].length !== 1) return { ...endOf(burst, settings), burst: noBurst, held: false, scanned: null };
  if (inTime) {
    const slowestMs = Math.max(burst.slowestMs, atMs - burst.lastMs);
    // Keys that come late, after it was said, must be taken back too.
    return {
      ...goesOn,
      burst: { ...burst, keys: [...burst.keys, key], lastMs: atMs, slowestMs, brokeOff: false },
    };
  }
  return { ...goesOn, ...endOf(burst, settings), burst: { ...noBurst, keys: [key], lastMs: atMs } };
}
