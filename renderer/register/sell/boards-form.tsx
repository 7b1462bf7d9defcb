import { useState } from 'react';
import { formatBoard, parseNumbers } from '../../../shared/domain/numbers.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Board } from '../../../shared/schema/tickets.ts';
import { KeyButton } from '../../components/key-button.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister } from '../till-context.ts';
import classes from './entry-panel.module.css';
import { texts } from './texts.ts';

interface BoardsFormProps {
  readonly lottery: Lottery;
  readonly initial: readonly Board[];
  readonly onDone: (boards: readonly Board[]) => void;
  readonly back: () => void;
}

/** Enter adds the board that was typed; Enter with nothing typed takes the ticket. */
export function BoardsForm({ lottery, initial, onDone, back }: BoardsFormProps) {
  const { till, store } = useRegister();
  const [boards, setBoards] = useState(initial);
  const [text, setText] = useState('');
  const { pools, max_boards: max } = lottery;
  const full = boards.length >= max;

  const refuse = (message: string) => store.setState({ notice: { kind: 'refusal', text: message } });
  const add = (board: Board) => {
    if (full) return refuse(texts.boardsFull(max));
    setBoards([...boards, board]);
    setText('');
    store.setState({ notice: null });
  };
  const enter = () => {
    if (text.trim() === '') return boards.length === 0 ? refuse(texts.noBoards) : onDone(boards);
    const parsed = parseNumbers(pools, text);
    if (parsed.ok) add(parsed.value);
    else refuse(parsed.refusal.message);
  };
  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: text.trim() === '' ? texts.takeTicket : texts.addBoard,
        run: enter,
        primary: true,
      },
      { key: 'F3', label: texts.addQuickPick, run: () => add(till.quickPick(lottery._id)), disabled: full },
      { key: 'Escape', label: texts.keyBack, run: back },
    ],
    onKey: () => true,
  });
  const asked = pools.map(({ pick, from, to }) => texts.poolAsk(pick, from, to)).join(texts.poolPlus);
  const isDigits = pools.every(({ to }) => to <= 9);
  return (
    <section className={classes.panel} aria-label={texts.numbersTitle(lottery.name)}>
      <h2>{texts.numbersTitle(lottery.name)}</h2>
      <TextField
        label={texts.numbers}
        description={`${asked}. ${isDigits ? texts.digitsHint : texts.numbersHint}`}
        value={text}
        onChange={setText}
        focused
        inputMode="none"
        maxLength={200}
      />
      <NumberPad label={texts.digits} value={text} onChange={setText} extra={isDigits ? [] : [' ']} />
      <p className="soft">{texts.boards(boards.length, max)}</p>
      <ol className={classes.boards}>
        {boards.map((board, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two boards may be alike
          <li key={index}>
            <b>{formatBoard(board, pools)}</b>
            <KeyButton
              shortcut={null}
              label={texts.removeBoard(index + 1)}
              onPress={() => setBoards(boards.filter((_, at) => at !== index))}
            >
              ×
            </KeyButton>
          </li>
        ))}
      </ol>
    </section>
  );
}
