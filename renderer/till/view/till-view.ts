import { businessDayOf } from '../../../shared/domain/business-day.ts';
import { inGameOrder } from '../../../shared/domain/game-order.ts';
import type { DayTotals } from '../../../shared/schema/day-totals.ts';
import type { TillView } from '../api.ts';
import { type DeskView, openShiftOf } from '../commands/desk.ts';
import type { EpochPapers } from '../sync/papers.ts';
import { headOf, type View } from './view.ts';

/** Whether the documents are enough to work with: the chain's settings, the own store and the own head. */
export const isComplete = (view: View, papers: EpochPapers): boolean =>
  view.all('chain_settings').length > 0 &&
  view.held('stores', papers.store_id) !== null &&
  headOf(view.documents, papers) !== null;

/** The small documents as screens take them; null until there are any. `before`: kept where nothing changed. */
export function tillViewOf(
  view: DeskView,
  papers: EpochPapers,
  now: string,
  before: TillView | null,
): TillView | null {
  const settings = view.all('chain_settings')[0];
  const store = view.held('stores', papers.store_id);
  if (!settings || !store) return null;
  const next: TillView = {
    settings,
    store,
    device: view.held('pos_devices', papers.device_id),
    epoch: papers.epoch,
    tillNumber: papers.till_number,
    lotteries: keep(before?.lotteries ?? [], inGameOrder(view.all('lotteries'))),
    users: view.all('users'),
    devices: view.all('pos_devices'),
    inventory: view.all('inventory'),
    stockLevels: view.all('stock_levels'),
    shift: openShiftOf({ view, papers }),
    notifications: newest(view.all('notifications'), before?.notifications),
    exceptions: openOnes(view.all('exceptions'), before?.exceptions),
    dayTotals: lastTwoDays(view.all('day_totals'), businessDayOf(now, store).business_day, before?.dayTotals),
  };
  return before && sameFields(before, next) ? before : next;
}

const newest = (list: TillView['notifications'], before: TillView['notifications'] = []) =>
  keep(before, list.toSorted((a, b) => (a.created_at > b.created_at ? -1 : 1)).slice(0, 100));

const openOnes = (list: TillView['exceptions'], before: TillView['exceptions'] = []) =>
  keep(
    before,
    list.filter((exception) => exception.status === 'open'),
  );

/** Of the current business day and the last one before it that has any. */
function lastTwoDays(list: readonly DayTotals[], today: string, before: TillView['dayTotals'] = []) {
  const last = list.map((totals) => totals.business_day).filter((day) => day < today);
  const yesterday = last.reduce((a, b) => (a > b ? a : b), '');
  return keep(
    before,
    list.filter(({ business_day }) => business_day === yesterday || business_day >= today),
  );
}

/** The array of before where it holds the same, so that screens do not draw anew. */
const keep = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && after.every((value, i) => value === before[i]) ? before : after;

const sameFields = (a: TillView, b: TillView): boolean =>
  (Object.keys(a) as (keyof TillView)[]).every((field) => a[field] === b[field]);
