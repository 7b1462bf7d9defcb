import { createStore, type StoreApi } from 'zustand';
import type { Host } from '../../../shared/host.ts';
import { inTurn } from '../../../shared/in-turn.ts';
import type { PrinterReading, PrinterWay } from '../../../shared/printing/printer.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import {
  type PrinterSettings,
  type ReceiptPrinter,
  readPrinterSettings,
  writePrinterSettings,
} from './printer-settings.ts';

interface PrinterState {
  readonly settings: PrinterSettings;
  /** What keeps it from printing, as it said last. */
  readonly problem: Refusal | null;
  readonly paperLow: boolean;
  /** What the page that is being printed shows, until whoever prints it is done with it. */
  readonly page: readonly SlipDocument[] | null;
}

interface Asked {
  readonly isWanted: (slip: SlipDocument) => boolean;
  readonly onPrinted: (slip: SlipDocument) => void;
}

/** Prints slips and opens the drawer where the settings of this device say. One thing after another. */
export class SlipPrinter {
  readonly state: StoreApi<PrinterState>;
  readonly #host: Pick<Host, 'print' | 'printers'>;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #inTurn = inTurn();

  constructor(host: Pick<Host, 'print' | 'printers'>, storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#host = host;
    this.#storage = storage;
    this.state = createStore(() => ({
      settings: readPrinterSettings(storage),
      problem: null,
      paperLow: false,
      page: null,
    }));
  }

  get settings(): PrinterSettings {
    return this.state.getState().settings;
  }

  /** How this host reaches receipt printers. */
  get ways(): readonly PrinterWay[] {
    return this.#host.printers?.ways ?? [];
  }

  choose(settings: PrinterSettings): void {
    writePrinterSettings(this.#storage, settings);
    this.state.setState({ settings, problem: null, paperLow: false });
  }

  /** Lets a person choose the device; false where none was chosen. For `usb` and `serial`, within a key press or a touch. */
  chooseDevice(way: PrinterWay): Promise<boolean> {
    return this.#host.printers?.chooseDevice(way) ?? Promise.resolve(false);
  }

  /**
   * Calls back for each slip that the printer has said to be on paper. Of a page nobody says what came out of it. Each
   * slip's turn may be long after it was asked for: `isWanted` then says whether it still is.
   */
  print(slips: readonly SlipDocument[], { isWanted, onPrinted }: Asked): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { settings } = this;
      if (settings.kind !== 'receipt_printer') {
        const wanted = slips.filter(isWanted);
        return wanted.length === 0 ? ok(undefined) : this.#printPage(wanted);
      }
      const { escPosOf } = await import('./esc-pos.ts');
      for (const slip of slips) {
        if (!isWanted(slip)) continue;
        const printed = await this.#send(settings, escPosOf(slip, settings));
        if (!printed.ok) return printed;
        onPrinted(slip);
      }
      return ok(undefined);
    });
  }

  /** Never before what opens it is written down (JRN2). Nothing where no printer has one. */
  openDrawer(): void {
    void this.#inTurn(async () => {
      const { settings } = this;
      if (settings.kind !== 'receipt_printer') return;
      const { drawerKick } = await import('./esc-pos.ts');
      await this.#send(settings, drawerKick);
    });
  }

  /** Asks the printer how it is. */
  check(): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { settings } = this;
      if (settings.kind !== 'receipt_printer') return ok(undefined);
      const reading = await this.#send(settings, new Uint8Array());
      return reading.ok ? ok(undefined) : reading;
    });
  }

  async #printPage(slips: readonly SlipDocument[]): Promise<Result<void>> {
    this.state.setState({ page: slips });
    try {
      const printed = await this.#host.print();
      return printed.ok ? ok(undefined) : printed;
    } finally {
      this.state.setState({ page: null });
    }
  }

  async #send({ target }: ReceiptPrinter, bytes: Uint8Array): Promise<Result<PrinterReading>> {
    const { printers } = this.#host;
    const result = printers?.ways.includes(target.way) ? await printers.send(target, bytes) : notChosen;
    this.state.setState(
      result.ok
        ? { problem: null, paperLow: result.value.paperLow }
        : { problem: result.refusal, paperLow: false },
    );
    return result;
  }
}

const notChosen = refuse('printer.not_chosen');
