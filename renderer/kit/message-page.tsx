import type { ReactNode } from 'react';
import classes from './message-page.module.css';

interface MessagePageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page with one thing to say or to ask, in the middle of the screen. */
export function MessagePage({ title, children }: MessagePageProps) {
  return (
    <section className={classes.page} aria-label={title}>
      <div className={classes.column}>
        <h1>{title}</h1>
        {children}
      </div>
    </section>
  );
}
