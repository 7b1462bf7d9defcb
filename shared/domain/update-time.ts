/** How the till stands when an update wants in. */
export interface TillStanding {
  readonly shiftOpen: boolean;
  readonly unsent: number;
}

/** An update restarts the program: never in a shift, and never over entries that only this till has. */
export const mayInstallUpdate = ({ shiftOpen, unsent }: TillStanding): boolean => !shiftOpen && unsent === 0;
