import type { FastifyInstance } from 'fastify';
import { refuse } from '../../shared/result.ts';
import { HttpProblem } from './problems.ts';

/** Deepest body of ours: an upload's chosen numbers, 11 levels. */
const maxDepth = 32;

/**
 * Replaces the JSON parser by one that also refuses what JSON text can say and the journal cannot hash or store
 * (numbers beyond a double, lone surrogates, NUL in names, nesting that overflows a stack), before anything reads it.
 */
export function parseStrictJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    void parse(request, text as string, (error, value) => {
      if (error) return done(invalid('the body is not JSON'));
      const fault = findFault(value, 0);
      if (fault) return done(invalid(`the body contains ${fault}`));
      return done(null, value);
    });
  });
}

const invalid = (detail: string) => new HttpProblem(400, refuse('request.invalid', { detail }));

function findFault(value: unknown, depth: number): string | null {
  if (depth > maxDepth) return 'values nested too deeply';
  if (typeof value === 'string') return value.isWellFormed() ? null : 'text that is not Unicode';
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstFault(value, depth);
  for (const name of Object.keys(value)) {
    if (name.includes('\0') || !name.isWellFormed()) return 'a name that is not valid';
  }
  return firstFault(Object.values(value), depth);
}

function firstFault(members: readonly unknown[], depth: number): string | null {
  for (const member of members) {
    const fault = findFault(member, depth + 1);
    if (fault) return fault;
  }
  return null;
}
