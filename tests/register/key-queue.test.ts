import { beforeEach, describe, expect, test } from 'vitest';
import { KeyQueue, type Wanted } from '../../renderer/register/keys/key-queue.ts';

let done: string[];
let queue: KeyQueue;
/** What a key leads to, by the key. */
let leadsTo: Record<string, () => void>;

const nameOf = (wanted: Wanted) => ('code' in wanted ? wanted.code : wanted.key);
const press = (keys: string | readonly string[]) => {
  for (const key of keys) queue.take({ key, atMs: 0 });
};
/** After all that was let go by now. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  done = [];
  leadsTo = {};
  queue = new KeyQueue((wanted) => {
    done.push(nameOf(wanted));
    leadsTo[nameOf(wanted)]?.();
    return true;
  });
});

describe('[KEY1] what is pressed', () => {
  test('is carried out at once where nothing is awaited', () => {
    press('125');
    expect(done).toEqual(['1', '2', '5']);
    expect(queue.isBusy).toBe(false);
  });

  test('while a screen is awaited is carried out there, in order, scans too', async () => {
    const letGo = queue.hold();
    press('12');
    queue.take({ code: 'SG-001-003' });
    press('5');
    expect(done).toEqual([]);
    letGo();
    // Nothing overtakes what waits.
    press('9');
    await settled();
    expect(done).toEqual(['1', '2', 'SG-001-003', '5', '9']);
  });

  test('waits again where one of them leads to something that is awaited', async () => {
    const letGo = queue.hold();
    let letGoAgain = () => {};
    leadsTo = {
      Enter: () => {
        letGoAgain = queue.hold();
      },
    };
    press(['1', 'Enter', '2']);
    letGo();
    await settled();
    expect(done).toEqual(['1', 'Enter']);
    letGoAgain();
    await settled();
    expect(done).toEqual(['1', 'Enter', '2']);
  });

  test('waits until all that is awaited is there, however often each lets go', async () => {
    const letGo = [queue.hold(), queue.hold()];
    press('1');
    letGo[0]?.();
    letGo[0]?.();
    await settled();
    expect(done).toEqual([]);
    letGo[1]?.();
    await settled();
    expect(done).toEqual(['1']);
  });

  test('for something that is refused is not taken, but for the lock', async () => {
    const letGo = queue.hold();
    press(['1', 'F1', '2']);
    queue.refused();
    letGo();
    await settled();
    expect(done).toEqual(['F1']);
  });

  test('as the way out waits for nothing', () => {
    queue.hold({ passes: 'Escape' });
    press(['1', 'Escape']);
    expect(done).toEqual(['Escape']);
    queue.forget();
    expect(queue.waiting).toEqual([]);
  });

  test('as an Enter that bounced is no wish; one behind other keys is', async () => {
    const letGo = queue.hold({ afterEnter: true });
    press(['Enter', 'Enter', '2', 'Enter']);
    letGo();
    await settled();
    expect(done).toEqual(['2', 'Enter']);
  });

  test('[SFT1] as an Esc that came too late for what is being written takes nothing away; one behind other keys does', async () => {
    const letGo = queue.hold({ afterEnter: true });
    press(['Escape', '2', 'Escape']);
    letGo();
    await settled();
    expect(done).toEqual(['2', 'Escape']);
  });

  test('by a scanner is gone once it is known to be a scan; what waited before it stays', async () => {
    const letGo = queue.hold();
    press('1');
    const mark = queue.mark();
    press('456');
    queue.forgetSince(mark);
    letGo();
    await settled();
    expect(done).toEqual(['1']);
  });

  test('is carried out although one before it failed', async () => {
    const letGo = queue.hold();
    leadsTo = {
      '1': () => {
        throw new Error('a screen that cannot be drawn');
      },
    };
    const failed = new Promise((resolve) => process.once('uncaughtException', resolve));
    press('12');
    letGo();
    await failed;
    await settled();
    expect(done).toEqual(['1', '2']);
  });
});
