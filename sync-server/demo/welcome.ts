import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { CentralStore } from '../store/port.ts';
import { demoTerminals } from './at-stores.ts';
import { demoPassword, demoStoreList } from './chain.ts';

/** What to do first in the demonstration chain, as lines to print. */
export async function demoWelcome(store: CentralStore, address: string): Promise<string[]> {
  const known = await store.load(demoTerminals.map(({ id }) => ({ collection: 'pos_devices', id })));
  const pending = demoTerminals.filter(
    ({ id }) => (known.get(`pos_devices/${id}`) as PosDevice | undefined)?.status === 'pending',
  );
  const codes = pending.map(
    ({ name, activation_code }) => `     ${activation_code}   ${name}, ${demoStoreList[0].name}`,
  );
  const enrolling =
    codes.length > 0
      ? ['  2. Enrol the register as a terminal. Activation codes, one use each:', ...codes]
      : ['  2. Both terminals are enrolled: go on where you enrolled them.'];
  return [
    `  1. Open ${address}, or use the register’s own window`,
    ...enrolling,
    `  3. Sign in: cashier (sells), manager or admin; the password is ${demoPassword}`,
    '  4. Open a shift, then sell: 1, Enter, Enter.',
  ];
}
