import type { FastifyRequest } from 'fastify';
import { instantAt, minuteMs } from '../../shared/domain/instants.ts';
import {
  ChallengeAnswer,
  ChallengeRequest,
  DeviceStatusAnswer,
  DeviceStatusRequest,
  Enrolment,
  EnrolRequest,
  EpochRequest,
  HeadAnswer,
  NewDeviceAnswer,
  NewDeviceRequest,
  ReadmitRequest,
} from '../../shared/protocol/till.ts';
import { countAttempts } from '../auth/attempts.ts';
import { deviceOf, userOf } from '../auth/guard.ts';
import { worksAt } from '../auth/sign-in.ts';
import { newChallenge } from '../enrolment/challenge.ts';
import { setDeviceStatus } from '../enrolment/device-status.ts';
import { enrol } from '../enrolment/enrol.ts';
import { newDevice } from '../enrolment/new-device.ts';
import { oneAtATime } from '../enrolment/one-at-a-time.ts';
import { openEpoch } from '../enrolment/open-epoch.ts';
import { readmit } from '../enrolment/readmit.ts';
import type { Asker } from '../streams/streams.ts';
import { type App, type AppParts, deviceSecurity, problems, userSecurity } from './context.ts';
import { headAnswer } from './head-answer.ts';
import { HttpProblem, refused } from './problems.ts';

type Log = Pick<App['log'], 'warn'>;

const wrongCodesPerMinute = 10;

export function enrolmentRoutes(app: App, parts: AppParts): void {
  const attempts = countAttempts(parts.store, 'activation', wrongCodesPerMinute, minuteMs);
  const desk = { ...parts, queue: oneAtATime() };
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
        () => enrol(desk, request.body),
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
      const papers = await openEpoch(desk, deviceOf(request), request.body);
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
      const head = await readmit(desk, request.body);
      if (!head.ok) throw refused(head.refusal);
      return headAnswer(request.body.nonce, head.value, serverTime());
    },
  );

  app.post(
    '/api/devices',
    {
      schema: {
        tags: ['devices'],
        description: 'A new terminal, or a new activation code for one that was never enrolled.',
        security: userSecurity,
        body: NewDeviceRequest,
        response: { 200: NewDeviceAnswer, ...problems },
      },
    },
    async (request) => {
      const device = await newDevice(desk, askerAt(request, request.body.store_id), request.body);
      if (!device.ok) throw refused(device.refusal);
      return device.value;
    },
  );

  app.post(
    '/api/devices/status',
    {
      schema: {
        tags: ['devices'],
        description:
          'Locks a terminal, unlocks it, or revokes it for good: what it sends afterwards is quarantined.',
        security: userSecurity,
        body: DeviceStatusRequest,
        response: { 200: DeviceStatusAnswer, ...problems },
      },
    },
    async (request) => {
      const { body } = request;
      const changed = await setDeviceStatus(parts.streams, askerAt(request, body.store_id), body);
      if (!changed.ok) throw refused(changed.refusal);
      return { device_id: changed.value.device_id, status: changed.value.status };
    },
  );
}

function askerAt(request: FastifyRequest, storeId: string): Asker {
  const { user } = userOf(request);
  if (worksAt(user, storeId)) return { user_id: user._id, address: request.ip };
  throw new HttpProblem(403, 'access.other_store', 'You may do this at your own store only.');
}

const tooManyCodes = () =>
  new HttpProblem(429, 'activation.locked', 'Too many wrong activation codes. Wait a minute.');
