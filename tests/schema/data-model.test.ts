import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { type CollectionName, collectionNames, collections } from '../../shared/schema/collections.ts';
import { type Field, fieldsOf } from './fields-of.ts';

/** The tables of the page: each under the heading of its collection. */
function tables(page: string): ReadonlyMap<string, ReadonlyMap<string, Field>> {
  return new Map(
    page
      .split(/^## /m)
      .slice(1)
      .filter((section) => section.includes('\n| field |'))
      .map((section) => {
        const [name = '', ...lines] = section.split('\n');
        return [name, new Map(lines.filter((line) => /^\| [a-z_]/.test(line)).flatMap(rowOf))] as const;
      }),
  );
}

function rowOf(line: string): [string, Field][] {
  const [, field = '', type = '', meaning = '', values = ''] = line.split('|').map((cell) => cell.trim());
  if (field === 'field') return [];
  if (meaning === '') throw new Error(`${field} has no meaning`);
  return [[field, { type, values: [...values.matchAll(/`([^`]+)`/g)].map(([, value]) => value ?? '') }]];
}

/** What was asked for: fixed, whatever else is added. A field's type (or null), or the values that it may have. */
const contract: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  users: {
    name: 'String',
    email: 'String',
    phone: 'String',
    role: 'admin|manager|staff',
    username: 'String',
    password_hash: 'String',
    store_id: 'ObjectId',
    status: 'active|inactive',
    last_login: 'Date',
    permissions: 'Array of String',
    created_at: 'Date',
    updated_at: 'Date',
    store_ids: 'Array of ObjectId',
  },
  stores: {
    name: 'String',
    location: 'Object',
    'location.address': 'String',
    'location.city': 'String',
    'location.state': 'String',
    'location.zip': 'String',
    'location.country': 'String',
    contact_person: 'String',
    contact_phone: 'String',
    store_type: 'retail|digital',
    status: 'active|suspended',
    created_at: 'Date',
    updated_at: 'Date',
    code: 'String',
    time_zone: 'String',
    day_starts_at: 'String',
  },
  lotteries: {
    name: 'String',
    code: 'String',
    draw_time: 'String',
    prize_structure: 'Array of Object',
    'prize_structure[].prize_level': 'String',
    'prize_structure[].amount': 'Integer',
    'prize_structure[].rank': 'Integer',
    ticket_price: 'Integer',
    status: 'active|inactive',
    created_by: 'ObjectId',
    created_at: 'Date',
    updated_at: 'Date',
    kind: 'draw|raffle|instant',
    stock_mode: 'none|count|range|pack',
    time_zone: 'String',
    draw_days: 'Array of Integer',
    pools: 'Array of Object',
    cutoff_minutes: 'Integer',
    close_grace_minutes: 'Integer',
    'prize_structure[].kind': 'fixed|share|jackpot|annuity|free_ticket|goods',
    minimum_age: 'Integer',
    claim_days: 'Integer',
    'cancellation.allowed': 'Boolean',
    'cancellation.minutes': 'Integer',
    'offline_policy.allowed': 'Boolean',
    'offline_policy.max_hours': 'Integer',
    'offline_policy.max_tickets': 'Integer',
    'offline_policy.max_amount': 'Integer',
    'offline_policy.stop_before_cutoff_minutes': 'Integer',
  },
  tickets: {
    ticket_number: 'String',
    lottery_id: 'ObjectId',
    store_id: 'ObjectId',
    user_id: 'ObjectId',
    purchase_datetime: 'Date',
    status: 'sold|cancelled|won',
    winning_amount: 'Integer',
    draw_date: 'Date',
    payment_method: 'cash|card|wallet',
    device_info: 'Object',
    'device_info.device_id': 'String',
    'device_info.pos_version': 'String',
    customer_info: 'Object',
    'customer_info.name': 'String',
    'customer_info.phone': 'String',
    'customer_info.email': 'String',
    created_at: 'Date',
    updated_at: 'Date',
    transaction_id: 'String',
    slip_number: 'String',
    selection: 'Object',
    registered_at: 'Date',
    late_at: 'Date',
    security_code_hash: 'String',
    reprints: 'Integer',
  },
  inventory: {
    store_id: 'ObjectId',
    lottery_id: 'ObjectId',
    batch_number: 'String',
    total_stock: 'Integer',
    remaining_stock: 'Integer',
    reorder_threshold: 'Integer',
    restock_flag: 'Boolean',
    last_restocked: 'Date',
    created_at: 'Date',
    allotments: 'Array of Object',
    'allotments[].device_id': 'ObjectId',
    'allotments[].epoch': 'Integer',
    'allotments[].granted': 'Integer',
    'allotments[].used': 'Integer',
  },
  sales: {
    ticket_id: 'ObjectId',
    store_id: 'ObjectId',
    user_id: 'ObjectId',
    lottery_id: 'ObjectId',
    price: 'Integer',
    payment_method: 'cash|card|wallet',
    tax: 'Integer',
    total_amount: 'Integer',
    sale_time: 'Date',
    transaction_id: 'String',
    created_at: 'Date',
    reverses: 'ObjectId',
  },
  reports: {
    report_type: 'sales|inventory|performance',
    store_id: 'ObjectId',
    generated_by: 'ObjectId',
    period: 'Object',
    'period.start_date': 'Date',
    'period.end_date': 'Date',
    status: 'completed|failed|scheduled',
    report_url: 'String',
    created_at: 'Date',
    report_name: 'String',
    schedule: 'String',
    failure: 'String',
  },
  notifications: {
    user_id: 'ObjectId',
    title: 'String',
    message: 'String',
    type: 'inventory_alert|sales_summary|compliance|marketing',
    is_read: 'Boolean',
    created_at: 'Date',
  },
  audit_logs: {
    user_id: 'ObjectId',
    action: 'String',
    entity_type: 'String',
    entity_id: 'ObjectId',
    description: 'String',
    ip_address: 'String',
    device_info: 'String',
    timestamp: 'Date',
  },
  marketing_campaigns: {
    name: 'String',
    message: 'String',
    image: 'String',
    lottery_id: 'ObjectId',
    store_ids: 'Array of ObjectId',
    period: 'Object',
    reward: 'String',
    status: 'String',
  },
  winning_claims: {
    ticket_id: 'ObjectId',
    ticket_number: 'String',
    store_id: 'ObjectId',
    selling_store_id: 'ObjectId',
    user_id: 'ObjectId',
    gross: 'Integer',
    withheld: 'Integer',
    net: 'Integer',
    status: 'pending|approved|paid|rejected',
    method: 'String',
    winner: 'Object',
    decided_by: 'ObjectId',
  },
  wallets: {
    owner: 'Object',
    balance: 'Integer',
    status: 'String',
    store_id: 'ObjectId',
  },
  draw_results: {
    lottery_id: 'ObjectId',
    draw_date: 'Date',
    status: 'scheduled|closed|entered|confirmed|settled|void',
    advertised_jackpot: 'Integer',
    numbers: 'Array of Array of Integer',
    winning_entries: 'Array of Integer',
    tiers: 'Array of Object',
    entered_by: 'ObjectId',
    confirmed_by: 'ObjectId',
    published_at: 'Date',
  },
  pos_devices: {
    store_id: 'ObjectId',
    name: 'String',
    status: 'pending|active|locked|revoked',
    pos_version: 'String',
    last_seen: 'Date',
    unsent: 'Integer',
    pending_commands: 'Array of Object',
  },
};

describe('docs/data-model.md', () => {
  const page = tables(readFileSync('docs/data-model.md', 'utf8'));

  test('has a table for each collection, and no other', () => {
    expect([...page.keys()]).toEqual(collectionNames);
  });

  test.each(collectionNames)('%s: the same fields, types and listed values as the schema', (collection) => {
    expect(Object.fromEntries(page.get(collection) ?? [])).toEqual(Object.fromEntries(fieldsOf(collection)));
  });

  test.each(Object.keys(contract))(
    '%s has what was asked for, by name, type and listed values',
    (collection) => {
      const fields = fieldsOf(collection as CollectionName);
      for (const [field, asked] of Object.entries(contract[collection] ?? {})) {
        const { type, values } = must(fields.get(field), `${collection}.${field}`);
        const plain = type.replace(/ or null$/, '');
        expect([field, plain]).toEqual([field, asked.includes('|') ? 'String' : asked]);
        if (asked.includes('|')) expect([field, values.join('|')]).toEqual([field, asked]);
      }
    },
  );

  test('of the fourteen collections asked for, none is missing', () => {
    expect(Object.keys(contract).length).toBe(14);
    expect(collectionNames.slice(0, 14)).toEqual(Object.keys(contract));
  });

  test('every document bears its id, its stream and its position', () => {
    for (const collection of collectionNames) {
      const fields = fieldsOf(collection);
      expect(['_id', 'stream', 'rev'].map((field) => fields.get(field)?.type)).toEqual([
        'ObjectId',
        'String',
        'Integer',
      ]);
    }
  });

  test('earlier terms of a lottery are its terms', () => {
    const { properties } = collections.lotteries.schema;
    const { properties: earlier } = properties.earlier_terms.items;
    const names = Object.keys(earlier);
    const all = Object.keys(properties);
    const current = [...all.slice(all.indexOf('draw_time'), all.indexOf('max_draws') + 1), 'terms_from'];
    expect(names).toEqual(current);
    for (const name of names) {
      expect(earlier[name as keyof typeof earlier]).toEqual(properties[name as keyof typeof properties]);
    }
  });
});
