import { toSVG } from 'bwip-js/node';
import type { Printed, Run } from './roll.ts';

/** Dots of 80 mm paper at 203 dpi, and of a character of font A. */
const paperWidth = 576;
const cell = { width: 12, height: 24 };
const margin = 24;

/** A slip as its printer puts it on paper, one pixel a dot, as SVG; the codes are drawn by another hand than the till's. */
export function pictureOf(slip: readonly Printed[]): { readonly svg: string; readonly height: number } {
  const parts: string[] = [];
  let y = margin;
  for (const printed of slip) {
    if (printed.is === 'line') {
      const height = cell.height * Math.max(1, ...printed.runs.map((run) => run.height));
      const width = printed.runs.reduce((sum, run) => sum + run.text.length * cell.width * run.width, 0);
      let x = left(printed.align, width);
      for (const run of printed.runs) {
        parts.push(letters(run, x, y + height));
        x += run.text.length * cell.width * run.width;
      }
      y += height + 6;
      continue;
    }
    const drawn =
      printed.is === 'qr'
        ? toSVG({ bcid: 'qrcode', text: printed.text, scale: 1 })
        : toSVG({ bcid: 'code128', text: printed.text, scale: 1, height: 10 });
    const [, , across = 0, down = 0] = (/viewBox="([^"]+)"/.exec(drawn)?.[1] ?? '').split(' ').map(Number);
    // The drawer's module is two pixels of its picture for a QR code, one for a bar.
    const modules = printed.is === 'qr' ? across / 2 : across;
    const width = modules * printed.dots;
    const height = printed.is === 'qr' ? (down * width) / across : printed.height;
    parts.push(
      drawn.replace(
        '<svg ',
        `<svg x="${left(printed.align, width)}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" `,
      ),
    );
    y += height + 6;
  }
  const height = Math.ceil(y + margin);
  const size = `width="${paperWidth + 2 * margin}" height="${height}"`;
  return {
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="#fff"/>${parts.join('')}</svg>`,
  };
}

function left(align: 'left' | 'center' | 'right', width: number): number {
  const free = paperWidth - width;
  return margin + (align === 'left' ? 0 : align === 'center' ? free / 2 : free);
}

function letters({ text, bold, invert, width, height }: Run, x: number, bottom: number): string {
  if (text === '') return '';
  const long = text.length * cell.width;
  const ground = invert
    ? `<rect x="${x}" y="${bottom - cell.height * height}" width="${long * width}" height="${cell.height * height}"/>`
    : '';
  const style = `font-family="monospace" font-size="20" xml:space="preserve" ${bold ? 'font-weight="700"' : ''}`;
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `${ground}<text transform="translate(${x} ${bottom - 6 * height}) scale(${width} ${height})" textLength="${long}" fill="${invert ? '#fff' : '#000'}" ${style}>${escaped}</text>`;
}
