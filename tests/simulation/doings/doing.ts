import type { Offer, Till, TillView } from '../../../renderer/till/api.ts';
import type { Result } from '../../../shared/result.ts';
import type { Chance } from '../world/chance.ts';

/** A cashier in front of a till that is ready, signed in. */
export interface AtTill {
  readonly till: Till;
  readonly view: TillView;
  readonly chance: Chance;
  /** Tickets that this machine has sold and not cancelled, with the codes on their papers. */
  readonly papers: { readonly ticketNumber: string; readonly securityCode: string }[];
  offer(code: string): Offer | null;
}

/** Something that a cashier does; `doings.ts` says which entries it makes. */
export interface Doing {
  readonly name: string;
  readonly weight: number;
  /** Null: there is nothing to do now. A value that is ok has written an entry. */
  run(at: AtTill): Promise<Result<unknown> | null>;
}
