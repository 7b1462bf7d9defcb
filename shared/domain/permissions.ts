import type { Role, User } from '../schema/users.ts';

export const permissions = [
  'tickets.sell',
  'tickets.cancel',
  'tickets.cancel_others',
  'tickets.reprint',
  'tickets.misprint',
  'claims.pay',
  'stock.receive',
  'stock.release',
  'stock.adjust',
  'shift.open',
  'shift.close',
  'shift.cash',
  'shift.no_sale',
  'reports.read',
  'exceptions.settle',
  'users.manage',
  'devices.manage',
  'chain.manage',
] as const;
export type Permission = (typeof permissions)[number];

const staff: readonly Permission[] = [
  'tickets.sell',
  'tickets.cancel',
  'tickets.reprint',
  'claims.pay',
  'shift.open',
  'shift.close',
  'shift.cash',
];

const manager: readonly Permission[] = [
  ...staff,
  'tickets.cancel_others',
  'tickets.misprint',
  'stock.receive',
  'stock.release',
  'stock.adjust',
  'shift.no_sale',
  'reports.read',
  'exceptions.settle',
  'users.manage',
];

/** What a role may do unless a user's own `permissions` say otherwise. At which stores is not decided here. */
export const defaultPermissions: Record<Role, readonly Permission[]> = { staff, manager, admin: permissions };

/**
 * Whether a user has a right. `user.permissions` adds to the role's rights (`tickets.cancel`) and takes from them
 * (`-tickets.cancel`); taking wins. Who is inactive has none.
 */
export function may(user: Pick<User, 'role' | 'permissions' | 'status'>, permission: Permission): boolean {
  if (user.status !== 'active' || user.permissions.includes(`-${permission}`)) return false;
  return user.permissions.includes(permission) || defaultPermissions[user.role].includes(permission);
}
