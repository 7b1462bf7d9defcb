import { describe, expect, onTestFinished, test } from 'vitest';
import { printByNetwork } from '../../electron/devices/network-printer.ts';
import { escPosOf } from '../../renderer/register/printing/esc-pos.ts';
import { textOf } from './emulator/emulated-printer.ts';
import { NetworkPrinter } from './emulator/network-printer.ts';
import { spanishSlip } from './slips.ts';

const slip = escPosOf(spanishSlip, { columns: 48, codePage: 'cp858' });
const patience = {
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  answerMs: 200,
  printMs: 1_000,
};

async function start() {
  const network = await NetworkPrinter.start();
  onTestFinished(() => network.stop());
  const print = (bytes = slip) => printByNetwork(network.address, bytes, patience);
  return { network, printer: network.printer, print };
}

describe('[TKT5] a printer in the network', () => {
  test('says that a slip is on paper, and when the roll comes to its end', async () => {
    const { printer, print } = await start();
    expect(await print()).toEqual({ ok: true, value: { paperLow: false } });
    expect(printer.slips).toHaveLength(1);
    printer.linesLeft = 60;
    expect(await print()).toEqual({ ok: true, value: { paperLow: true } });
  });

  test('without paper nothing is begun', async () => {
    const { printer, print } = await start();
    printer.linesLeft = 0;
    expect(await print()).toMatchObject({ refusal: { code: 'printer.paper_out' } });
    printer.putPaper();
    expect(printer.slips).toEqual([]);
  });

  test('a roll that ends within a slip leaves it in doubt; with the new roll only what is asked for again comes out', async () => {
    const { printer, print } = await start();
    printer.linesLeft = 5;
    expect(await print()).toMatchObject({ refusal: { code: 'printer.paper_out' } });
    printer.putPaper();
    expect(printer.torn.map(textOf)).toEqual([expect.arrayContaining(['Lotería Ñandú'])]);
    expect(printer.slips).toEqual([]);
    expect(await print()).toMatchObject({ ok: true });
    expect(printer.slips).toHaveLength(1);
  });

  test('an open cover is said, before and after', async () => {
    const { printer, print } = await start();
    printer.openCover();
    expect(await print()).toMatchObject({ refusal: { code: 'printer.cover_open' } });
    printer.closeCover();
    expect(await print()).toMatchObject({ ok: true });
    expect(printer.slips).toHaveLength(1);
  });

  test('one that hangs, cuts the connection or is not there is offline', async () => {
    const { network, printer, print } = await start();
    printer.hangs = true;
    expect(await print()).toMatchObject({ refusal: { code: 'printer.offline' } });
    printer.hangs = false;
    network.cutAfterBytes = 100;
    expect(await print()).toMatchObject({ refusal: { code: 'printer.offline' } });
    const { address } = network;
    network.cutAfterBytes = Number.POSITIVE_INFINITY;
    expect(await print()).toMatchObject({ ok: true });
    const gone = await NetworkPrinter.start();
    const free = gone.address;
    await gone.stop();
    expect(free).not.toEqual(address);
    expect(await printByNetwork(free, slip, patience)).toMatchObject({
      refusal: { code: 'printer.offline' },
    });
  });

  test('asked without bytes it only says how it is', async () => {
    const { printer, print } = await start();
    expect(await print(new Uint8Array())).toEqual({ ok: true, value: { paperLow: false } });
    printer.openCover();
    expect(await print(new Uint8Array())).toMatchObject({ refusal: { code: 'printer.cover_open' } });
    expect(printer.slips).toEqual([]);
  });
});
