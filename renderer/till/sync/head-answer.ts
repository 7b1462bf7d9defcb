import { Type } from 'typebox';
import { toBase64Url } from '../../../shared/journal/signature.ts';
import { HeadAnswer } from '../../../shared/protocol/till.ts';
import type { Random } from '../platform.ts';
import type { EpochRef } from '../store/marks.ts';

/** Tells one request for a head from every other. */
export const newNonce = (random: Random): string => toBase64Url(random.bytes(16));

/** Another epoch's head, another till's or an earlier one (a proxy's mistake) must end no journal: it is no answer. */
export const headAnswerFor = ({ device_id, epoch }: EpochRef, nonce: string) =>
  Type.Object({
    ...HeadAnswer.properties,
    nonce: Type.Literal(nonce),
    device_id: Type.Literal(device_id),
    epoch: Type.Literal(epoch),
  });
