import { useTranslation } from 'react-i18next';
import type { DrawerCount } from '../../till/api.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import type { Way } from '../register-state.ts';
import { useAskingAloud } from '../use-asking.ts';
import type { Counting } from './counting.ts';

interface CountLayer {
  readonly counting: Counting;
  /** What Enter does once everything is counted. */
  readonly label: string;
  /** Why nothing can be counted now. */
  readonly refusal: () => string | null;
  readonly onCounted: (count: DrawerCount) => void;
  readonly onBack: () => void;
  readonly more?: readonly Action[];
}

/**
 * The keys of a blind count. Enter goes from field to field, as fingers expect who type a column of figures; only in the
 * last one is the count done. Gives how to choose the way of counting.
 */
export function useCountLayer(layer: CountLayer): (way: Way) => void {
  const { counting, label, refusal, onCounted, onBack, more = [] } = layer;
  const { t } = useTranslation();
  const { refuse } = useAskingAloud();
  const finish = () => {
    const refused = refusal();
    if (refused !== null) return refuse(refused);
    const count = counting.read();
    if ('refusal' in count) return refuse(count.refusal);
    refuse(null);
    onCounted(count);
  };
  const choose = (way: Way) => {
    counting.setWay(way);
    refuse(null);
  };
  const { next, setAt } = counting;
  useLayer({
    level: 0,
    actions: [
      next === null
        ? { key: 'Enter', label, run: finish, primary: true }
        : { key: 'Enter', label: t('closeShift.next'), run: () => setAt(next), primary: true },
      {
        key: 'F2',
        label: t('closeShift.switchWay'),
        run: () => choose(counting.way === 'sum' ? 'pieces' : 'sum'),
      },
      ...(next === null ? [] : [{ key: 'F3', label: t('closeShift.finish'), run: finish }]),
      ...more,
      { key: 'Escape', label: t('closeShift.back'), run: onBack },
    ],
  });
  return choose;
}
