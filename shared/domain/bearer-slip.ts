/**
 * Whether the till prints the paper that a prize is paid on. A scratch ticket is that paper itself: a slip beside it
 * would be a second one.
 */
export const hasSlip = ({ draw_date }: { readonly draw_date: string | null }): boolean => draw_date !== null;
