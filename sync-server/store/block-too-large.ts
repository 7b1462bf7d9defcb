/** The database has no room for a block of this size. Nothing of it was written; a smaller one is to be made. */
export class BlockTooLarge extends Error {}
