import type { Dialog, WebContents } from 'electron';
import { sentenceFrom } from '../shared/refusals/sentence-from.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { windowSentences } from './sentences.ts';

export interface Printing {
  print(page: Pick<WebContents, 'print'>): Promise<Result<null>>;
}

const closedByPerson = 'Print job canceled';

/** Prints what the page's print style sheet shows: at once on the printer of the settings, else by the system's dialog. */
export function createPrinting(printer: string | null, dialog: Pick<Dialog, 'showMessageBox'>): Printing {
  const options =
    printer === null ? {} : { silent: true, deviceName: printer, usePrinterDefaultPageSize: true };
  return {
    async print(page) {
      const failure = await new Promise<string | null>((resolve) => {
        page.print(options, (success, reason) => resolve(success ? null : reason));
      });
      if (failure === null) return ok(null);
      if (failure === closedByPerson) return refuse('print.cancelled');
      const failed = refuse('print.failed', { reason: failure });
      const message = sentenceFrom(windowSentences, failed.refusal);
      await dialog.showMessageBox({ type: 'warning', title: 'Tillside', message });
      return failed;
    },
  };
}
