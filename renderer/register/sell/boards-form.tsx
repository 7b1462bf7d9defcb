import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBoard, parseNumbers } from '../../../shared/domain/numbers.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Board } from '../../../shared/schema/tickets.ts';
import { KeyButton } from '../../kit/key-button.tsx';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { useLayer } from '../keys/layers.ts';
import { useRegister } from '../till-context.ts';
import { clearNotice, showRefusal } from '../transitions/notices.ts';
import classes from './entry-panel.module.css';
import { NumberGrids } from './number-grids.tsx';
import { GamesSide, RightSide } from './sides.tsx';

interface BoardsFormProps {
  readonly lottery: Lottery;
  readonly initial: readonly Board[];
  readonly onDone: (boards: readonly Board[]) => void;
  readonly back: () => void;
  /** Numbers of another game on a line of their own. */
  readonly otherGame?: () => void;
}

/** Enter adds the board that was typed; Enter with nothing typed takes the ticket. */
export function BoardsForm({ lottery, initial, onDone, back, otherGame }: BoardsFormProps) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const [boards, setBoards] = useState(initial);
  const [text, setText] = useState('');
  const { pools, max_boards: max } = lottery;
  const full = boards.length >= max;

  const refuse = (message: string) => store.change(showRefusal(message));
  const add = (board: Board) => {
    if (full) return refuse(t('sell.boardsFull', { max }));
    setBoards([...boards, board]);
    setText('');
    store.change(clearNotice);
  };
  const enter = () => {
    if (text.trim() === '') return boards.length === 0 ? refuse(t('sell.noBoards')) : onDone(boards);
    const parsed = parseNumbers(pools, text);
    if (parsed.ok) add(parsed.value);
    else refuse(refusalText(t, parsed.refusal));
  };
  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: text.trim() === '' ? t('sell.takeTicket') : t('sell.addBoard'),
        run: enter,
        primary: true,
      },
      {
        key: 'F3',
        label: t('sell.addQuickPick'),
        run: () => add(till.quickPick(lottery._id)),
        disabled: full,
      },
      ...(otherGame ? [{ key: 'F4', label: t('sell.otherGame'), run: otherGame }] : []),
      { key: 'Escape', label: t('sell.keyBack'), run: back },
    ],
    onKey: () => true,
  });
  const asked = t('sell.poolsAsked', {
    pools: pools.map(({ pick, from, to }) => t('refusalItems.pools', { pick, from, to })),
  });
  const isDigits = pools.every(({ to }) => to <= 9);
  const form = (
    <section className={classes.panel} aria-label={t('sell.numbersTitle', { game: lottery.name })}>
      <h2>{t('sell.numbersTitle', { game: lottery.name })}</h2>
      <TextField
        label={t('sell.numbers')}
        description={`${asked} ${isDigits ? t('sell.digitsHint') : t('sell.numbersHint')}`}
        value={text}
        onChange={setText}
        focused
        inputMode="none"
        maxLength={200}
      />
      {isDigits && <NumberPad label={t('sell.digits')} value={text} onChange={setText} />}
      <p className="soft">{t('sell.boards', { count: boards.length, max })}</p>
      <ol className={classes.boards}>
        {boards.map((board, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two boards may be alike
          <li key={index}>
            <b>{formatBoard(board, pools)}</b>
            <KeyButton
              shortcut={null}
              label={t('sell.removeBoard', { number: index + 1 })}
              onPress={() => setBoards(boards.filter((_, at) => at !== index))}
            >
              ×
            </KeyButton>
          </li>
        ))}
      </ol>
    </section>
  );
  return (
    <>
      {isDigits ? <GamesSide /> : <NumberGrids pools={pools} text={text} onChange={setText} />}
      <RightSide>{form}</RightSide>
    </>
  );
}
