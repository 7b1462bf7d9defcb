import { objectIdOfEntry } from '../../../shared/domain/ids.ts';
import { headId } from '../../../shared/posting/keys.ts';
import { zNumber } from '../../../shared/posting/shift.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import { maxAmountMinor } from '../../../shared/schema/scalars.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Till } from '../api.ts';
import { type Desk, openShiftOf, requirePermission, requireShift } from '../desk.ts';

export async function openShift(desk: Desk, openingFloatMinor: number): Promise<Result<Shift>> {
  const allowed = requirePermission(desk, 'shift.open');
  if (!allowed.ok) return allowed;
  if (!isAmount(openingFloatMinor)) return notAnAmount;
  const committed = await desk.commit('shift.opened', () =>
    openShiftOf(desk)
      ? refuse('shift.open', 'A shift is open at this drawer already. Close it first.')
      : ok({ opening_float: openingFloatMinor, pos_version: desk.posVersion }),
  );
  if (!committed.ok) return committed;
  const { at, hash } = committed.value;
  return ok(must(await desk.view.get('shifts', objectIdOfEntry(at, hash, 0)), 'shift just opened'));
}

export async function closeShift(
  desk: Desk,
  count: Parameters<Till['closeShift']>[0],
): Promise<Result<Shift>> {
  const allowed = requirePermission(desk, 'shift.close');
  if (!allowed.ok) return allowed;
  if (!isAmount(count.countedMinor)) return notAnAmount;
  const { device_id, epoch, till_number } = desk.papers;
  const committed = await desk.commit('shift.closed', () => {
    const shift = requireShift(desk);
    if (!shift.ok) return shift;
    const head = must(desk.view.held('heads', headId(device_id, epoch)), 'own head');
    return ok({
      shift_id: shift.value._id,
      counted_cash: count.countedMinor,
      counts: [...count.counts],
      method: 'count' as const,
      z_number: zNumber(till_number, head.z_reports + 1),
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  return ok(must(await desk.view.get('shifts', committed.value.body.shift_id), 'shift just closed'));
}

const isAmount = (amount: number) => Number.isSafeInteger(amount) && amount >= 0 && amount <= maxAmountMinor;
const notAnAmount = refuse('money.invalid', 'That is not an amount. Enter it again.');
