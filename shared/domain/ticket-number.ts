import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256Hex } from '#sha256';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { checkSymbol, decodeBase32, encodeBase32, isBase32, normaliseBase32 } from './crockford.ts';

/** Who made a ticket: till `tillNumber` of the store, in line `line` of its journal entry `seq`. */
export interface TicketOrigin {
  /** 2 to 6 characters of Crockford's base 32, upper case. */
  readonly storeCode: string;
  /** 0 to 32,767: unique per epoch at the store, so that no journal's second life repeats a number (JRN5). */
  readonly tillNumber: number;
  /** 1 to 2^40 − 1. */
  readonly seq: number;
  /** 0 to 499. */
  readonly line: number;
}

const maxTillNumber = 2 ** 15 - 1;
const maxSeq = 2 ** 40 - 1;
const maxLine = 499;

/**
 * The number of a ticket, unique without asking anyone (TKT1): 8 to 21 characters, upper case, without hyphens.
 *
 *     store code (2–6) | till (1–3) | seq (1–8) | line (2) | lengths (1) | check symbol (1)
 *
 * `lengths` says how many characters till and seq have, so that two origins never run into the same text. A line
 * leaves one bit of its two characters free; it is set where the check symbol would be one of `* ~ $ = U`, which
 * scanners garble on foreign keyboard layouts.
 */
export function ticketNumber({ storeCode, tillNumber, seq, line }: TicketOrigin): string {
  if (!isStoreCode(storeCode)) throw new Error(`${storeCode} is not a store code`);
  requireWithin('till number', tillNumber, 0, maxTillNumber);
  requireWithin('seq', seq, 1, maxSeq);
  requireWithin('line', line, 0, maxLine);
  const till = encodeBase32(tillNumber);
  const entry = encodeBase32(seq);
  const lengths = encodeBase32((till.length - 1) * 8 + entry.length - 1);
  const checked = (lineBits: number) => {
    const text = `${storeCode}${till}${entry}${encodeBase32(lineBits, 2)}${lengths}`;
    return `${text}${checkSymbol(text)}`;
  };
  const number = checked(line);
  return isBase32(number) ? number : checked(line + 512);
}

/** Whether a text may be a store's code: 2 to 6 characters of Crockford's base 32, upper case. */
export const isStoreCode = (text: string): boolean => text.length >= 2 && text.length <= 6 && isBase32(text);

function requireWithin(what: string, value: number, min: number, max: number): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new Error(`${what} ${value} is not within ${min} to ${max}`);
  }
}

/** What was typed or scanned, in the form in which numbers are stored. Says nothing about its being a number. */
export const normaliseTicketNumber = (text: string): string => normaliseBase32(text);

/**
 * The origin of a typed or scanned ticket number; case, spaces, hyphens and I, L, O do not matter. Refuses with
 * `ticket.number_invalid` what `ticketNumber` would not have made, so any single altered character and any exchange
 * of neighbours (TKT2).
 */
export function parseTicketNumber(text: string): Result<TicketOrigin, Refusal<'ticket.number_invalid'>> {
  const number = normaliseTicketNumber(text);
  const origin = originOf(number);
  // Made again and compared: leading zeros, a wrong check symbol and limits need no rules of their own.
  if (origin && ticketNumber(origin) === number) return ok(origin);
  return refuse('ticket.number_invalid');
}

function originOf(number: string): TicketOrigin | null {
  const lengths = decodeBase32(number.slice(-2, -1));
  if (lengths === null) return null;
  const lineAt = number.length - 4;
  const seqAt = lineAt - ((lengths % 8) + 1);
  const tillAt = seqAt - (Math.floor(lengths / 8) + 1);
  if (tillAt < 2) return null;
  const storeCode = number.slice(0, tillAt);
  const tillNumber = decodeBase32(number.slice(tillAt, seqAt));
  const seq = decodeBase32(number.slice(seqAt, lineAt));
  const lineBits = decodeBase32(number.slice(lineAt, lineAt + 2));
  if (!isStoreCode(storeCode) || tillNumber === null || tillNumber > maxTillNumber) return null;
  if (seq === null || seq < 1 || lineBits === null || lineBits % 512 > maxLine) return null;
  return { storeCode, tillNumber, seq, line: lineBits % 512 };
}

/** For paper and screen: groups of four, `N0RT-0000-1234-5`. */
export const formatTicketNumber = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-');

/**
 * The code printed beside a ticket's number: 60 bits of an HMAC-SHA256 under the till's secret (hex), 12 characters
 * without hyphen. Only this till can make it, at any time again (the original after a jam); nobody can guess it
 * from the number, and 60 bits keep it out of reach of who reads its hash in a document (TKT2).
 */
export function securityCode(number: string, secretHex: string): string {
  const mac = hmac(sha256, hexToBytes(secretHex), utf8ToBytes(normaliseBase32(number)));
  return Array.from(mac.subarray(0, 12), (byte) => encodeBase32(byte % 32, 1)).join('');
}

/** For paper and screen: `XXXX-XXXX-XXXX`. */
export const formatSecurityCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/**
 * What entries and documents carry in the code's place: SHA-256 (hex) over number and code, both in any spelling
 * that people type.
 */
export const securityCodeHash = (number: string, code: string): string =>
  sha256Hex(`${normaliseBase32(number)}:${normaliseBase32(code)}`);
