/** Stands for a group that has started a server: a process that would go on for ever, and tells its pid when it runs. */
import { spawn } from 'node:child_process';

const server = 'console.log(process.pid); setInterval(() => {}, 60_000);';
spawn(process.execPath, ['-e', server], { stdio: ['ignore', 'inherit', 'inherit'] });
if (process.env.FAKE_GROUP === 'breaks') process.exit(3);
