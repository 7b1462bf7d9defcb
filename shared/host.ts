/**
 * What the register asks of the program it runs in: Electron's main process, or the browser. The rest of the register
 * is the same in both.
 */
export interface Host {
  readonly kind: 'browser' | 'electron';
  readonly posVersion: string;
  /** Small durable texts beside the journal: device papers, private key, sign-in verifiers. Durable when resolved. */
  readonly secrets: HostSecrets;
  /** Prints what the page's print style sheet shows. Never called before the sale is durable (JRN2). */
  print(): void;
  /** Milliseconds of a clock that never steps; zero at some moment before this process began. */
  uptimeMs(): number;
  wallClockMs(): number;
}

export interface HostSecrets {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
