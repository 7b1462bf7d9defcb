import type { Figure } from '../figure.ts';
import type { Group } from '../figures.ts';

/** What a run has measured, by group and name. */
export type Measured = Partial<Record<Group, Record<string, Figure>>>;

/** As `--json` has it: the values only. */
export function plainNumbers(measured: Measured): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(measured).map(([group, figures]) => [
      group,
      Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])),
    ]),
  );
}

/** Null where the figure has no goal. */
export function isMet({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** A number of this unit as people read it: `1.32×`, `27 ms`, `1,240 entries/s`. */
export function inWords(value: number, unit: Figure['unit']): string {
  if (unit === 'ratio') return `${digits(value)}×`;
  return `${digits(value)} ${unit}`;
}

export const lowest = ({ samples }: Figure): number => Math.min(...samples);
export const highest = ({ samples }: Figure): number => Math.max(...samples);

export function goalInWords({ goal, unit }: Figure): string {
  if (!goal) return '';
  return 'atMost' in goal ? `≤ ${inWords(goal.atMost, unit)}` : `≥ ${inWords(goal.atLeast, unit)}`;
}

/** Three significant digits, and never an exponent. */
function digits(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
