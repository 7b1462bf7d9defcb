import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasSlip } from '../../../shared/domain/bearer-slip.ts';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import type { FoundTicket, PrintableTicket } from '../../till/api.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { useRegister, useRegisterState } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';
import { useAskingAloud } from '../use-asking.ts';
import { CancelForm } from './cancel-form.tsx';
import { CopyForm } from './copy-form.tsx';
import { canPlayAgain, playAgain } from './play-again.ts';
import { cancellationWords, copyWords, Possible } from './possible.tsx';
import { PrintedCopy } from './printed-copy.tsx';
import { RecentTickets } from './recent-tickets.tsx';
import { TicketFacts } from './ticket-facts.tsx';

type Doing = 'reading' | 'cancelling' | 'copying';

/** What a ticket is, and what can be done with it. */
export function TicketScreen() {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const wanted = useRegisterState(({ screen }) => (screen.is === 'ticket' ? screen.wanted : null));
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundTicket | null>(null);
  const [copy, setCopy] = useState<PrintableTicket | null>(null);
  const [refunded, setRefunded] = useState<{ readonly minor: number; readonly method: PaymentMethod } | null>(
    null,
  );
  const [doing, setDoing] = useState<Doing>('reading');
  const { asking, askAnew, refuse } = useAskingAloud();

  const find = (code: string) => {
    setDoing('reading');
    setCopy(null);
    setRefunded(null);
    setFound(null);
    setText(code);
    if (code.trim() === '') refuse(t('ticket.empty'));
    // The ticket scanned last is the one that is looked at.
    else askAnew(() => till.findTicket(code.trim()), setFound);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks up once per scan
  useEffect(() => {
    if (wanted) find(wanted.code);
  }, [wanted]);

  const leave = () => {
    const { screen } = store.getState();
    store.change(showScreen(screen.is === 'ticket' ? screen.from : 'sell'));
  };
  const start = (next: Doing) => {
    refuse(null);
    setDoing(next);
  };
  const clear = () => {
    setRefunded(null);
    setCopy(null);
    setFound(null);
    setText('');
    refuse(null);
  };
  // Pressed twice, Enter must not put away what is to be given back.
  const isMeant = useIsMeant(refunded && 'refunded');
  const changeText = (value: string) => {
    setText(value);
    setFound(null);
    setCopy(null);
    setRefunded(null);
  };
  const idle = found === null || refunded !== null;
  const actions: Action[] = [
    refunded
      ? { key: 'Enter', label: t('ticket.done'), run: () => isMeant() && clear(), primary: true }
      : { key: 'Enter', label: t('ticket.find'), run: () => find(text), disabled: asking, primary: idle },
    {
      key: 'F3',
      label: t('ticket.playAgain'),
      run: () => found && playAgain(register, found),
      disabled: found === null || !canPlayAgain(found),
      why: () => refuse(t(found ? 'ticket.playNone' : 'ticket.chooseFirst')),
    },
    {
      key: 'F4',
      label: t('ticket.cancel'),
      run: () => {
        setCopy(null);
        start('cancelling');
      },
      disabled: idle || 'refused' in found.cancellation,
      why: () => refuse(idle ? t('ticket.chooseFirst') : cancellationWords(t, found.cancellation)),
    },
    {
      key: 'F6',
      label: t('ticket.printAgain'),
      // Whatever comes out is a copy of its own, with its own entry (CLM3).
      run: () => {
        setCopy(null);
        start('copying');
      },
      disabled: idle || !found.ownTill || !hasSlip(found.ticket),
      why: () => refuse(idle ? t('ticket.chooseFirst') : copyWords(t, found)),
    },
    { key: 'Escape', label: t('ticket.back'), run: found ? clear : leave },
  ];
  useLayer({ level: 0, actions, onKey: () => false });

  const side = (
    <div aria-live="polite">
      {found && doing === 'cancelling' && (
        <CancelForm
          found={found}
          onBack={() => start('reading')}
          onCancelled={({ ticket, refundMinor }) => {
            setDoing('reading');
            setFound({ ...found, ticket });
            setRefunded({ minor: refundMinor, method: ticket.payment_method });
          }}
        />
      )}
      {found && doing === 'copying' && (
        <CopyForm
          found={found}
          onBack={() => start('reading')}
          onCopied={(printable) => {
            setDoing('reading');
            setCopy(printable);
          }}
        />
      )}
      {doing === 'reading' &&
        (refunded || copy ? (
          <PrintedCopy printable={copy} refunded={refunded} />
        ) : (
          <Possible found={found} />
        ))}
    </div>
  );
  return (
    <Split label={t('ticket.title')} side={side}>
      <h1>{t('ticket.title')}</h1>
      <TextField
        label={t('ticket.number')}
        placeholder={t('ticket.hint')}
        value={text}
        onChange={changeText}
        focused={doing === 'reading'}
        maxLength={60}
      />
      {found ? (
        <TicketFacts found={found} />
      ) : (
        <RecentTickets filter={text} onChoose={(ticket) => find(ticket.ticket_number)} />
      )}
    </Split>
  );
}
