import type { Scene } from './preview/scene.ts';

/** A till with an open shift, online, where all goes well. */
export const readyScene: Scene = {
  phase: 'ready',
  offline: false,
  signedIn: true,
  shiftOpen: true,
  warnings: false,
  games: 5,
  now: '2026-11-25T01:09:30.000Z',
  saleMs: 5,
  refuseSale: false,
};
