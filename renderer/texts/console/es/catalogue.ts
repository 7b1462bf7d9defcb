import { frame } from './frame.ts';
import { server } from './server.ts';

export const es = {
  frame,
  server,
} as const;
