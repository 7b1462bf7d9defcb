/** A rule of tests/SPEC.md that does not hold. */
export class Violation extends Error {
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(`[${rule}] ${message}`);
    this.rule = rule;
  }
}

export function mustHold(rule: string, holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new Violation(rule, message());
}
