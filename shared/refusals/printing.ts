/** What keeps paper from coming out. */
export interface PrintingRefusals {
  'print.cancelled': null;
  'print.failed': { readonly reason: string };
  'print.not_begun': null;
  'printer.cover_open': null;
  'printer.not_chosen': null;
  'printer.offline': null;
  'printer.paper_out': null;
  'printer.unknown': null;
}
