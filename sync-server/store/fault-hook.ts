import type { CollectionName } from '../../shared/schema/collections.ts';

/** Where a test lets a process die: between the commit of a block and the writing of its documents, and amidst that. */
export type StoreStep =
  | { readonly at: 'block-inserted' }
  | { readonly at: 'writing' | 'written'; readonly collection: CollectionName };

export interface StoreOptions {
  readonly onStep?: (step: StoreStep) => void | Promise<void>;
}
