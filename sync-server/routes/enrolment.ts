import { instantAt, minuteMs } from '../../shared/domain/instants.ts';
import { inTurnByKey } from '../../shared/in-turn.ts';
import {
  ChallengeAnswer,
  ChallengeRequest,
  Enrolment,
  EnrolRequest,
  EpochRequest,
  HeadAnswer,
  ReadmitRequest,
} from '../../shared/protocol/till.ts';
import { refuse } from '../../shared/result.ts';
import { countAttempts } from '../auth/attempts.ts';
import { deviceOf } from '../auth/guard.ts';
import { newChallenge } from '../enrolment/challenge.ts';
import { enrol } from '../enrolment/enrol.ts';
import { openEpoch } from '../enrolment/open-epoch.ts';
import { readmit } from '../enrolment/readmit.ts';
import { type App, type AppParts, deviceSecurity, problems } from './context.ts';
import { headAnswer } from './head-answer.ts';
import { HttpProblem, refused } from './problems.ts';

type Log = Pick<App['log'], 'warn'>;

const wrongCodesPerMinute = 10;

export function enrolmentRoutes(app: App, parts: AppParts): void {
  const attempts = countAttempts(parts.store, 'activation', wrongCodesPerMinute, minuteMs);
  const context = { ...parts, inTurn: inTurnByKey() };
  const serverTime = () => instantAt(parts.nowMs());
  const keepSignOfLife = (deviceId: string, { body, log }: { body: EnrolRequest | EpochRequest; log: Log }) =>
    parts.store
      .signOfLife('pos_devices', deviceId, 'last_seen', serverTime(), { pos_version: body.pos_version })
      .catch((error: unknown) => log.warn({ err: error }, 'sign of life not kept'));

  app.post(
    '/api/challenges',
    {
      schema: {
        tags: ['devices'],
        description: 'What a terminal signs, within two minutes, to prove that it holds a key.',
        body: ChallengeRequest,
        response: { 200: ChallengeAnswer, ...problems },
      },
    },
    async (request) => ({
      challenge: newChallenge(parts, request.body.purpose),
      server_time: serverTime(),
    }),
  );

  app.post(
    '/api/enrol',
    {
      schema: {
        tags: ['devices'],
        description:
          'Redeems a single-use activation code: the device’s epoch, its token and its certificate.',
        body: EnrolRequest,
        response: { 200: Enrolment, ...problems },
      },
    },
    async (request) => {
      const papers = await attempts.attempt(
        request.ip,
        parts.nowMs(),
        () => enrol(context, request.body),
        (result) => !result.ok && result.refusal.code === 'activation.wrong',
      );
      if (!papers) throw tooManyCodes();
      if (!papers.ok) throw refused(papers.refusal);
      await keepSignOfLife(papers.value.device_id, request);
      return { ...papers.value, server_time: serverTime() };
    },
  );

  app.post(
    '/api/epochs',
    {
      schema: {
        tags: ['devices'],
        description: 'A new life of the terminal’s journal, with a fresh till number.',
        security: deviceSecurity,
        body: EpochRequest,
        response: { 200: Enrolment, ...problems },
      },
    },
    async (request) => {
      const papers = await openEpoch(context, deviceOf(request), request.body);
      if (!papers.ok) throw refused(papers.refusal);
      await keepSignOfLife(papers.value.device_id, request);
      return { ...papers.value, server_time: serverTime() };
    },
  );

  app.post(
    '/api/readmit',
    {
      schema: {
        tags: ['devices'],
        description: 'Takes in an epoch again that a restored database has forgotten, on its certificate.',
        body: ReadmitRequest,
        response: { 200: HeadAnswer, ...problems },
      },
    },
    async (request) => {
      const head = await readmit(context, request.body);
      if (!head.ok) throw refused(head.refusal);
      return headAnswer(request.body.nonce, head.value, serverTime());
    },
  );
}

const tooManyCodes = () => new HttpProblem(429, refuse('activation.locked'));
