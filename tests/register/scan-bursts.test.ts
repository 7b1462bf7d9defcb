import { describe, expect, test } from 'vitest';
import {
  type Burst,
  burstKey,
  burstPause,
  defaultScanner,
  isModifier,
  noBurst,
  type ScannerSettings,
  waitMs,
} from '../../renderer/register/keys/scan-bursts.ts';

/** What comes of keys at these moments; a pause longer than the gap releases what is held, as the timer does. */
function hear(keys: readonly (readonly [string, number])[], settings: ScannerSettings = defaultScanner) {
  let burst: Burst = noBurst;
  const typed: string[] = [];
  const scanned: string[] = [];
  let broken = 0;
  const pauseBefore = (atMs: number) => {
    if (burst.keys.length === 0 || atMs - burst.lastMs <= waitMs(burst, settings)) return;
    const pause = burstPause(burst, settings);
    burst = pause.burst;
    typed.push(...pause.released);
    if (pause.brokeOff) broken += 1;
  };
  for (const [key, atMs] of keys) {
    if (isModifier(key)) continue;
    pauseBefore(atMs);
    const step = burstKey(burst, key, atMs, settings);
    burst = step.burst;
    typed.push(...step.released);
    if (step.brokeOff) broken += 1;
    if (step.scanned !== null) scanned.push(step.scanned.typed);
    else if (!step.held) typed.push(key);
  }
  pauseBefore(Number.POSITIVE_INFINITY);
  return { typed, scanned, ...(broken > 0 && { broken }) };
}

const burstOf = (text: string, fromMs: number, stepMs: number, end = 'Enter') =>
  [...text, end].map((key, index) => [key, fromMs + index * stepMs] as const);

