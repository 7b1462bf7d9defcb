import { isReceiving, type RegisterState } from '../register-state.ts';
import { receiveScanned } from '../scan/receive-scanned.ts';
import type { ScanHandlers } from '../scan/scan-handlers.ts';

/** A parcel's number may be any text: where one is being received it can be nothing else. */
const whileReceiving: Partial<ScanHandlers> = {
  refused: (register, { toReceive }, code) =>
    receiveScanned(register, {
      lotteryId: toReceive?.lottery._id ?? null,
      batchNumber: toReceive?.batchNumber ?? code,
    }),
  unknown: (register, _, code) => receiveScanned(register, { lotteryId: null, batchNumber: code }),
};

export const scansOfStock = (state: RegisterState): Partial<ScanHandlers> =>
  isReceiving(state) ? whileReceiving : {};
