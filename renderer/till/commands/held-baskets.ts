import { type Static, Type } from 'typebox';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import { Instant, Text } from '../../../shared/schema/scalars.ts';
import { Board } from '../../../shared/schema/tickets.ts';

export const maxHeld = 9;
const maxRows = 500;

/** A basket put aside: what was chosen, not what it costs, which is asked again when it comes back. */
export const HeldBasket = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: maxHeld }),
  name: Text(40),
  /** Who put it aside. */
  by: Text(120),
  at: Instant,
  rows: Type.Array(
    Type.Object({
      lotteryId: Text(24, 24),
      tickets: Type.Array(Type.Array(Board), { maxItems: maxRows }),
      draws: Type.Array(Instant),
      quantity: Type.Integer({ minimum: 1 }),
      printed: Type.Optional(
        Type.Union([
          Type.Null(),
          Type.Object({ batchId: Text(24, 24), serial: Type.Integer({ minimum: 0 }) }),
        ]),
      ),
    }),
    { minItems: 1, maxItems: maxRows },
  ),
});
export type HeldBasket = Static<typeof HeldBasket>;

/** Where the list is kept: on this device's disk, or, in training, nowhere. */
export interface HeldStore {
  read(): readonly HeldBasket[];
  write(baskets: readonly HeldBasket[]): Promise<Result<void>>;
}

export const heldInMemory = (onChange: () => void): HeldStore => {
  let baskets: readonly HeldBasket[] = [];
  return {
    read: () => baskets,
    write: async (next) => {
      baskets = next;
      onChange();
      return ok(undefined);
    },
  };
};

/** Under the lowest free number, which people can keep in mind. */
export async function holdBasket(
  store: HeldStore,
  basket: Pick<HeldBasket, 'name' | 'by' | 'at' | 'rows'>,
): Promise<Result<HeldBasket>> {
  const held = store.read();
  if (basket.rows.length === 0) return refuse('basket.empty');
  if (held.length >= maxHeld) {
    return refuse('held.too_many', { max: maxHeld });
  }
  const numbers = new Set(held.map(({ number }) => number));
  let number = 1;
  while (numbers.has(number)) number += 1;
  const { by, at, rows } = basket;
  const kept = { number, name: basket.name.trim().slice(0, 40).toWellFormed(), by, at, rows };
  const written = await store.write([...held, kept].sort((a, b) => a.number - b.number));
  return written.ok ? ok(kept) : written;
}

export async function takeHeldBasket(store: HeldStore, number: number): Promise<Result<HeldBasket>> {
  const held = store.read();
  const found = held.find((basket) => basket.number === number);
  if (!found) return refuse('held.unknown');
  const written = await store.write(held.filter((basket) => basket !== found));
  return written.ok ? ok(found) : written;
}
