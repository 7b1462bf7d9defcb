import type { Static, TObject } from 'typebox';

/** What an entry counts, as a list shows it beside its name: money in minor units, or tickets of a batch. */
export type EntryAmount = { readonly minor: number } | { readonly pieces: number };

/** Tickets of which nobody can say that their slips are on paper, or of which that need not be asked any more (TKT5). */
export interface SlipsInDoubt {
  readonly change: 'come' | 'leave';
  readonly ticketNumbers: readonly string[];
}

/** What was sold of a lottery: the offline policy bounds it (DRW4). */
export interface SoldLine {
  readonly lottery_id: string;
  readonly total: number;
}

/** All that a till asks of an entry of its own besides posting it. Null: such entries have none of it. */
export interface TillTraits<Body> {
  /** Whether a till that head office has locked or revoked still makes such entries (SEC1). */
  readonly whenStopped: 'made' | 'refused';
  readonly amount: ((body: Body) => EntryAmount) | null;
  readonly slips: ((body: Body) => SlipsInDoubt) | null;
  readonly sold: ((body: Body) => readonly SoldLine[]) | null;
  /** Whether `at` has passed for sure, so that a later start may take it for a lower bound of the time (DRW1). */
  readonly boundsClock: ((body: Body) => boolean) | null;
}

/** Who makes such entries: a till, the server and head office, or any of them. From others they are quarantined. */
export type KindTraits<Body> =
  | { readonly by: 'central' }
  | ({ readonly by: 'till' | 'any' } & TillTraits<Body>);

/** All that is true of a kind of entry besides how it is posted (`shared/posting`); the compiler asks for each trait. */
export const declareKind = <Schema extends TObject, const Traits extends KindTraits<Static<Schema>>>(
  body: Schema,
  traits: Traits,
): { readonly body: Schema } & Traits => ({ body, ...traits });
