import { useTranslation } from 'react-i18next';
import { formatBoard } from '../../../shared/domain/numbers.ts';
import { shownSerial } from '../../../shared/domain/printed-serial.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { KeyButton } from '../../kit/key-button.tsx';
import { TouchButton } from '../../kit/touch-button.tsx';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { removeRow, selectRow } from '../transitions/basket.ts';
import { clearNotice } from '../transitions/notices.ts';
import type { BasketRow } from './basket.ts';
import classes from './basket-panel.module.css';
import { changeQuantity } from './sell-actions.ts';

const shownBoards = 5;

interface BasketRowItemProps {
  readonly row: BasketRow;
  readonly lottery: Lottery | undefined;
  /** One of its draws can no longer be sold. */
  readonly closed: boolean;
  readonly total: string;
  readonly selected: boolean;
}

export function BasketRowItem({ row, lottery, closed, total, selected }: BasketRowItemProps) {
  const { t } = useTranslation();
  const register = useRegister();
  const format = useFormat();
  const { inventory } = useView();
  const batch = inventory.find(({ _id }) => _id === row.printed?.batchId)?.batch_number ?? '';
  const name = lottery?.name ?? '';
  const [first, ...more] = row.draws;
  const boards = row.tickets.flat();
  return (
    <li className={classes.row} data-selected={selected || undefined}>
      <TouchButton
        look="row"
        className={classes.main}
        current={selected}
        onPress={() => register.store.change(selectRow(row.id), clearNotice)}
      >
        <span className={classes.head}>
          <b>{row.quantity === 1 ? name : `${row.quantity} × ${name}`}</b>
          <b>{total}</b>
        </span>
        {first && (
          <span className={classes.board}>
            <span>
              {format.day(first)} {more.length > 0 && t('sell.moreDraws', { count: more.length })}
            </span>
            {closed && <span className={classes.closed}>{t('sell.drawClosed')}</span>}
          </span>
        )}
        {row.printed && (
          <span className={classes.board}>
            <b>{t('sell.printed', { serial: shownSerial(row.printed.serial), batch })}</b>
          </span>
        )}
        {boards.slice(0, shownBoards).map((board, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two quick picks may be alike
          <span key={index} className={classes.board}>
            <b>{formatBoard(board, lottery?.pools)}</b>
            <span>{board.quick_pick ? t('sell.quickPickShort') : t('sell.chosen')}</span>
          </span>
        ))}
        {boards.length > shownBoards && (
          <span className={classes.board}>
            {t('sell.moreTickets', { count: boards.length - shownBoards })}
          </span>
        )}
      </TouchButton>
      {selected && (
        <div className={classes.buttons}>
          <KeyButton
            shortcut="-"
            label={t('sell.one.fewer')}
            onPress={() => changeQuantity(register, row, row.quantity - 1)}
          />
          <KeyButton
            shortcut="+"
            label={t('sell.one.more')}
            onPress={() => changeQuantity(register, row, row.quantity + 1)}
          />
          <KeyButton
            shortcut="Delete"
            label={t('sell.one.remove')}
            onPress={() => register.store.change(removeRow(row.id))}
          />
        </div>
      )}
    </li>
  );
}
