import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../components/touch-button.tsx';
import { useFormat, useView } from '../till-context.ts';
import { heldByThisTill } from './held.ts';
import classes from './stock.module.css';

interface BatchesProps {
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

/** Batches with something left, by game. */
export function Batches({ chosenId, onChoose }: BatchesProps) {
  const { t } = useTranslation();
  const view = useView();
  const { count } = useFormat();
  const nameOf = (id: string) => view.lotteries.find(({ _id }) => _id === id)?.name ?? '–';
  const batches = view.inventory
    .filter(({ remaining_stock }) => remaining_stock !== 0)
    .toSorted(
      (a, b) =>
        nameOf(a.lottery_id).localeCompare(nameOf(b.lottery_id)) || (a.created_at < b.created_at ? 1 : -1),
    );
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
              <b>{nameOf(batch.lottery_id)}</b>
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
