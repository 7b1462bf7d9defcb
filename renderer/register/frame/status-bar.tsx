import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { PrinterWarning } from '../printing/printer-warning.tsx';
import { useFormat, useNow, useRegister, useTillState, useView } from '../till-context.ts';
import classes from './status-bar.module.css';
import { connectionSentence, warnings } from './status-sentences.ts';

/** Where one is, who one is, and how far the till is from the server. Never hidden. */
export function StatusBar() {
  const { t } = useTranslation();
  const { queue } = useRegister();
  const state = useTillState();
  const view = useView();
  const format = useFormat();
  const now = useNow();
  // Who took the till over sells into the drawer of another's shift until it is handed over.
  const owner = view.shift && view.users.find(({ _id }) => _id === view.shift?.user_id);
  const isOthers = owner && state.session && owner._id !== state.session.user.id;
  const place = [
    view.store.name,
    view.device?.name,
    state.session?.user.name,
    isOthers && t('frame.drawerOf', { name: owner.name }),
  ]
    .filter(Boolean)
    .join(' · ');
  const connection = connectionSentence(t, state, state.offers, format, now);
  return (
    <header className={classes.bar} data-state={state.connection.state}>
      <div className={classes.first}>
        <span className={classes.place}>{place}</span>
        <span className={classes.connection} role="status" aria-label={t('frame.connection')}>
          <span className={classes.dot} aria-hidden="true" />
          <span className={classes.sentence} title={connection}>
            {connection}
          </span>
        </span>
        <time className={classes.clock} dateTime={now}>
          {format.time(now)}
        </time>
        {state.session && !state.locked && (
          <div className={classes.lock}>
            <KeyButton
              shortcut="F1"
              label={state.training ? t('training.end') : t('lock.key')}
              onPress={() => queue.take({ key: 'F1', atMs: performance.now() })}
            />
          </div>
        )}
      </div>
      <PrinterWarning className={classes.warning} />
      {warnings(t, state).map((sentence) => (
        <p key={sentence} className={classes.warning}>
          {sentence}
        </p>
      ))}
    </header>
  );
}
