import type { Permission } from '../../../shared/domain/permissions.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import { maxAmountMinor } from '../../../shared/schema/scalars.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Approval, Credential, MovedCash, Session, Till } from '../api.ts';
import { type Desk, mayDo, requireShift } from './desk.ts';
import { writtenReason } from './written-reason.ts';

export type CheckUser = (username: string, credential: Credential) => Promise<Result<Session>>;

/** Not refused beyond what the drawer should hold: the refusal would tell what a blind count must not know. */
export async function moveCash(
  desk: Desk,
  { movement, amountMinor, reason, approval }: Parameters<Till['moveCash']>[0],
  check: CheckUser,
): Promise<Result<MovedCash>> {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > maxAmountMinor) {
    return refuse('money.invalid', { context: 'nothing' });
  }
  if (movement !== 'safe_drop' && reason.trim() === '') {
    return refuse('cash.no_reason');
  }
  const byName = desk.session()?.user.name ?? '';
  const lent = await lend(desk, 'shift.cash', approval, check);
  if (!lent.ok) return lent;
  const committed = await desk.commit('shift.cash_moved', () => {
    const shift = requireShift(desk);
    if (!shift.ok) return shift;
    return ok({
      shift_id: shift.value._id,
      movement,
      amount: amountMinor,
      reason: writtenReason(reason),
      authorized_by: lent.value,
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  const { at, seq, body } = committed.value;
  return ok({ movement, amountMinor, reason: body.reason, at, seq, byName });
}

export async function noSale(
  desk: Desk,
  reason: string,
  approval: Approval | null,
  check: CheckUser,
): Promise<Result<Shift>> {
  const lent = await lend(desk, 'shift.no_sale', approval, check);
  if (!lent.ok) return lent;
  const committed = await desk.commit('shift.no_sale', () => {
    const shift = requireShift(desk);
    if (!shift.ok) return shift;
    return ok({
      shift_id: shift.value._id,
      reason: writtenReason(reason),
      authorized_by: lent.value,
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  return ok(must(await desk.view.get('shifts', committed.value.body.shift_id), 'shift of a no-sale'));
}

/** Who lends the right: nobody (null) where the cashier has it, otherwise the manager whose PIN was given. */
export async function lend(
  desk: Desk,
  permission: Permission,
  approval: Approval | null,
  check: CheckUser,
): Promise<Result<string | null>> {
  const session = desk.session();
  if (!session) return refuse('session.none');
  if (mayDo(desk, session, permission)) return ok(null);
  if (!approval) {
    return refuse('permission.missing', { context: 'lend' });
  }
  const checked = await check(approval.username, { by: 'pin', secret: approval.pin });
  if (!checked.ok) return checked;
  return mayDo(desk, checked.value, permission)
    ? ok(checked.value.user.id)
    : refuse('permission.missing', { context: 'lender' });
}
