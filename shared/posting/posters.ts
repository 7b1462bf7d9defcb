import type { EntryKind } from '../journal/kinds.ts';
import { devicePosters } from './device.ts';
import { drawPosters } from './draw.ts';
import type { Poster } from './poster.ts';
import { recordPosters } from './record.ts';
import { salePosters } from './sale.ts';
import { shiftPosters } from './shift.ts';
import { stockPosters } from './stock.ts';

/** How each kind is posted. A new kind goes into its family's file. */
const posters: { readonly [K in EntryKind]: Poster<K> } = {
  ...devicePosters,
  ...salePosters,
  ...stockPosters,
  ...shiftPosters,
  ...drawPosters,
  ...recordPosters,
};

/** The poster of a kind, typed for entries whose body was checked against that same kind. */
export const posterOf = (kind: EntryKind): Poster<EntryKind> => posters[kind] as unknown as Poster<EntryKind>;
