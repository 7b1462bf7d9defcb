/**
 * What stands on a slip of paper, in the store's language, whatever prints it: the screen and the browser as HTML, a
 * receipt printer as ESC/POS. Texts are ready to read; amounts stand right.
 */
export interface SlipDocument {
  /** Names it for people who do not see it. */
  readonly label: string;
  /** Language of its texts, BCP 47. */
  readonly locale: string;
  /** Number of the ticket of which this is the bearer slip; none on copies, receipts, reports, and in training. */
  readonly original?: string;
  readonly lines: readonly SlipLine[];
}

export type SlipLine =
  | { readonly is: 'title'; readonly text: string; readonly beside: string }
  | { readonly is: 'text'; readonly text: string; readonly small: boolean }
  /** What must not be overlooked: COPY, CANCELLED. */
  | { readonly is: 'mark'; readonly text: string }
  | { readonly is: 'board'; readonly name: string; readonly numbers: string; readonly note: string }
  | { readonly is: 'pair'; readonly name: string; readonly value: string }
  | { readonly is: 'total'; readonly name: string; readonly value: string }
  | { readonly is: 'ticket_code'; readonly code: TicketCode };

/** The number as QR and bar code for scanners, and it and its security code to read. */
export interface TicketCode {
  readonly ticketNumber: string;
  readonly securityCode: string;
  readonly numberName: string;
  readonly numberText: string;
  readonly securityName: string;
  readonly securityText: string;
}

export const pairs = (rows: readonly (readonly [string, string])[]): readonly SlipLine[] =>
  rows.map(([name, value]) => ({ is: 'pair', name, value }));

/** Nothing where the text is empty. */
export const textLine = (text: string, small = false): readonly SlipLine[] =>
  text === '' ? [] : [{ is: 'text', text, small }];
