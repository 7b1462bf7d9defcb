import { describe, expect, test } from 'vitest';
import { drawerKick, escPosOf } from '../../renderer/register/printing/esc-pos.ts';
import type { SlipLine } from '../../renderer/register/slips/slip-document.ts';
import { EmulatedPrinter, textOf } from './emulator/emulated-printer.ts';
import { spanishSlip } from './slips.ts';

const printOut = (bytes: Uint8Array) => {
  const printer = new EmulatedPrinter(() => undefined);
  printer.receive(bytes);
  return printer;
};

describe('a slip as ESC/POS', () => {
  test.each([
    [48, 'cp858'],
    [42, 'cp858'],
    [48, 'windows1252'],
  ] as const)('says on %i columns in %s what the document says, in its letters', (columns, codePage) => {
    const { slips } = printOut(escPosOf(spanishSlip, { columns, codePage }));
    expect(slips).toHaveLength(1);
    const lines = textOf(slips[0] ?? []);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.slice(0, 5)).toEqual([
      'Lotería Ñandú',
      'Tienda de la Esquina 12',
      'COPIA 1 · no es un segundo boleto',
      `A 04 11 19 23 38 44${'AZAR'.padStart(columns - 19)}`,
      'N.º 004711',
    ]);
    expect(lines).toContain(`Emitido${'22 nov 2026, 9:00 p. m.'.padStart(columns - 7)}`);
    expect(lines).toContain(`Total${'2,00 €'.padStart(columns - 5)}`);
    expect(lines).toContain('[qr N0RT1R00G0018T]');
    expect(lines).toContain('[bar_code N0RT1R00G0018T]');
    expect(lines.join(' ')).toContain('¿Preguntas? 1-800-555-0100');
  });

  test('the mark of a copy is white on black, the total large', () => {
    const [slip = []] = printOut(escPosOf(spanishSlip, { columns: 48, codePage: 'cp858' })).slips;
    const runs = slip.flatMap((printed) => (printed.is === 'line' ? printed.runs : []));
    expect(runs.find(({ text }) => text.includes('COPIA'))).toMatchObject({ invert: true, bold: true });
    expect(runs.find(({ text }) => text.startsWith('Total'))).toMatchObject({ height: 2, bold: true });
    expect(runs.find(({ text }) => text === 'Lotería Ñandú')).toMatchObject({ height: 2, width: 2 });
    expect(runs.find(({ text }) => text.startsWith('Emitido'))).toMatchObject({ height: 1, bold: false });
  });

  test('the longest number there can be fits onto the paper as a bar code', () => {
    const number = 'ABCDEF7ZZZZZZZZZZZFZZ';
    const lines = spanishSlip.lines.map((line) =>
      line.is === 'ticket_code' ? { ...line, code: { ...line.code, ticketNumber: number } } : line,
    );
    const [slip = []] = printOut(
      escPosOf({ ...spanishSlip, lines }, { columns: 48, codePage: 'cp858' }),
    ).slips;
    const bars = slip.find(({ is }) => is === 'bar_code');
    if (bars?.is !== 'bar_code') throw new Error('no bar code');
    expect((11 * number.length + 35) * bars.dots).toBeLessThanOrEqual(576);
  });

  test('a name and a value that do not fit into one line stand on two', () => {
    const pair = {
      is: 'pair',
      name: 'Un nombre más largo de lo normal',
      value: '1.234.567,00 € de más',
    } as const;
    const [slip = []] = printOut(
      escPosOf({ ...spanishSlip, lines: [pair] }, { columns: 42, codePage: 'cp858' }),
    ).slips;
    expect(textOf(slip)).toEqual([pair.name, pair.value]);
  });

  test.each(['cp858', 'windows1252'] as const)(
    'a name is text and never a command, whatever it is made of, in %s',
    (codePage) => {
      const names = ['Mega\x1bp0AA', 'Mega\x1dV1', 'Mega\x1dr1', 'Mega\x10\x14\x01\x00\x01', 'Mega←p0AA'];
      for (const name of names) {
        const answers: number[] = [];
        const printer = new EmulatedPrinter((byte) => answers.push(byte));
        const texts = { numberName: name, numberText: name, securityName: name, securityText: name };
        const code = { ticketNumber: 'N0RT1R00G0018T', securityCode: 'ABCD', ...texts };
        const lines: SlipLine[] = [
          { is: 'title', text: name, beside: name },
          { is: 'text', text: name, small: true },
          { is: 'mark', text: name },
          { is: 'board', name, numbers: name, note: name },
          { is: 'pair', name, value: name },
          { is: 'total', name, value: name },
          { is: 'ticket_code', code },
        ];
        printer.receive(escPosOf({ label: '', locale: 'en', lines }, { columns: 48, codePage }));
        expect([printer.kicks, printer.slips.length, answers]).toEqual([0, 1, []]);
      }
    },
  );

  test.each(['cp858', 'windows1252'] as const)(
    'no sign there is leaves for %s as a control byte',
    (codePage) => {
      const signs = Array.from({ length: 0x2800 }, (_, code) => String.fromCharCode(code)).join('');
      const bytesOf = (text: string) => {
        const lines: SlipLine[] = [{ is: 'text', text, small: true }];
        return escPosOf({ label: '', locale: 'en', lines }, { columns: 48, codePage });
      };
      const isControl = (byte: number) => byte < 0x20 || byte === 0x7f;
      // Lines end with a carriage return and a feed.
      const others = (all: Uint8Array) =>
        [...all].filter((byte) => isControl(byte) && byte !== 13 && byte !== 10);
      expect(others(bytesOf(signs))).toEqual(others(bytesOf('x')));
    },
  );

  test('the drawer is kicked once and no paper is moved', () => {
    const printer = printOut(drawerKick);
    expect([printer.kicks, printer.slips.length, printer.torn.length]).toEqual([1, 0, 0]);
  });
});
