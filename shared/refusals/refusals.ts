import type { ApiRefusals } from './api.ts';
import type { EnrolmentRefusals } from './enrolment.ts';
import type { MachineRefusals } from './machine.ts';
import type { PeopleRefusals } from './people.ts';
import type { PrintingRefusals } from './printing.ts';
import type { SellingRefusals } from './selling.ts';
import type { ShiftRefusals } from './shift.ts';
import type { DesktopStartRefusals, ServerStartRefusals } from './start.ts';
import type { StockRefusals } from './stock.ts';
import type { SyncRefusals } from './sync.ts';
import type { TicketRefusals } from './tickets.ts';

/** What a till can show: each of its catalogues has a sentence for every code. */
export interface TillRefusals
  extends EnrolmentRefusals,
    MachineRefusals,
    PeopleRefusals,
    PrintingRefusals,
    SellingRefusals,
    ShiftRefusals,
    StockRefusals,
    SyncRefusals,
    TicketRefusals {}

/** Every code, with the values that its sentence may name; null where it has none. */
export interface Refusals extends TillRefusals, ApiRefusals, ServerStartRefusals, DesktopStartRefusals {}

export type RefusalCode = keyof Refusals;
