import { frame } from './frame.ts';
import { server } from './server.ts';

/** Every text of the console in English, by area. The other languages have exactly its keys. */
export const en = {
  frame,
  server,
} as const;
