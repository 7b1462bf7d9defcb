import type { drawKinds } from '../journal/bodies/draw.ts';
import { storeDrawId, storeOf } from './keys.ts';
import type { Poster, Posters } from './poster.ts';

const drawClosed: Poster<'draw.closed'> = {
  keys: (entry) => [
    {
      collection: 'store_draws',
      id: storeDrawId(storeOf(entry), entry.body.lottery_id, entry.body.draw_date),
    },
  ],

  post({ entry, documents, postedAt, storeId: store_id }) {
    const id = storeDrawId(store_id, entry.body.lottery_id, entry.body.draw_date);
    const draw = documents.get('store_draws', id) ?? {
      _id: id,
      store_id,
      ...entry.body,
      tickets: 0,
      boards: 0,
      amount: 0,
      late_tickets: 0,
      late_amount: 0,
      closed_at: null,
    };
    documents.put('store_draws', {
      ...draw,
      status: 'closed',
      closed_at: draw.closed_at ?? postedAt,
    });
  },

  audit: (entry) => ({
    entity_type: 'store_draws',
    entity_id: storeDrawId(storeOf(entry), entry.body.lottery_id, entry.body.draw_date),
    description: `Closed the draw of ${entry.body.draw_date}.`,
  }),
};

export const drawPosters: Posters<typeof drawKinds> = { 'draw.closed': drawClosed };
