import type { Envelope } from '../../shared/journal/entry.ts';
import { pseudoDevice } from '../../shared/posting/posting.ts';
import { idOf } from '../kit/ids.ts';
import { PostedStream } from '../kit/world/posted-stream.ts';
import { onlyOf } from './found-in-stream.ts';
import { Journal, storeCode, storeId } from './journal.ts';
import { openShift } from './shift-entries.ts';

/** A store with its server and tills, each entry of which is sealed when it is asked for. */
export class World {
  readonly stream = new PostedStream(storeId);
  readonly server = new Journal(pseudoDevice('server', storeId), 1, 0);
  readonly hq = new Journal(pseudoDevice('hq', storeId), 1, 0);
  #tillNumbers = 0;

  /** Enrols a till, or (with `of`) opens the next epoch of one. */
  till(device: string, of: Journal | null = null): Journal {
    const { entry, till } = this.enrolment(device, of);
    this.stream.add(entry);
    return till;
  }

  enrolment(device_id: string, of: Journal | null): { readonly entry: Envelope; readonly till: Journal } {
    this.#tillNumbers += 1;
    const till_number = this.#tillNumbers;
    const epoch = (of?.epoch ?? 0) + 1;
    const papers = { device_id, epoch, till_number, store_code: storeCode };
    const entry = of
      ? this.server.make('epoch.opened', papers)
      : this.server.make('device.enrolled', { ...papers, name: `Till ${till_number}` });
    return { entry, till: new Journal(device_id, epoch, till_number) };
  }
}

/** A store with two tills, each with an open shift. */
export function twoTills(): {
  readonly world: World;
  readonly tills: readonly [Journal, Journal];
  readonly shifts: readonly [string, string];
} {
  const world = new World();
  const tills = [world.till(idOf('d', 1)), world.till(idOf('d', 2))] as const;
  const open = (till: Journal) => onlyOf(world.stream.take([openShift(till)]), 'shifts')._id;
  return { world, tills, shifts: [open(tills[0]), open(tills[1])] };
}
