/** What can go wrong. Apart from what it does, so that a command is read before anything of the product is loaded. */
export const disasterNames = [
  'a till is cut off',
  'a store is cut off',
  'bad weather',
  'a register crashes',
  'a second window is opened',
  'a power cut',
  'a register that crashes again and again',
  'a node crashes',
  'all nodes are away',
  'nodes that crash again and again',
  'the database fails now and then',
  'a node is slow',
  'a wall clock jumps',
  'a server clock is off',
  'a disk refuses',
  'a backup of a till is taken',
  'a till is restored',
  'an IndexedDB is emptied',
  'a disk is cloned',
  'a backup of the database is taken',
  'the database is restored',
  'a machine sleeps',
] as const;

export type DisasterName = (typeof disasterNames)[number];
