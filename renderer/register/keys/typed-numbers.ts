import { westernDigits } from '../../../shared/domain/western-digits.ts';
/**
 * Numbers typed at the sell screen. A game's number sells at once; followed by `*` it was a count: `3*1` is three of
 * game 1. Digits typed in one go are one count: `12*1` is twelve. With ten or more games every number has two digits.
 */
export interface Typing {
  /** The first of two digits, or a count followed by `*`. */
  readonly pending: string;
  readonly times: number | null;
  /** The numbers typed last in one go, which `*` makes a count. */
  readonly last: readonly string[];
  readonly lastAtMs: number;
}

export const nothingTyped: Typing = { pending: '', times: null, last: [], lastAtMs: 0 };

/** Whoever types a number leaves no more than this between its digits; between two customers' wishes there is more. */
const inOneGoMs = 500;
/** A basket has at most 500 tickets. */
const mostDigits = 3;

export type TypedCommand =
  | { readonly do: 'add'; readonly game: number; readonly times: number; readonly goesOn: boolean }
  /** What was added last, in one go, was no game but a count: take it back. */
  | { readonly do: 'recall' }
  | { readonly do: 'wait' };

/** Null where the key is neither a digit nor `*`. */
export function typeKey(
  typing: Typing,
  key: string,
  games: number,
  atMs: number,
): { readonly typing: Typing; readonly command: TypedCommand } | null {
  if (key === '*') return typeTimes(typing);
  if (!/^\d$/.test(key)) return null;
  const text = typing.pending + key;
  if (games >= 10 && text.length < 2) {
    return { typing: { ...typing, pending: text, last: [] }, command: { do: 'wait' } };
  }
  const { last, lastAtMs, times } = typing;
  const goesOn = last.length > 0 && last.length < mostDigits && games < 10 && atMs - lastAtMs <= inOneGoMs;
  return {
    // After a count there is a game's number and nothing else.
    typing: {
      pending: '',
      times: null,
      lastAtMs: atMs,
      last: times !== null ? [] : goesOn ? [...last, text] : [text],
    },
    command: { do: 'add', game: Number(text), times: times ?? 1, goesOn },
  };
}

function typeTimes(typing: Typing) {
  const count = Number(typing.pending || typing.last.join(''));
  if (count < 1 || typing.times !== null) return { typing: nothingTyped, command: { do: 'wait' } as const };
  const command = typing.pending === '' ? ({ do: 'recall' } as const) : ({ do: 'wait' } as const);
  return { typing: { ...nothingTyped, times: count }, command };
}

/** What stands in the command field: `3*1`, a game's number, a ticket number, or neither. */
export function parseCommand(
  text: string,
  games: number,
):
  | { readonly is: 'game'; readonly game: number; readonly times: number }
  | { readonly is: 'code'; readonly code: string } {
  const match = /^(?:(\d{1,3})\s*[*x]\s*)?(\d{1,2})$/i.exec(westernDigits(text).trim());
  const game = Number(match?.[2] ?? 0);
  return match && game >= 1 && game <= games
    ? { is: 'game', game, times: Number(match[1] ?? 1) }
    : { is: 'code', code: text.trim() };
}
