import { goalInWords, highest, inWords, isMet, lowest, type Measured } from './measured.ts';

/** A line for each figure: value, spread, goal, and whether it is met. */
export function figureLines(measured: Partial<Record<string, Measured[keyof Measured]>>): readonly string[] {
  const rows = Object.entries(measured).flatMap(([group, figures]) =>
    Object.entries(figures ?? {}).map(([name, figure]) => {
      const met = isMet(figure);
      return [
        `${group}.${name}`,
        inWords(figure.value, figure.unit),
        `${inWords(lowest(figure), figure.unit)} – ${inWords(highest(figure), figure.unit)}`,
        goalInWords(figure),
        met === null ? '' : met ? 'met' : 'MISSED',
      ];
    }),
  );
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
