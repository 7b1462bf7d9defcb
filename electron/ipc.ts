import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { Value } from 'typebox/value';
import { type Gives, type HostChannel, hostCalls, type Takes } from '../shared/host-ipc.ts';
import { isRegister } from './policies.ts';

export type HostHandlers = {
  readonly [C in HostChannel]: (page: WebContents, ...values: Takes<C>) => Promise<Gives<C>>;
};

/** Answers the register's calls, and nobody else's. */
export function answerHostCalls(ipcMain: Pick<IpcMain, 'handle'>, handlers: HostHandlers): void {
  for (const channel of Object.keys(hostCalls) as HostChannel[]) answer(ipcMain, channel, handlers[channel]);
}

function answer<C extends HostChannel>(
  ipcMain: Pick<IpcMain, 'handle'>,
  channel: C,
  handler: HostHandlers[C],
): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...values: unknown[]) => {
    // Both are bugs or an attack, never an expected refusal: the caller's promise is rejected.
    if (!isRegister(event.senderFrame)) throw new Error(`${channel}: only the register may call this`);
    if (!isTaken(channel, values)) throw new Error(`${channel}: called with something else than agreed`);
    return handler(event.sender, ...values);
  });
}

const isTaken = <C extends HostChannel>(channel: C, values: unknown): values is Takes<C> =>
  Value.Check(hostCalls[channel].takes, values);
