import { refusalText } from '../../texts/refusal-text.ts';
import type { Register } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { lookUpTicket } from '../transitions/screens.ts';
import type { ScanKind, Scanned } from './read-scan.ts';
import { receiveScanned } from './receive-scanned.ts';
import { sellScanned } from './sell-scanned.ts';

/** What is done with each kind of scan; `code` as it was scanned. */
export type ScanHandlers = {
  readonly [Kind in ScanKind]: (register: Register, scanned: Scanned<Kind>, code: string) => void;
};

/** On whatever screen: own ticket, look it up; instant ticket, into the basket; batch, receive it. It never pays. */
export const handlersEverywhere: ScanHandlers = {
  ticket: ({ store }, _, code) => store.change(lookUpTicket(code)),
  instant: sellScanned,
  batch: (register, { lottery, batchNumber }) =>
    receiveScanned(register, { lotteryId: lottery._id, batchNumber }),
  refused: ({ store, t }, { refusal }) => store.change(showRefusal(refusalText(t, refusal))),
  unknown: ({ store }, _, code) => store.change(lookUpTicket(code)),
};
