/** What the customer's screen shows, in words of the chain's language: the display itself knows no texts. */
export type CustomerView =
  | { readonly kind: 'welcome'; readonly title: string }
  | {
      readonly kind: 'basket';
      readonly lines: readonly CustomerLine[];
      readonly total: CustomerLine;
    }
  | {
      readonly kind: 'paid';
      readonly lines: readonly CustomerLine[];
      /** The change, or the total where nothing is given back: the largest on the screen. */
      readonly total: CustomerLine;
      readonly thanks: string;
    };

export interface CustomerLine {
  readonly text: string;
  readonly amount: string;
}

/** Between the register's page and the customer's, which are of one origin. */
export const customerChannel = 'tillside-customer';
export type CustomerMessage =
  | { readonly ask: true }
  | { readonly view: CustomerView; readonly language: string };
