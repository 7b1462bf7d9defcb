import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { sha256Hex } from '#sha256';
import { instantAt, minuteMs } from '../../shared/domain/instants.ts';
import { SignInAnswer, SignInRequest } from '../../shared/protocol/till.ts';
import { countAttempts } from '../auth/attempts.ts';
import { userOf } from '../auth/guard.ts';
import { publicUser, signIn } from '../auth/sign-in.ts';
import { type App, type AppParts, problems, userSecurity } from './context.ts';
import { refused } from './problems.ts';

const wrongAttempts = 10;
const lockMs = 15 * minuteMs;

/**
 * Sign-ins a minute, of which each costs 19 MiB and 30 ms of a core: by the terminal, which its token proves, so that
 * what else comes from its address takes none of them; by the address where there is no terminal.
 */
const mostAtTerminal = 30;
const mostFromAddress = 120;
const signInLimit = {
  max: ({ caller }: FastifyRequest) => (caller.kind === 'device' ? mostAtTerminal : mostFromAddress),
  timeWindow: minuteMs,
  keyGenerator: ({ caller, ip }: FastifyRequest) =>
    caller.kind === 'device' ? `device ${caller.device.device_id}` : `address ${ip}`,
};

const Me = Type.Pick(SignInAnswer, ['user', 'expires_at', 'server_time']);

export function signInRoutes(app: App, parts: AppParts): void {
  const attempts = countAttempts(parts.store, 'sign-in', wrongAttempts, lockMs);
  const serverTime = () => instantAt(parts.nowMs());

  app.post(
    '/api/sign-in',
    {
      config: { rateLimit: signInLimit },
      schema: {
        tags: ['users'],
        description: 'Begins a session of twelve hours, at a terminal or without one.',
        security: [{ device: [] }, {}],
        body: SignInRequest,
        response: { 200: SignInAnswer, ...problems },
      },
    },
    async (request) => {
      const device = request.caller.kind === 'device' ? request.caller.device : null;
      const signedIn = await signIn({ ...parts, attempts }, request.body, { device, address: request.ip });
      if (!signedIn.ok) throw refused(signedIn.refusal);
      return { ...signedIn.value, server_time: serverTime() };
    },
  );

  app.post(
    '/api/sign-out',
    {
      schema: {
        tags: ['users'],
        description: 'Ends the session.',
        security: userSecurity,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await parts.store.deleteSession(sha256Hex(userOf(request).token));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/me',
    {
      schema: {
        tags: ['users'],
        description: 'Who the session is, with the rights as they are now.',
        security: userSecurity,
        response: { 200: Me, ...problems },
      },
    },
    async (request) => {
      const { user, session } = userOf(request);
      return { user: publicUser(user), expires_at: session.expires_at, server_time: serverTime() };
    },
  );
}
