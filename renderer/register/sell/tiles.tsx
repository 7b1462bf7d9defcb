import { useTranslation } from 'react-i18next';
import { priceLine } from '../../../shared/domain/baskets.ts';
import { instantMs, minuteMs } from '../../../shared/domain/instants.ts';
import { KeyHint } from '../../kit/key-hint.tsx';
import { TouchButton } from '../../kit/touch-button.tsx';
import type { Say } from '../../texts/create-texts.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { Offer } from '../../till/api.ts';
import { countdown, type Format } from '../format.ts';
import { typingOf } from '../register-state.ts';
import { useFormat, useNow, useRegister, useRegisterState, useTillState, useView } from '../till-context.ts';
import { addOffer } from './sell-actions.ts';
import type { SellMode } from './sell-mode.ts';
import classes from './tiles.module.css';

/** These stand as the digits do on a keypad, three in a row, and share all the room there is. */
const ofKeypad = 9;

/** With no more rows than these there is room for larger words, too. */
const twoRows = 6;

/** More tiles than these are smaller, so that twice as many still stand on the smallest screen. */
const comfortable = 12;

/** Which game? A tile that is touched is the answer. */
export interface AskedGame {
  readonly offers: readonly Offer[];
  readonly onChoose: (offer: Offer) => void;
}

/** Where the right side asks for something else, a tile must not add to the basket behind it. */
const takingGames: ReadonlySet<SellMode['is']> = new Set(['basket', 'receipt', 'unprinted']);

/** A tile per game: its key, its next draw, what the customer pays, what is left. */
export function Tiles({ asked }: { readonly asked?: AskedGame | undefined }) {
  const { t } = useTranslation();
  const register = useRegister();
  const { store } = register;
  const { offers } = useTillState();
  const now = useNow();
  const takesGames = useRegisterState(({ mode }) => takingGames.has(mode.is));
  const width = offers.length >= 10 ? 2 : 1;
  if (offers.length === 0) return <p className={classes.empty}>{t('sell.noGames')}</p>;
  return (
    <section
      className={`${classes.tiles} scrolls`}
      data-few={offers.length <= ofKeypad || undefined}
      data-large={offers.length <= twoRows || undefined}
      data-many={offers.length > comfortable || undefined}
      aria-label={t('sell.games')}
    >
      {offers.map((offer, index) => (
        <Tile
          key={offer.lottery._id}
          offer={offer}
          shortcut={String(index + 1).padStart(width, '0')}
          now={now}
          disabled={
            asked ? !asked.offers.some(({ lottery }) => lottery._id === offer.lottery._id) : !takesGames
          }
          onPress={() => {
            if (asked) return asked.onChoose(offer);
            addOffer(register, offer, typingOf(store.getState()).times ?? 1);
          }}
        />
      ))}
    </section>
  );
}

interface TileProps {
  readonly offer: Offer;
  readonly shortcut: string;
  readonly now: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

function Tile({ offer, shortcut, now, disabled, onPress }: TileProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { settings } = useView();
  const { lottery, blocked } = offer;
  const { total } = priceLine({ ...lottery, boards: 1, rounding: settings.rounding });
  const jackpot = jackpotOf(offer);
  const closing = closesInMs(offer, now);
  return (
    <TouchButton
      look="card"
      className={`${classes.tile} ${blocked === null ? '' : classes.blocked}`}
      shortcut={shortcut}
      disabled={disabled}
      onPress={onPress}
    >
      <span className={classes.name}>
        <KeyHint shortcut={shortcut} />
        <b>{lottery.name}</b>
      </span>
      <span className={classes.details}>
        {blocked ? (
          <span>{refusalText(t, blocked)}</span>
        ) : (
          <>
            {offer.slots[0] && <span>{format.nextDraw(offer.slots[0].draw_date, now)}</span>}
            {closing !== null && (
              <span className={classes.closing}>{t('sell.closesIn', { time: countdown(closing) })}</span>
            )}
            {jackpot > 0 && <strong>{t('sell.jackpot', { amount: format.roughMoney(jackpot) })}</strong>}
            {stockWords(t, offer, format).map((words) => (
              <span key={words}>{words}</span>
            ))}
          </>
        )}
      </span>
      <span className={classes.price}>
        <b>{format.money(total)}</b>
      </span>
    </TouchButton>
  );
}

/** Milliseconds to the cut-off in its last ten minutes; null before. */
function closesInMs({ slots, offlineUntil }: Offer, now: string): number | null {
  const cutoff = slots[0]?.cutoff_at;
  if (!cutoff) return null;
  const end = offlineUntil && offlineUntil < cutoff ? offlineUntil : cutoff;
  const left = instantMs(end) - instantMs(now);
  return left > 0 && left <= 10 * minuteMs ? left : null;
}

function stockWords(
  t: Say,
  { available, nextSerial, offlineTicketsLeft }: Offer,
  { count }: Format,
): string[] {
  const words: string[] = [];
  if (available !== null) {
    const left = t('sell.stockLeft', { count: available, shown: count(available) });
    words.push(
      nextSerial === null
        ? left
        : `${left} · ${t('sell.next', { serial: String(nextSerial).padStart(3, '0') })}`,
    );
  }
  if (offlineTicketsLeft !== null)
    words.push(t('sell.offlineLeft', { count: offlineTicketsLeft, shown: count(offlineTicketsLeft) }));
  return words;
}

const jackpotOf = ({ lottery }: Offer): number =>
  Math.max(
    0,
    ...lottery.prize_structure.filter(({ kind }) => kind === 'jackpot').map(({ amount }) => amount),
  );
