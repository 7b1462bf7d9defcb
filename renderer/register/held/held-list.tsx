import { useTranslation } from 'react-i18next';
import { ListRow, RowList } from '../../kit/list-row.tsx';
import { basketLines } from '../sell/basket.ts';
import { useFormat, useRegister, useTillState, useView } from '../till-context.ts';

interface HeldListProps {
  /** Touching one chooses it; without, the list is only shown: its numbers are no keys then. */
  readonly onChoose?: (number: number) => void;
  readonly chosen?: number | null;
}

/** Baskets put aside at this till, with what they come to now. */
export function HeldList({ onChoose, chosen = null }: HeldListProps) {
  const { t } = useTranslation();
  const { till } = useRegister();
  const { held } = useTillState();
  const { lotteries } = useView();
  const format = useFormat();
  const titleOf = (number: number, name: string) => {
    const shown = t('held.number', { number });
    return name === '' ? shown : `${shown} · ${name}`;
  };
  const nameOf = (id: string) => lotteries.find(({ _id }) => _id === id)?.name ?? t('held.unknownGame');
  return (
    <RowList label={t('held.title')}>
      {held.map(({ number, name, at, rows }) => {
        const lines = basketLines(rows.map((row) => ({ ...row, id: number })));
        const games = new Set(rows.map(({ lotteryId }) => lotteryId));
        return (
          <ListRow
            key={number}
            {...(onChoose ? { shortcut: String(number) } : {})}
            title={titleOf(number, name)}
            amount={format.money(till.price(lines).total)}
            detail={[...[...games].map(nameOf), format.time(at)].join(' · ')}
            pressed={number === chosen}
            onPress={onChoose && (() => onChoose(number))}
          />
        );
      })}
    </RowList>
  );
}
