import type { ReactNode } from 'react';
import { UnprintedKey } from '../unprinted/unprinted-key.tsx';
import { CommandField } from './command-field.tsx';
import classes from './sell-screen.module.css';
import { type AskedGame, Tiles } from './tiles.tsx';

/** The games, and below them the field for whatever is typed by hand. */
export function GamesSide({ asked }: { readonly asked?: AskedGame }) {
  return (
    <div className={classes.left}>
      <Tiles asked={asked} />
      <div className={classes.command}>
        <CommandField />
        <UnprintedKey />
      </div>
    </div>
  );
}

/** The basket, or in its place whatever is being done with it. */
export const RightSide = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.right}>{children}</div>
);
