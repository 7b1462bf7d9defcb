import { useTranslation } from 'react-i18next';
import { hasSlip } from '../../../shared/domain/bearer-slip.ts';
import type { Say } from '../../texts/create-texts.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { FoundTicket } from '../../till/api.ts';
import { canPlayAgain } from './play-again.ts';
import classes from './ticket.module.css';

/** What can be done with the ticket now, and why not where it cannot. */
export function Possible({ found }: { readonly found: FoundTicket | null }) {
  const { t } = useTranslation();
  if (found === null) return <p className="soft">{t('ticket.possibleNone')}</p>;
  return (
    <div className={classes.possible}>
      <h2>{t('ticket.possible')}</h2>
      <p>{cancellationWords(t, found.cancellation)}</p>
      <p>{copyWords(t, found)}</p>
      {canPlayAgain(found) && <p>{t('ticket.playHere')}</p>}
    </div>
  );
}

export function copyWords(t: Say, { ticket, ownTill }: FoundTicket): string {
  if (!hasSlip(ticket)) return t('ticket.copyNone');
  return ownTill ? t('ticket.copyHere') : t('ticket.copyElsewhere');
}

export function cancellationWords(t: Say, cancellation: FoundTicket['cancellation']): string {
  if ('refused' in cancellation) return refusalText(t, cancellation.refused);
  return cancellation.ground === 'late' ? t('ticket.canRefund') : t('ticket.canCancel');
}
