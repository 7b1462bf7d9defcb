import type { FoundTicket } from '../../local/api.ts';
import { texts } from './texts.ts';

/** What can be done with the ticket now, and why not where it cannot. */
export function Possible({ found }: { readonly found: FoundTicket | null }) {
  if (found === null) return <p className="soft">{texts.possibleNone}</p>;
  return (
    <>
      <h2>{texts.possible}</h2>
      <p>{cancellationWords(found.cancellation)}</p>
      <p>{found.ownTill ? texts.copyHere : texts.copyElsewhere}</p>
    </>
  );
}

function cancellationWords(cancellation: FoundTicket['cancellation']): string {
  if ('refused' in cancellation) return cancellation.refused.message;
  return cancellation.ground === 'late' ? texts.canRefund : texts.canCancel;
}
