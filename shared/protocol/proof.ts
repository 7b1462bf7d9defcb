import { sha256Hex } from '#sha256';
import { canonicalJson } from '../journal/canonical.ts';
import type { ChallengeRequest } from './till.ts';

/** What a device asks for with its key. */
export type ProofPurpose = ChallengeRequest['purpose'];

/** What is signed to prove that one holds a key: the server's challenge, and all that is asked for with it. */
export interface ProofStatement {
  readonly purpose: ProofPurpose;
  readonly challenge: string;
  /** The key that the papers are, or were, made out to. */
  readonly public_key: string;
  /** The activation code as it is sent, the epoch that a new one follows, or the certificate. */
  readonly about: string;
}

/** The hash to sign, hex. A list, so that it is never the hash of a journal entry, which is an object. */
export const proofHash = ({ purpose, challenge, public_key, about }: ProofStatement): string =>
  sha256Hex(canonicalJson(['proof', purpose, challenge, public_key, about]));

/** How a statement names an epoch. */
export const epochSubject = (of: { readonly device_id: string; readonly epoch: number }): string =>
  `${of.device_id}/${of.epoch}`;
