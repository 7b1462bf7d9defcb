/** An application of the browser: built into a folder of its name, served to browsers under its path. */
interface ServedApplication {
  readonly path: string;
  /** Its address names what is seen, so that every address under its path is a page of it. */
  readonly hasAddresses: boolean;
}

export const applications = {
  register: { path: '/', hasAddresses: false },
  console: { path: '/console/', hasAddresses: true },
} as const satisfies Record<string, ServedApplication>;

export type Application = keyof typeof applications;
