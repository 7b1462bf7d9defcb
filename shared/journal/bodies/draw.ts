import type { Static } from 'typebox';
import { Id, Instant, type LotteryId, Strict } from '../../schema/scalars.ts';
import { declareKind } from '../declare.ts';

/** By the server, in a store's stream: what stands before this entry takes part in the draw (DRW2). */
export const DrawClosed = Strict({
  lottery_id: Id<LotteryId>(),
  draw_date: Instant,
  cutoff_at: Instant,
  close_at: Instant,
});
export type DrawClosed = Static<typeof DrawClosed>;

export const drawKinds = { 'draw.closed': declareKind(DrawClosed, { by: 'central' }) };
