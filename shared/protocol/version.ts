import { type Refusal, refuse } from '../result.ts';

/**
 * What this software speaks. Raise it with any change of what travels: routes, requests, answers, entry kinds and
 * bodies, documents. tests/wire pins all of them and says what else a change asks for.
 */
export const protocolVersion = 1;

/**
 * The oldest till that this server still serves. Raise it where such a till could not read what comes down: it checks
 * documents and answers whole, so one field more is enough.
 */
export const oldestProtocol = 1;

/** In every request of a till: a whole number. Whoever sends none (a monitor, curl) is not judged by it. */
export const protocolHeader = 'tillside-protocol';

type ProtocolRefusal = 'protocol.till_too_old' | 'protocol.till_too_new' | 'request.invalid';

/** What keeps a till from being served, by its header; null where nothing does. Nothing of its request is taken in. */
export function protocolRefusal(
  said: string | readonly string[] | undefined,
): Refusal<ProtocolRefusal> | null {
  if (said === undefined) return null;
  if (typeof said !== 'string' || !/^\d{1,6}$/.test(said))
    return refuse('request.invalid', { detail: `the header ${protocolHeader} must be one whole number` })
      .refusal;
  if (Number(said) < oldestProtocol) return tillTooOld;
  return Number(said) > protocolVersion ? tillTooNew : null;
}

/** A server of another version is no contact: until one of the two is updated, the till is as good as cut off. */
export const isOtherProtocol = (code: string): boolean => code.startsWith('protocol.');

const { refusal: tillTooOld } = refuse('protocol.till_too_old');

const { refusal: tillTooNew } = refuse('protocol.till_too_new');
