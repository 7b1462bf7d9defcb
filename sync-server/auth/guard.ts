import type { FastifyReply, FastifyRequest } from 'fastify';
import { may } from '../../shared/domain/permissions.ts';
import { assertNever, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import { isTokenOf, readDeviceToken } from '../enrolment/papers.ts';
import { HttpProblem } from '../routes/problems.ts';
import type { CentralStore } from '../store/port.ts';
import type { DeviceEpoch, Streams } from '../streams/streams.ts';
import { type Access, accessOf } from './matrix.ts';
import { findSignedIn, isUserToken, type SignedIn } from './sessions.ts';

/** Who makes a request, as far as its route asks. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'device'; readonly device: DeviceEpoch; readonly head: Head }
  | ({ readonly kind: 'user'; readonly token: string } & SignedIn);

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

interface GuardParts {
  readonly store: CentralStore;
  readonly streams: Streams;
  readonly nowMs: () => number;
}

/** An `onRequest` hook: before a byte of the body is read, whoever may not call the route is refused. */
export function guard(parts: GuardParts) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    if (request.is404) return;
    const access = accessOf(request.method, request.routeOptions.url ?? '');
    if (!access) throw new HttpProblem(403, refuse('access.no_rule'));
    request.caller = await identify(parts, access, request.headers.authorization);
  };
}

async function identify(parts: GuardParts, access: Access, header: string | undefined): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null;
  switch (access.who) {
    case 'public':
      return { kind: 'nobody' };
    case 'device':
      return asDevice(parts, token, access.even_revoked ?? false);
    case 'device_or_nobody':
      return header === undefined ? { kind: 'nobody' } : asDevice(parts, token, false);
    case 'user': {
      const signedIn =
        token && isUserToken(token) ? await findSignedIn(parts.store, token, parts.nowMs()) : null;
      if (!token || !signedIn) throw new HttpProblem(401, refuse('session.none'));
      if (access.permission && !may(signedIn.user, access.permission)) {
        throw new HttpProblem(403, refuse('access.denied', { right: access.permission }));
      }
      return { kind: 'user', token, ...signedIn };
    }
    default:
      return assertNever(access);
  }
}

async function asDevice(parts: GuardParts, token: string | null, evenRevoked: boolean): Promise<Caller> {
  const device = token === null ? null : readDeviceToken(token);
  if (!token || !device) throw new HttpProblem(401, refuse('device.no_token'));
  const head = await parts.streams.head(device);
  if (!head || head.stream !== device.stream || !isTokenOf(token, head.token_hash)) {
    throw new HttpProblem(401, refuse('device.unknown'));
  }
  if (head.status === 'revoked' && !evenRevoked) {
    throw new HttpProblem(403, refuse('device.revoked'));
  }
  return { kind: 'device', device, head };
}

/** The terminal that calls; only on routes whose rule asks for one. */
export function deviceOf(request: FastifyRequest): { readonly device: DeviceEpoch; readonly head: Head } {
  if (request.caller.kind !== 'device') throw new Error(`${request.routeOptions.url} has no device`);
  return request.caller;
}

/** The user who calls; only on routes whose rule asks for one. */
export function userOf(request: FastifyRequest): SignedIn & { readonly token: string } {
  if (request.caller.kind !== 'user') throw new Error(`${request.routeOptions.url} has no user`);
  return request.caller;
}
