import type { Register } from '../../renderer/register/till-context.ts';
import type { Offer } from '../../renderer/till/api.ts';

/** The same register at a till that offers something else. */
export function registerWithOffers(
  register: Register,
  change: (offers: readonly Offer[]) => readonly Offer[],
): Register {
  const { till } = register;
  const state = () => ({ ...till.state(), offers: change(till.state().offers) });
  return { ...register, till: { ...till, state } };
}
