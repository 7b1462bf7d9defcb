import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { SlipDocument, SlipLine } from '../slips/slip-document.ts';

/** 80 mm paper: 48 columns, or 42 where the printer is set so. */
export type Columns = 42 | 48;
export const codePages = ['cp858', 'windows1252'] as const;
export type CodePage = (typeof codePages)[number];

export interface PaperLayout {
  readonly columns: Columns;
  readonly codePage: CodePage;
}

/** A slip as ESC/POS, cut at its end. */
export function escPosOf(document: SlipDocument, layout: PaperLayout): Uint8Array {
  const encoder = begin(layout);
  for (const line of document.lines) encodeLine(encoder, line, layout.columns);
  return encoder.cut('partial').encode();
}

/** DLE DC4 1: opens the drawer that hangs on the printer, by a pulse of 100 ms, also where there is no paper. */
export const drawerKick: Uint8Array = Uint8Array.of(0x10, 0x14, 1, 0, 1);

const begin = ({ columns, codePage }: PaperLayout): ReceiptPrinterEncoder =>
  new ReceiptPrinterEncoder({ language: 'esc-pos', columns, codepageMapping: 'epson', feedBeforeCut: 4 })
    .initialize()
    .codepage(codePage);

function encodeLine(encoder: ReceiptPrinterEncoder, line: SlipLine, columns: number): void {
  switch (line.is) {
    case 'title':
      // Read from a hand's distance: twice as wide, too, where the line holds it.
      encoder
        .bold(true)
        .height(2)
        .width(line.text.length * 2 <= columns ? 2 : 1);
      encoder.line(plain(line.text)).width(1).height(1).bold(false);
      if (line.beside !== '') encoder.line(plain(line.beside));
      return;
    case 'text':
      if (line.small) encoder.newline();
      for (const row of wrap(plain(line.text), columns)) encoder.line(row);
      return;
    case 'mark':
      encoder.align('center').bold(true).invert(true);
      for (const row of wrap(plain(line.text), columns - 2)) encoder.line(` ${row} `);
      encoder.invert(false).bold(false).align('left');
      return;
    case 'board':
      encoder
        .text(`${plain(line.name)} `)
        .bold(true)
        .height(2);
      encoder.line(spread(plain(line.numbers), plain(line.note), columns - line.name.length - 1));
      encoder.height(1).bold(false);
      return;
    case 'pair':
      encoder.line(spread(plain(line.name), plain(line.value), columns));
      return;
    case 'total':
      encoder.line('-'.repeat(columns)).bold(true).height(2);
      encoder
        .line(spread(plain(line.name), plain(line.value), columns))
        .height(1)
        .bold(false);
      return;
    case 'ticket_code': {
      const { code } = line;
      encoder.newline().align('center').qrcode(code.ticketNumber, { size: 6, errorlevel: 'm' });
      // Two dots a module: the longest number fits into the width with its quiet zone.
      encoder.barcode(code.ticketNumber, 'code128', { height: 64, width: 1, text: false }).align('left');
      encoder.line(spread(plain(code.numberName), plain(code.numberText), columns));
      encoder.line(spread(plain(code.securityName), plain(code.securityText), columns));
      return;
    }
    default:
      line satisfies never;
  }
}

/** Left and right on one line; on two where both do not fit. */
function spread(left: string, right: string, columns: number): string {
  const gap = columns - left.length - right.length;
  return gap >= 1 ? left + ' '.repeat(gap) + right : `${left}\n${right.padStart(columns)}`;
}

/** At spaces; a word longer than a line is broken. */
function wrap(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > columns) {
      rows.push(row);
      row = '';
    }
    row = row === '' ? word : `${row} ${word}`;
    while (row.length > columns) {
      rows.push(row.slice(0, columns));
      row = row.slice(columns);
    }
  }
  return [...rows, row];
}

/** What typesetters' characters are on a printer that has none of them. */
const plainer: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2011': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2026': '...',
};
/**
 * Control characters, and the signs that code page 858 has in their places: the arrow ← leaves as the byte of ESC.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must never reach a printer
const control = /[\x00-\x1f\x7f-\x9f☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂]/gu;

/** Text that is nothing but text: what is a command in a name would open the drawer or cut. */
const plain = (text: string): string =>
  text
    .replace(control, ' ')
    .replace(
      /[\u00a0\u202f\u2011\u2013\u2014\u2212\u2018\u2019\u201c\u201d\u2026]/g,
      (character) => plainer[character] ?? ' ',
    );
