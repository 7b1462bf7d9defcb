import { isModifier } from '../keys/scan-bursts.ts';

/** What the keys heard so far say about a keyboard at this till; a scanner's keys say nothing. */
export interface Hands {
  readonly haveKeyboard: boolean;
  readonly lastMs: number;
  /** The last key was a character with a pause before it: with one after it too, no scanner sent it. */
  readonly isAlone: boolean;
}

export const noHands: Hands = { haveKeyboard: false, lastMs: Number.NEGATIVE_INFINITY, isAlone: false };

const pauseMs = 100;

export function heardKey(hands: Hands, key: string, atMs: number): Hands {
  if (isModifier(key)) return hands;
  const paused = atMs - hands.lastMs > pauseMs;
  const isCharacter = [...key].length === 1;
  const ofScanner = isCharacter || key === 'Enter' || key === 'Tab';
  return {
    haveKeyboard: hands.haveKeyboard || !ofScanner || (hands.isAlone && paused),
    lastMs: atMs,
    isAlone: isCharacter && paused,
  };
}
