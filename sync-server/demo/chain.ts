import { objectIdFromKey } from '../../shared/domain/ids.ts';
import type { Unposted } from '../../shared/posting/workspace.ts';
import type { Role } from '../../shared/schema/users.ts';

/** Invented, as are all its places and people. */
export const demoSettings = (at: string): Unposted<'chain_settings'> => ({
  _id: objectIdFromKey('chain_settings'),
  name: 'Tillside Demonstration Lottery',
  currency: 'USD',
  currency_exponent: 2,
  rounding: 'half_up',
  denominations: null,
  cash_rounding_step: null,
  locale: 'en-US',
  minimum_age: 18,
  claim_limit_store: 60_000,
  claim_limit_offline: 10_000,
  basket_max_amount: 200_000,
  large_sale_amount: 20_000,
  helpline: 'Play within your means. Help is free: 1-800-555-0100',
  created_at: at,
  updated_at: at,
});

interface DemoStore {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly time_zone: string;
}

export const demoStoreList: readonly [DemoStore, ...DemoStore[]] = [
  {
    code: 'NY1',
    name: 'Demo Store New York',
    city: 'New York',
    state: 'NY',
    zip: '10001',
    time_zone: 'America/New_York',
  },
  {
    code: 'CH2',
    name: 'Demo Store Chicago',
    city: 'Chicago',
    state: 'IL',
    zip: '60601',
    time_zone: 'America/Chicago',
  },
  {
    code: 'CA3',
    name: 'Demo Store Los Angeles',
    city: 'Los Angeles',
    state: 'CA',
    zip: '90001',
    time_zone: 'America/Los_Angeles',
  },
];

export const demoStoreId = (code: string): string => objectIdFromKey('stores', 'demo', code);

export const demoStores = (at: string): Unposted<'stores'>[] =>
  demoStoreList.map(({ code, name, city, state, zip, time_zone }) => ({
    _id: demoStoreId(code),
    name,
    location: { address: '1 Example Street', city, state, zip, country: 'US' },
    contact_person: 'Demo Manager',
    contact_phone: '+1 800 555 0100',
    store_type: 'retail',
    status: 'active',
    created_at: at,
    updated_at: at,
    code,
    time_zone,
    day_starts_at: '05:00',
    selling_commission_bp: 500,
    cashing_commission_bp: 100,
  }));

interface DemoUser {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Code of the store; null for head office. */
  readonly store: string | null;
  readonly relief: readonly string[];
}

/** One for all: it is a demonstration. */
export const demoPassword = 'demo-1234';

export const demoUserList: readonly DemoUser[] = [
  { username: 'admin', name: 'Demo Admin', role: 'admin', store: null, relief: [] },
  { username: 'manager', name: 'Demo Manager', role: 'manager', store: 'NY1', relief: [] },
  { username: 'cashier', name: 'Demo Cashier', role: 'staff', store: 'NY1', relief: [] },
  { username: 'relief', name: 'Demo Relief', role: 'staff', store: 'NY1', relief: ['CH2', 'CA3'] },
  { username: 'manager.chicago', name: 'Demo Manager Chicago', role: 'manager', store: 'CH2', relief: [] },
  { username: 'cashier.chicago', name: 'Demo Cashier Chicago', role: 'staff', store: 'CH2', relief: [] },
  { username: 'manager.la', name: 'Demo Manager Los Angeles', role: 'manager', store: 'CA3', relief: [] },
  { username: 'cashier.la', name: 'Demo Cashier Los Angeles', role: 'staff', store: 'CA3', relief: [] },
];

export const demoUserId = (username: string): string => objectIdFromKey('users', 'demo', username);

/** `passwordHash`: by user name. */
export const demoUsers = (at: string, passwordHash: ReadonlyMap<string, string>): Unposted<'users'>[] =>
  demoUserList.map(({ username, name, role, store, relief }) => ({
    _id: demoUserId(username),
    name,
    email: null,
    phone: null,
    role,
    username,
    password_hash: passwordHash.get(username) ?? null,
    store_id: store === null ? null : demoStoreId(store),
    status: 'active',
    last_login: null,
    permissions: [],
    created_at: at,
    updated_at: at,
    store_ids: relief.map(demoStoreId),
  }));