describe('a scan', () => {
  test.each([...'0123456789'])(
    'that begins with %s is consumed whole, first character and Enter included',
    (digit) => {
      const code = `${digit}NY1PM1400G9`;
      expect(hear(burstOf(code, 1_000, 8))).toEqual({ typed: [], scanned: [code] });
    },
  );

  test('goes through the Shift that a scanner presses for capitals', () => {
    const keys = [...'NY1PM1'].flatMap((key, index) => [
      ['Shift', 10 * index] as const,
      [key, 10 * index + 2] as const,
    ]);
    expect(hear([...keys, ['Enter', 60]])).toEqual({ typed: [], scanned: ['NY1PM1'] });
  });

  test('says how long its longest pause was', () => {
    let burst = noBurst;
    for (const [key, atMs] of [...burstOf('NY1P', 0, 8).slice(0, -1), ['M', 54] as const, ['1', 60] as const])
      burst = burstKey(burst, key, atMs, defaultScanner).burst;
    expect(burstKey(burst, 'Enter', 70, defaultScanner).scanned).toEqual({ typed: 'NY1PM1', slowestMs: 30 });
  });

  test('that pauses longer than is set is typing, until it is set so', () => {
    const keys = burstOf('NY1PM1400G9', 0, 80);
    expect(hear(keys).scanned).toEqual([]);
    expect(hear(keys, { ...defaultScanner, gapMs: 100 }).scanned).toEqual(['NY1PM1400G9']);
  });

  test.each(['7013', 'B7012'])('of a short code, %s, is one where no person could type it', (code) => {
    expect(hear(burstOf(code, 0, 8))).toEqual({ typed: [], scanned: [code] });
  });

  test('of a short code that the till knows is one, however slow the scanner', () => {
    const keys = burstOf('7013', 0, 30);
    let burst = noBurst;
    for (const [key, atMs] of keys.slice(0, -1)) burst = burstKey(burst, key, atMs, defaultScanner).burst;
    const isKnown = ({ typed }: { readonly typed: string }) => typed === '7013';
    expect(burstKey(burst, 'Enter', 120, defaultScanner, isKnown).scanned).toMatchObject({ typed: '7013' });
    expect(burstKey(burst, 'Enter', 120, defaultScanner).scanned).toBeNull();
  });

  test('may end with Tab where the scanner does', () => {
    expect(hear(burstOf('NY1PM1400G9', 0, 5, 'Tab')).scanned).toEqual(['NY1PM1400G9']);
  });

  test('follows another at once: both are whole', () => {
    const keys = [...burstOf('NY1PM1400G9', 0, 4), ...burstOf('SG-001-013', 52, 4)];
    expect(hear(keys)).toEqual({ typed: [], scanned: ['NY1PM1400G9', 'SG-001-013'] });
  });

  test('may stutter once it is one for sure, and take its time for the Enter', () => {
    const keys = [
      ...burstOf('NY1PM1', 0, 8).slice(0, -1),
      ['4', 160] as const,
      ['7', 290] as const,
      ['Enter', 430] as const,
    ];
    expect(hear(keys)).toEqual({ typed: [], scanned: ['NY1PM147'] });
  });

  test.each([
    ['nothing follows', []],
    ['a key is pressed after a while', [['Escape', 900]]],
    ['a key is pressed at once', [['Escape', 60]]],
  ] as const)('that breaks off counts for nothing: %s', (_when, after) => {
    const keys = burstOf('112233', 0, 8).slice(0, -1);
    const typed = after.map(([key]) => key);
    expect(hear([...keys, ...after])).toEqual({ typed, scanned: [], broken: 1 });
  });

  test('that broke off is taken back again where more of its keys are delivered late', () => {
    let burst = noBurst;
    for (const [key, atMs] of burstOf('112233', 0, 8).slice(0, -1))
      burst = burstKey(burst, key, atMs, defaultScanner).burst;
    const pause = burstPause(burst, defaultScanner);
    expect(pause.brokeOff).toBe(true);
    expect(burstPause(pause.burst, defaultScanner).brokeOff).toBe(false);
    const late = burstKey(pause.burst, '4', 48, defaultScanner);
    expect(burstPause(late.burst, defaultScanner)).toMatchObject({ brokeOff: true, released: [] });
  });

  test('right after a typed digit takes only its own characters', () => {
    const { typed, scanned } = hear([['1', 0], ...burstOf('2Y1PM1400G9', 200, 8)]);
    expect({ typed, scanned }).toEqual({ typed: ['1'], scanned: ['2Y1PM1400G9'] });
  });

  test('whose keys are delivered late still ends as a scan: its Enter never pays', () => {
    const first = burstKey(noBurst, '1', 0, defaultScanner);
    // The timer fired because the page was busy; the next keys were pressed in time.
    let { burst, released } = burstPause(first.burst, defaultScanner);
    expect(released).toEqual(['1']);
    for (const [key, atMs] of burstOf('NY1PM', 8, 8, '4')) {
      const step = burstKey(burst, key, atMs, defaultScanner);
      expect(step).toMatchObject({ held: true, released: [] });
      burst = step.burst;
    }
    expect(burstKey(burst, 'Enter', 60, defaultScanner)).toMatchObject({
      held: true,
      scanned: { typed: '1NY1PM4' },
    });
  });
});

describe('typing', () => {
  test('one ticket for exact cash, however quickly: three keys in order', () => {
    const keys = [['1', 0] as const, ['Enter', 4] as const, ['Enter', 8] as const];
    expect(hear(keys)).toEqual({ typed: ['1', 'Enter', 'Enter'], scanned: [] });
  });

  test('is never longer held than the gap', () => {
    expect(
      hear([
        ['1', 0],
        ['2', 36],
      ]),
    ).toEqual({ typed: ['1', '2'], scanned: [] });
    expect(defaultScanner.gapMs).toBeLessThanOrEqual(40);
    expect(defaultScanner.holdMs).toBeLessThanOrEqual(defaultScanner.gapMs);
  });

  test('a burst shorter than a code is typing', () => {
    expect(hear(burstOf('12345', 0, 20))).toEqual({ typed: [...'12345', 'Enter'], scanned: [] });
    expect(hear(burstOf('123', 0, 2))).toEqual({ typed: [...'123', 'Enter'], scanned: [] });
  });

  test('a code typed by hand and Enter after a moment is no scan', () => {
    const keys = [...'NY1PM1400G9'].map((key, index) => [key, index * 120] as const);
    expect(hear([...keys, ['Enter', 2_000]]).scanned).toEqual([]);
  });

  test('other keys come after what was held before them', () => {
    expect(
      hear([
        ['3', 0],
        ['F2', 5],
      ]).typed,
    ).toEqual(['3', 'F2']);
  });
});
