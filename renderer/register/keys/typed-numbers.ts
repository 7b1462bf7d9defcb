/**
 * Numbers typed at the sell screen. A game's number sells at once; followed by `*` it was a count: `3*1` is three of
 * game 1. With ten or more games every number has two digits.
 */
export interface Typing {
  /** The first of two digits, or a count followed by `*`. */
  readonly pending: string;
  readonly times: number | null;
  /** The number typed last, which `*` makes a count. */
  readonly last: string | null;
}

export const nothingTyped: Typing = { pending: '', times: null, last: null };

export type TypedCommand =
  | { readonly do: 'add'; readonly game: number; readonly times: number }
  /** What the last number added was no game but a count: take it back. */
  | { readonly do: 'recall' }
  | { readonly do: 'wait' };

/** Null where the key is neither a digit nor `*`. */
export function typeKey(
  typing: Typing,
  key: string,
  games: number,
): { readonly typing: Typing; readonly command: TypedCommand } | null {
  if (key === '*') return typeTimes(typing);
  if (!/^\d$/.test(key)) return null;
  const text = typing.pending + key;
  if (games >= 10 && text.length < 2) {
    return { typing: { ...typing, pending: text, last: null }, command: { do: 'wait' } };
  }
  return {
    typing: { pending: '', times: null, last: text },
    command: { do: 'add', game: Number(text), times: typing.times ?? 1 },
  };
}

function typeTimes(typing: Typing) {
  const count = Number(typing.pending || typing.last || 0);
  if (count < 1 || typing.times !== null) return { typing: nothingTyped, command: { do: 'wait' } as const };
  const command = typing.pending === '' ? ({ do: 'recall' } as const) : ({ do: 'wait' } as const);
  return { typing: { pending: '', times: count, last: null }, command };
}

/** What stands in the command field: `3*1`, a game's number, a ticket number, or neither. */
export function parseCommand(
  text: string,
  games: number,
):
  | { readonly is: 'game'; readonly game: number; readonly times: number }
  | { readonly is: 'code'; readonly code: string } {
  const match = /^(?:(\d{1,3})\s*[*x]\s*)?(\d{1,2})$/i.exec(text.trim());
  const game = Number(match?.[2] ?? 0);
  return match && game >= 1 && game <= games
    ? { is: 'game', game, times: Number(match[1] ?? 1) }
    : { is: 'code', code: text.trim() };
}
