import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPermissions, may, type Permission, permissions } from '../../shared/domain/permissions.ts';
import type { Role } from '../../shared/schema/users.ts';
import { holds } from './laws.ts';

const role = fc.constantFrom<Role>('admin', 'manager', 'staff');
const permission = fc.constantFrom(...permissions);
const active = (user: { role: Role; permissions?: string[] }) => ({
  status: 'active' as const,
  permissions: [],
  ...user,
});

/** What each role may do unless a user's own list says otherwise. */
const matrix: Record<Permission, string> = {
  'tickets.sell': 'admin manager staff',
  'tickets.cancel': 'admin manager staff',
  'tickets.cancel_others': 'admin manager',
  'tickets.reprint': 'admin manager staff',
  'tickets.misprint': 'admin manager',
  'claims.pay': 'admin manager staff',
  'stock.receive': 'admin manager',
  'stock.release': 'admin manager',
  'stock.adjust': 'admin manager',
  'shift.open': 'admin manager staff',
  'shift.close': 'admin manager staff',
  'shift.cash': 'admin manager staff',
  'shift.no_sale': 'admin manager',
  'reports.read': 'admin manager',
  'exceptions.settle': 'admin manager',
  'users.manage': 'admin manager',
  'devices.manage': 'admin',
  'chain.manage': 'admin',
};

describe('rights', () => {
  test.each(permissions)('[SEC2] %s belongs to the roles of the matrix and no others', (right) => {
    const holders = (['admin', 'manager', 'staff'] as const).filter((name) =>
      may(active({ role: name }), right),
    );
    expect(holders.join(' ')).toBe(matrix[right]);
  });

  test('[SEC2] who is inactive has none', () => {
    holds(
      fc.property(role, permission, (name, right) => {
        expect(may({ role: name, permissions: [right], status: 'inactive' }, right)).toBe(false);
      }),
    );
  });

  test('[SEC2] a user’s list adds to the role’s and takes from it; taking wins', () => {
    holds(
      fc.property(role, permission, (name, right) => {
        expect(may(active({ role: name, permissions: [right] }), right)).toBe(true);
        expect(may(active({ role: name, permissions: [`-${right}`] }), right)).toBe(false);
        expect(may(active({ role: name, permissions: [right, `-${right}`] }), right)).toBe(false);
      }),
    );
  });

  test('[SEC2] a list changes no right that it does not name, and unknown names give nothing', () => {
    holds(
      fc.property(role, permission, fc.array(fc.oneof(permission, fc.string())), (name, right, list) => {
        const others = list.filter((entry) => entry !== right && entry !== `-${right}`);
        expect(may(active({ role: name, permissions: others }), right)).toBe(
          defaultPermissions[name].includes(right),
        );
      }),
    );
  });
});
