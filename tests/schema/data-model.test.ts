import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

/** What was asked for by name: fixed, whatever else is added. Listed values after a colon. */
const contract: Readonly<Record<string, string>> = {
  users: `name email phone role:admin|manager|staff username password_hash store_id status:active|inactive last_login
    permissions created_at updated_at store_ids`,
  stores: `name location location.address location.city location.state location.zip location.country contact_person
    contact_phone store_type:retail|digital status:active|suspended created_at updated_at code time_zone day_starts_at`,
  lotteries: `name code draw_time prize_structure prize_structure[].prize_level prize_structure[].amount ticket_price
    status:active|inactive created_by created_at updated_at kind:draw|raffle|instant
    stock_mode:none|count|range|pack time_zone draw_days pools cutoff_minutes close_grace_minutes
    prize_structure[].kind:fixed|share|jackpot|annuity|free_ticket|goods minimum_age claim_days cancellation.allowed
    cancellation.minutes offline_policy.allowed offline_policy.max_hours offline_policy.max_tickets
    offline_policy.max_amount offline_policy.stop_before_cutoff_minutes`,
  tickets: `ticket_number lottery_id store_id user_id purchase_datetime status:sold|cancelled|won winning_amount draw_date
    payment_method:cash|card|wallet device_info device_info.device_id device_info.pos_version customer_info
    customer_info.name customer_info.phone customer_info.email created_at updated_at transaction_id slip_number selection
    registered_at late_at security_code_hash reprints`,
  inventory: `store_id lottery_id batch_number total_stock remaining_stock reorder_threshold restock_flag last_restocked
    created_at allotments allotments[].device_id allotments[].epoch allotments[].granted allotments[].used`,
  sales: `ticket_id store_id user_id lottery_id price payment_method tax total_amount sale_time transaction_id created_at
    reverses`,
  reports: `report_type:sales|inventory|performance store_id generated_by period period.start_date period.end_date
    status:completed|failed|scheduled report_url created_at report_name schedule failure`,
  notifications: `user_id title message type:inventory_alert|sales_summary|compliance|marketing is_read created_at`,
  audit_logs: 'user_id action entity_type entity_id description ip_address device_info timestamp',
  marketing_campaigns: 'name message image lottery_id store_ids period reward status',
  winning_claims: `ticket_id ticket_number store_id selling_store_id user_id gross withheld net
    status:pending|approved|paid|rejected method winner decided_by`,
  wallets: 'owner balance status store_id',
  draw_results: `lottery_id draw_date status:scheduled|closed|entered|confirmed|settled|void advertised_jackpot numbers
    winning_entries tiers entered_by confirmed_by published_at`,
  pos_devices: `store_id name status:pending|active|locked|revoked pos_version last_seen unsent pending_commands`,
};

describe('docs/data-model.md', () => {
  const page = tables(readFileSync('docs/data-model.md', 'utf8'));

  test('has a table for each collection, and no other', () => {
    expect([...page.keys()]).toEqual(collectionNames);
  });

  test.each(collectionNames)('%s: the same fields, types and listed values as the schema', (collection) => {
    expect(Object.fromEntries(page.get(collection) ?? [])).toEqual(Object.fromEntries(fieldsOf(collection)));
  });

  test.each(Object.keys(contract))('%s has what was asked for by name', (collection) => {
    const fields = fieldsOf(collection as CollectionName);
    for (const asked of contract[collection]?.split(/\s+/) ?? []) {
      const [field = '', values] = asked.split(':');
      expect([...fields.keys()]).toContain(field);
      if (values) expect(fields.get(field)?.values, field).toEqual(values.split('|'));
    }
  });

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
