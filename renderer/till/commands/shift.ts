import { objectIdOfEntry } from '../../../shared/domain/ids.ts';
import type { ShiftClosed } from '../../../shared/journal/bodies/shift.ts';
import { headId } from '../../../shared/posting/keys.ts';
import { zNumber } from '../../../shared/posting/shift.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import { maxDenominations } from '../../../shared/schema/chain-settings.ts';
import { maxAmountMinor } from '../../../shared/schema/scalars.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { DrawerCount, Session } from '../api.ts';
import { type Desk, mayDo, openShiftOf, requirePermission, requireShift } from './desk.ts';

export async function openShift(desk: Desk, openingFloatMinor: number): Promise<Result<Shift>> {
  const allowed = requirePermission(desk, 'shift.open');
  if (!allowed.ok) return allowed;
  if (!isAmount(openingFloatMinor)) return notAnAmount;
  const committed = await desk.commit('shift.opened', () =>
    openShiftOf(desk)
      ? refuse('shift.open')
      : ok({ opening_float: openingFloatMinor, pos_version: desk.posVersion }),
  );
  if (!committed.ok) return committed;
  const { at, hash } = committed.value;
  return ok(must(await desk.view.get('shifts', objectIdOfEntry(at, hash, 0)), 'shift just opened'));
}

export async function closeShift(desk: Desk, count: DrawerCount): Promise<Result<Shift>> {
  const allowed = requirePermission(desk, 'shift.close');
  if (!allowed.ok) return allowed;
  const countable = checkCount(count);
  if (!countable.ok) return countable;
  const committed = await desk.commit('shift.closed', () => countOf(desk, count));
  if (!committed.ok) return committed;
  return ok(must(await desk.view.get('shifts', committed.value.body.shift_id), 'shift just closed'));
}

/** By its number, not by a clock. A new epoch has none yet: then the newest of the epochs before. */
export async function lastClosedShift({ view, papers }: Desk): Promise<Shift | null> {
  const { device_id, epoch, till_number } = papers;
  const closed = await view.find('shifts', `shifts/${device_id}/closed`);
  const reports = view.held('heads', headId(device_id, epoch))?.z_reports ?? 0;
  const last = closed.find(({ z_number }) => z_number === zNumber(till_number, reports));
  return last ?? closed.toSorted((a, b) => ((a.closed_at ?? '') > (b.closed_at ?? '') ? -1 : 1))[0] ?? null;
}

/** Closes the shift and begins `next`'s with what was counted, in one entry: the drawer is never without one, nor with two. */
export async function handOver(desk: Desk, count: DrawerCount, next: Session): Promise<Result<Shift>> {
  const allowed = requirePermission(desk, 'shift.close');
  if (!allowed.ok) return allowed;
  if (next.user.id === allowed.value.user.id) {
    return refuse('shift.same_user');
  }
  if (!mayDo(desk, next, 'shift.open')) {
    return refuse('permission.missing', { context: 'next' });
  }
  const countable = checkCount(count);
  if (!countable.ok) return countable;
  const committed = await desk.commit('shift.handed_over', () => {
    const counted = countOf(desk, count);
    return counted.ok ? ok({ ...counted.value, next_user_id: next.user.id }) : counted;
  });
  if (!committed.ok) return committed;
  return ok(must(await desk.view.get('shifts', committed.value.body.shift_id), 'shift just handed over'));
}

function countOf(desk: Desk, { countedMinor, counts }: DrawerCount): Result<ShiftClosed> {
  const shift = requireShift(desk);
  if (!shift.ok) return shift;
  const { device_id, epoch, till_number } = desk.papers;
  const head = must(desk.view.held('heads', headId(device_id, epoch)), 'own head');
  return ok({
    shift_id: shift.value._id,
    counted_cash: countedMinor,
    counts: [...counts],
    method: 'count',
    z_number: zNumber(till_number, head.z_reports + 1),
    pos_version: desk.posVersion,
  });
}

function checkCount({ countedMinor, counts }: DrawerCount): Result<void> {
  if (!isAmount(countedMinor)) return notAnAmount;
  const exist = counts.every(
    ({ denomination, pieces }) => isAmount(denomination) && Number.isSafeInteger(pieces) && pieces >= 0,
  );
  return exist && counts.length <= maxDenominations ? ok(undefined) : refuse('shift.count');
}

const isAmount = (amount: number) => Number.isSafeInteger(amount) && amount >= 0 && amount <= maxAmountMinor;
const notAnAmount = refuse('money.invalid');
