import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import type { Offer } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { clearNotice } from '../transitions/notices.ts';
import { closePanel } from '../transitions/panels.ts';
import { isQuickPicks, rowOffer } from './basket.ts';
import { BoardsForm } from './boards-form.tsx';
import classes from './entry-panel.module.css';
import { addOffer, changeBoards, selectedRow } from './sell-actions.ts';
import { GamesSide, RightSide } from './sides.tsx';

/** Chosen numbers: of the selected line where it is of a draw game, otherwise of a new one; F4 again asks which. */
export function NumbersPanel() {
  const register = useRegister();
  const { offers } = useTillState();
  const [row, setRow] = useState(() => {
    const selected = selectedRow(register);
    return selected && selected.tickets.length > 0 ? selected : undefined;
  });
  const [chosen, setChosen] = useState<string | null>(row?.lotteryId ?? null);
  const back = () => register.store.change(closePanel);
  const playable = offers
    .map((offer, index) => ({ offer, number: index + 1 }))
    .filter(({ offer }) => offer.lottery.kind === 'draw' && offer.lottery.pools.length > 0);
  const only = playable.length === 1 ? playable[0]?.offer : undefined;
  const offer = rowOffer(offers, row) ?? offers.find(({ lottery }) => lottery._id === chosen) ?? only;

  if (!offer)
    return (
      <ChooseGame
        playable={playable}
        digits={offers.length >= 10 ? 2 : 1}
        onChoose={({ lottery }) => setChosen(lottery._id)}
        back={back}
      />
    );
  // Numbers once chosen can be changed; quick picks make way for chosen ones.
  const boards = row && !isQuickPicks(row) ? (row.tickets[0] ?? []) : [];
  const otherGame = () => {
    setRow(undefined);
    setChosen(null);
    register.store.change(clearNotice);
  };
  return (
    <BoardsForm
      lottery={offer.lottery}
      initial={boards}
      {...(playable.length > 1 ? { otherGame } : {})}
      back={back}
      onDone={(done) =>
        row ? changeBoards(register, row, done) : addOffer(register, offer, 1, { boards: done })
      }
    />
  );
}

interface ChooseGameProps {
  readonly playable: readonly { readonly offer: Offer; readonly number: number }[];
  /** Of a game's number, as on the tiles. */
  readonly digits: 1 | 2;
  readonly onChoose: (offer: Offer) => void;
  readonly back: () => void;
}

function ChooseGame({ playable, digits, onChoose, back }: ChooseGameProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  useLayer({
    level: 1,
    actions: [{ key: 'Escape', label: t('sell.keyBack'), run: back }],
    onKey: (key) => {
      if (!/^\d$/.test(key)) return true;
      const text = typed + key;
      setTyped(text.length < digits ? text : '');
      const found = text.length === digits && playable.find(({ number }) => number === Number(text));
      if (found) onChoose(found.offer);
      return true;
    },
  });
  return (
    <>
      <GamesSide asked={{ offers: playable.map(({ offer }) => offer), onChoose }} />
      <RightSide>
        <section className={classes.panel} aria-label={t('sell.chooseGame')}>
          <h2>{t('sell.chooseGame')}</h2>
          {playable.length === 0 && <p>{t('sell.noNumberGames')}</p>}
          <div className={classes.games}>
            {playable.map(({ offer, number }) => (
              <KeyButton
                key={offer.lottery._id}
                shortcut={String(number).padStart(digits, '0')}
                label={offer.lottery.name}
                onPress={() => onChoose(offer)}
              />
            ))}
          </div>
        </section>
      </RightSide>
    </>
  );
}
