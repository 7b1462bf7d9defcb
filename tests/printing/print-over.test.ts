import { describe, expect, test } from 'vitest';
import { drawerKick, escPosOf } from '../../renderer/register/printing/esc-pos.ts';
import { printOver } from '../../shared/printing/print-over.ts';
import type { PrinterLink } from '../../shared/printing/printer.ts';
import { EmulatedPrinter } from './emulator/emulated-printer.ts';
import { spanishSlip } from './slips.ts';

const slip = escPosOf(spanishSlip, { columns: 48, codePage: 'cp858' });
const patience = {
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  answerMs: 50,
  printMs: 300,
};
const never = () => new Promise<never>(() => undefined);

/** A cable to an emulated printer; `waiting`: what it said before anyone asked. */
function cable(waiting: readonly number[] = []) {
  const said = [...waiting];
  let isClosed = false;
  let wake = () => {};
  const printer = new EmulatedPrinter((byte) => {
    said.push(byte);
    wake();
  });
  const link: PrinterLink = {
    write: async (bytes) => printer.receive(bytes),
    async read() {
      while (said.length === 0 && !isClosed) await new Promise<void>((resolve) => (wake = resolve));
      return isClosed ? null : Uint8Array.from(said.splice(0));
    },
    async close() {
      isClosed = true;
      wake();
    },
  };
  return { link, printer, isClosed: () => isClosed };
}

describe('[TKT5] the conversation with a printer', () => {
  test('an answer that was left over confirms nothing', async () => {
    const { link, printer } = cable([0x00]);
    printer.linesLeft = 3;
    expect(await printOver(link, slip, patience)).toMatchObject({ refusal: { code: 'printer.paper_out' } });
    expect(printer.slips).toEqual([]);
  });

  test.each([
    ['nothing', 0],
    ['questions only', 10],
  ])('a printer that takes %s is offline, and its link is closed', async (_takes, most) => {
    const { link, isClosed } = cable();
    const write = (bytes: Uint8Array) => (bytes.length > most ? never() : link.write(bytes));
    expect(await printOver({ ...link, write }, slip, patience)).toMatchObject({
      refusal: { code: 'printer.offline' },
    });
    expect(isClosed()).toBe(true);
  });

  test('a link that does not close either holds up nothing', async () => {
    const { link } = cable();
    expect(await printOver({ ...link, close: never }, slip, patience)).toMatchObject({ ok: true });
  });
});

test('the drawer opens without paper, and what keeps the printer from printing is said all the same', async () => {
  const { link, printer } = cable();
  printer.linesLeft = 0;
  expect(await printOver(link, drawerKick, patience)).toMatchObject({
    refusal: { code: 'printer.paper_out' },
  });
  expect(printer.kicks).toBe(1);
  printer.putPaper();
  expect([printer.kicks, printer.slips.length, printer.torn.length]).toEqual([1, 0, 0]);
});
