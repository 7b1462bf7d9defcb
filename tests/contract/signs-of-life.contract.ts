import { describe, expect, test } from 'vitest';
import { changed, commit, created, instantOf, loadValue, makeBlock, newId } from './blocks.ts';
import type { Current } from './central-store.contract.ts';

export function declareSignOfLifeTests(current: Current): void {
  describe('signs of life', () => {
    test('are set where they are newer, without touching rev, and ignored where they are older', async () => {
      const { store } = current();
      const device = created('pos_devices', {
        stream: 's',
        rev: 1,
        last_seen: null,
        unsent: 0,
        pos_version: null,
      });
      const id = device.value._id;
      await commit(store, makeBlock({ stream: 's', position: 1, documents: [device] }));
      const seen = (n: number, unsent: number) =>
        store.signOfLife('pos_devices', id, 'last_seen', instantOf(n), {
          unsent,
          pos_version: `1.${unsent}`,
        });
      const expected = (n: number, unsent: number) => ({
        ...device.value,
        last_seen: instantOf(n),
        unsent,
        pos_version: `1.${unsent}`,
      });
      await seen(5, 3);
      expect(await loadValue(store, device)).toEqual(expected(5, 3));
      await seen(4, 9);
      await seen(5, 9);
      expect(await loadValue(store, device)).toEqual(expected(5, 3));
    });

    test('that race end in the newest', async ({ skip }) => {
      const { store, racesSkipped } = current();
      skip(racesSkipped !== null, racesSkipped ?? '');
      const user = created('users', { stream: 's', rev: 1, last_login: null });
      await commit(store, makeBlock({ stream: 's', position: 1, documents: [user] }));
      const seen = (n: number) => store.signOfLife('users', user.value._id, 'last_login', instantOf(n), {});
      await Promise.all([3, 9, 1, 7, 2].map(seen));
      expect(await loadValue(store, user)).toEqual({ ...user.value, last_login: instantOf(9) });
    });

    test('[SYN11] survive a posting that did not know them yet', async () => {
      const { store } = current();
      const user = created('users', { stream: 'chain', rev: 1, last_login: null, status: 'active' });
      await commit(store, makeBlock({ position: 1, documents: [user] }));
      await store.signOfLife('users', user.value._id, 'last_login', instantOf(3), {});
      const suspended = changed(user, 2, { status: 'inactive', permissions: [] });
      await commit(store, makeBlock({ position: 2, documents: [suspended] }));
      expect(await loadValue(store, user)).toEqual({ ...suspended.value, last_login: instantOf(3) });
    });

    test('make no document, and refuse fields that are posted', async () => {
      const { store } = current();
      const id = newId();
      await store.signOfLife('users', id, 'last_login', instantOf(1), {});
      expect(await store.load([{ collection: 'users', id }])).toEqual(new Map());
      const setRole = store.signOfLife('users', id, 'last_login', instantOf(1), { role: 'admin' });
      await expect(setRole).rejects.toThrow('not a sign of life');
    });
  });
}
