import type { Figure } from '../figure.ts';
import { goalInWords, highest, inWords, isMet, lowest, type Measured } from './measured.ts';

const width = 860;
const rowHeight = 30;
const top = 34;
const left = 230;
const right = 200;

interface Row {
  readonly name: string;
  readonly label: string;
  readonly met: boolean;
  /** How many times better than its goal: 1 is the goal itself. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** The figures that have a goal, each as so many times better or worse than it; readable on light and on dark pages. */
export function plotOf(measured: Measured): string {
  const rows = Object.entries(measured).flatMap(([group, figures]) =>
    Object.entries(figures).flatMap(([name, figure]) => rowOf(`${group}.${name}`, figure)),
  );
  const least = Math.min(1 / 2, ...rows.map((row) => row.from));
  const most = Math.max(2, ...rows.map((row) => row.to));
  const [low, high] = [Math.floor(Math.log2(least)), Math.ceil(Math.log2(most))];
  const x = (times: number) =>
    Math.round(left + ((Math.log2(times) - low) / (high - low)) * (width - left - right));
  const bottom = top + rows.length * rowHeight;
  const height = bottom + 40;
  const ticks = Array.from({ length: high - low + 1 }, (_, n) => 2 ** (low + n));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>Measured figures beside their goals</title>
<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .quiet { fill: #57606a; }
  .grid { stroke: #d0d7de; }
  .goal { stroke: #57606a; stroke-width: 2; }
  .met { fill: #0b6e6e; stroke: #0b6e6e; }
  .missed { fill: #bc4c00; stroke: #bc4c00; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #3d444d; }
    .goal { stroke: #9198a1; }
    .met { fill: #4cc2b4; stroke: #4cc2b4; }
    .missed { fill: #f0883e; stroke: #f0883e; }
  }
</style>
${ticks
  .map(
    (
      times,
    ) => `<line class="${times === 1 ? 'goal' : 'grid'}" x1="${x(times)}" x2="${x(times)}" y1="${top - 8}" y2="${bottom}" />
<text class="quiet" x="${x(times)}" y="${bottom + 18}" text-anchor="middle">${times === 1 ? 'goal' : tick(times)}</text>`,
  )
  .join('\n')}
<text class="quiet" x="${x(1) - 8}" y="16" text-anchor="end">← missed</text>
<text class="quiet" x="${x(1) + 8}" y="16">better than the goal →</text>
${rows.map((row, n) => drawn(row, top + n * rowHeight + rowHeight / 2, x)).join('\n')}
<text class="quiet" x="${left}" y="${height - 4}">Dot: median of the repetitions. Line: lowest to highest.</text>
</svg>
`;
}

function rowOf(name: string, figure: Figure): Row[] {
  const { goal, value, unit } = figure;
  if (!goal) return [];
  const times = 'atMost' in goal ? (of: number) => goal.atMost / of : (of: number) => of / goal.atLeast;
  const [a, b] = [times(lowest(figure)), times(highest(figure))];
  return [
    {
      name,
      label: `${inWords(value, unit)} (${goalInWords(figure)})`,
      met: isMet(figure) === true,
      value: times(value),
      from: Math.min(a, b),
      to: Math.max(a, b),
    },
  ];
}

function drawn({ name, label, met, value, from, to }: Row, y: number, x: (times: number) => number): string {
  const kind = met ? 'met' : 'missed';
  return `<text x="${left - 14}" y="${y + 4}" text-anchor="end">${name}</text>
<line class="${kind}" stroke-width="3" x1="${x(from)}" x2="${x(to)}" y1="${y}" y2="${y}" />
<circle class="${kind}" cx="${x(value)}" cy="${y}" r="6" />
<text x="${width - right + 16}" y="${y + 4}">${label}</text>`;
}

const tick = (times: number): string => (times < 1 ? `÷${1 / times}` : `×${times}`);
