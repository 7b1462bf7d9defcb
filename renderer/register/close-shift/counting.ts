import type { DrawerCount } from '../../till/api.ts';
import type { EnteredCount, Way } from '../register-state.ts';

/** A count of the drawer under way, and what is done with it. */
export interface Counting extends EnteredCount {
  readonly setWay: (way: Way) => void;
  readonly setSum: (sum: string) => void;
  readonly setPieces: (pieces: ReadonlyMap<number, string>) => void;
  /** The denomination that is being counted, the one after it, and how to go to one. */
  readonly at: number;
  readonly next: number | null;
  readonly setAt: (denomination: number) => void;
  /** What was counted, or why that is no count. */
  readonly read: () => DrawerCount | { readonly refusal: string };
}
