import type { Ask } from './simulate-process.ts';

/** Runs in which a rule was broken once. */
export const failedSeeds: readonly (Omit<Ask, 'seeds'> & { readonly why: string })[] = [];
