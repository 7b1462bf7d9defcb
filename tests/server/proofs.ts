import { type DeviceKey, signerOf } from '../../shared/journal/signature.ts';
import { epochSubject, type ProofPurpose, proofHash } from '../../shared/protocol/proof.ts';
import type { EpochRequest } from '../../shared/protocol/till.ts';

/** Posts JSON to the server, over the wire or injected; answers the body. */
export type Post = (path: string, body: object) => Promise<unknown>;

export const freshChallenge = async (post: Post, purpose: ProofPurpose): Promise<string> =>
  ((await post('/api/challenges', { purpose })) as { challenge: string }).challenge;

/** A signature as whoever holds `signer` makes it, for papers made out to `key`. */
export async function proofBy(
  signer: DeviceKey,
  statement: {
    readonly purpose: ProofPurpose;
    readonly challenge: string;
    readonly key: DeviceKey;
    readonly about: string;
  },
): Promise<string> {
  const { purpose, challenge, key, about } = statement;
  return (await signerOf(signer.privateKey))(
    proofHash({ purpose, challenge, public_key: key.publicKey, about }),
  );
}

/** The body of POST /api/enrol, as a till with this key sends it. */
export async function enrolBody(post: Post, activation_code: string, key: DeviceKey) {
  const challenge = await freshChallenge(post, 'enrol');
  const proof = await proofBy(key, { purpose: 'enrol', challenge, key, about: activation_code });
  return { activation_code, public_key: key.publicKey, pos_version: '0.1.0', challenge, proof };
}

/** The body of POST /api/epochs, as a till sends it that goes on from the epoch of `from`. */
export async function epochBody(
  post: Post,
  from: { readonly papers: { readonly device_id: string; readonly epoch: number }; readonly key: DeviceKey },
  key: DeviceKey,
): Promise<EpochRequest> {
  const challenge = await freshChallenge(post, 'epoch');
  const statement = { purpose: 'epoch', challenge, key, about: epochSubject(from.papers) } as const;
  return {
    public_key: key.publicKey,
    reason: 'journal_lost',
    pos_version: '0.1.0',
    challenge,
    proof: await proofBy(key, statement),
    previous_proof: await proofBy(from.key, statement),
  };
}

/** The body of POST /api/readmit. */
export async function readmitBody(post: Post, certificate: string, key: DeviceKey) {
  const challenge = await freshChallenge(post, 'readmit');
  const proof = await proofBy(key, { purpose: 'readmit', challenge, key, about: certificate });
  return { certificate, challenge, proof, nonce: nonce() };
}

let nonces = 0;
/** Never the same twice. */
export const nonce = (): string => `nonce-of-a-test-${String(nonces++).padStart(6, '0')}`;
