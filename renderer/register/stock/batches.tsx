import { useTranslation } from 'react-i18next';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { TouchButton } from '../../kit/touch-button.tsx';
import { useFormat, useView } from '../till-context.ts';
import { heldByThisTill } from './held.ts';
import classes from './stock.module.css';

/** Batches with something left, by game, the newest of each first. */
export function useBatches(): readonly Inventory[] {
  const { inventory, lotteries } = useView();
  const placeOf = (id: string) => lotteries.findIndex(({ _id }) => _id === id);
  return inventory
    .filter(({ remaining_stock }) => remaining_stock !== 0)
    .toSorted(
      (a, b) => placeOf(a.lottery_id) - placeOf(b.lottery_id) || (a.created_at < b.created_at ? 1 : -1),
    );
}

const gameOf = (lotteries: readonly Lottery[], id: string): string =>
  lotteries.find(({ _id }) => _id === id)?.name ?? '–';

interface BatchesProps {
  readonly batches: readonly Inventory[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

export function Batches({ batches, chosenId, onChoose }: BatchesProps) {
  const { t } = useTranslation();
  const view = useView();
  const { count } = useFormat();
  if (batches.length === 0) return <p>{t('stock.none')}</p>;
  return (
    <table aria-label={t('stock.title')}>
      <thead>
        <tr>
          <th>{t('stock.lottery')}</th>
          <th>{t('stock.batch')}</th>
          <th data-amount>{t('stock.onHand')}</th>
          <th data-amount>{t('stock.thisTill')}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch._id} data-chosen={batch._id === chosenId || undefined}>
            <td>
              <b>{gameOf(view.lotteries, batch.lottery_id)}</b>
            </td>
            <td>
              <TouchButton
                look="card"
                className={classes.batch}
                pressed={batch._id === chosenId}
                onPress={() => onChoose(batch._id)}
              >
                {batch.batch_number}
              </TouchButton>
            </td>
            <td data-amount>
              {batch.restock_flag && <span className={classes.low}>{t('stock.lowMark')}</span>}{' '}
              {count(batch.remaining_stock)}
            </td>
            <td data-amount>{count(heldByThisTill(batch, view))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
