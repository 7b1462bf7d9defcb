import type { FastifyRequest } from 'fastify';
import {
  DeviceStatusAnswer,
  DeviceStatusRequest,
  NewDeviceAnswer,
  NewDeviceRequest,
} from '../../shared/protocol/console.ts';
import { refuse } from '../../shared/result.ts';
import { userOf } from '../auth/guard.ts';
import { worksAt } from '../auth/sign-in.ts';
import { setDeviceStatus } from '../enrolment/device-status.ts';
import { newDevice } from '../enrolment/new-device.ts';
import type { Asker } from '../streams/streams.ts';
import { type App, type AppParts, problems, userSecurity } from './context.ts';
import { HttpProblem, refused } from './problems.ts';

/** What head office and managers do with terminals. */
export function deviceRoutes(app: App, parts: AppParts): void {
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
      const device = await newDevice(parts, askerAt(request, request.body.store_id), request.body);
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
  throw new HttpProblem(403, refuse('access.other_store'));
}
