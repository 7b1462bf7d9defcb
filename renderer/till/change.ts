/** What of a till has changed, so that only what depends on it is put together anew. */
export type Change =
  /** How far the start is, or which epoch the till works in. */
  | 'phase'
  /** Who is signed in, and whether the till is locked. */
  | 'people'
  /** A page was pulled, or an own entry was posted. */
  | 'documents'
  /** The server was heard or fell silent; something was sent, or cannot be. */
  | 'connection'
  /** Which slips are in doubt. */
  | 'slips'
  | 'held'
  /** The room on the disk, and the journal's second copy. */
  | 'storage'
  | 'training'
  /** Nothing but time has passed, or may have: a cut-off, the end of a business day. */
  | 'time';
