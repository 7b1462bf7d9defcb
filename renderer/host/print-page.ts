import { ok, type Result, refuse } from '../../shared/result.ts';

/** A browser that prints lays the page out at once, or where it is busy a moment later. */
const beginsWithinMs = 5_000;
/** `print` returns when the person is done with the dialog; one that returns earlier leaves them this long. */
const endsWithinMs = 60_000;

/**
 * Resolves when the browser is done with the page, which is not always when `print` returns; one without a printer
 * lays the page out and never says more. Whether anything came out, or the person closed the dialog, none tells.
 */
export const printPage = (page: Pick<Window, 'print' | 'addEventListener'>): Promise<Result<void>> =>
  new Promise((resolve) => {
    let hasBegun = false;
    page.addEventListener('beforeprint', () => (hasBegun = true), { once: true });
    page.addEventListener('afterprint', () => resolve(ok(undefined)), { once: true });
    page.print();
    setTimeout(() => hasBegun || resolve(notPrinted), beginsWithinMs);
    setTimeout(() => resolve(notPrinted), endsWithinMs);
  });

const notPrinted = refuse('print.not_begun');
