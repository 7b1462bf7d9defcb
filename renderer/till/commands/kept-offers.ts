import type { Offer } from '../api.ts';
import { type Desk, openShiftOf } from './desk.ts';
import { type Offers, offersOf } from './offers.ts';

interface Made extends Offers {
  readonly at: string;
  readonly from: readonly unknown[];
}

const none: readonly Offer[] = [];

/** The offers of the moment: the same array until something that they depend on changes, which time does too. */
export class KeptOffers {
  readonly #report: (error: unknown) => void;
  #made: Made | null = null;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** `desk`: null where nothing may be sold by it. */
  at(desk: Desk | null): readonly Offer[] {
    if (!desk) return none;
    const { now } = desk.reading();
    const from = whatOffersComeFrom(desk);
    if (!this.#made || isOver(this.#made, now) || !hasSameItems(this.#made.from, from)) {
      this.#made = { ...offersOf(desk, now, this.#report), at: now, from };
    }
    return this.#made.offers;
  }
}

/** A clock that was put right may also go back. */
const isOver = ({ at, until }: Made, now: string): boolean => now < at || (until !== null && now >= until);

/** Lists of the view are the same arrays until one of their documents changes. */
function whatOffersComeFrom(desk: Desk): readonly unknown[] {
  const { view, papers } = desk;
  const lotteries = view.all('lotteries');
  return [
    papers,
    lotteries,
    view.all('inventory'),
    view.all('stores'),
    openShiftOf(desk)?._id,
    desk.isRevoked(),
    // When a till was last seen changes all day, and is no part of it.
    ...view.all('pos_devices').flatMap(({ name, epoch, status }) => [name, epoch, status]),
    ...lotteries.flatMap(({ _id }) => Object.values(desk.offlineUse(_id))),
  ];
}

const hasSameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
