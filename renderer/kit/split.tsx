import type { ReactNode } from 'react';
import { reachedByKeys } from './reached-by-keys.ts';
import classes from './split.module.css';

interface SplitProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly side: ReactNode;
  readonly sideLabel?: string;
  /** Nothing on the side can be pressed; nothing at all. */
  readonly sideIsRead?: boolean;
  readonly isRead?: boolean;
}

/** What is looked at on the left; on the right, where the basket is while selling, what is done with it. */
export function Split({ label, children, side, sideLabel, isRead = false, sideIsRead = isRead }: SplitProps) {
  return (
    <div className={classes.split}>
      <section className="scrolls" aria-label={label} {...(isRead ? reachedByKeys : {})}>
        {children}
      </section>
      <section
        className={`${classes.side} scrolls`}
        data-surface
        aria-label={sideLabel}
        {...(sideIsRead ? reachedByKeys : {})}
      >
        {side}
      </section>
    </div>
  );
}
