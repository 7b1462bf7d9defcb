import type { ReactNode } from 'react';
import classes from './facts.module.css';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly amount?: boolean;
  /** What the others come to. */
  readonly strong?: boolean;
}

/** Names and values, one below the other; amounts stand right. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value, amount = false, strong = false }) => (
        <div key={name} data-amount={amount || undefined} data-strong={strong || undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
