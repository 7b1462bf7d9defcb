import { ok, type Result, refuse } from '../../shared/result.ts';

/** A browser that prints lays the page out at once, or where it is busy a moment later. */
const beginsWithinMs = 5_000;

/**
 * Resolves when the browser is done with the page, which is not always when `print` returns. Whether anything came out,
 * or the person closed the dialog, it tells nobody.
 */
export const printPage = (page: Window): Promise<Result<void>> =>
  new Promise((resolve) => {
    const silent = setTimeout(() => resolve(notBegun), beginsWithinMs);
    page.addEventListener('beforeprint', () => clearTimeout(silent), { once: true });
    page.addEventListener('afterprint', () => resolve(ok(undefined)), { once: true });
    page.print();
  });

const notBegun = refuse(
  'print.not_begun',
  'The browser did not print. Allow it to, or choose another printer.',
);
