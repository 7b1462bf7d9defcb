import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../kit/message-page.tsx';
import type { TillState } from '../../till/api.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { rowsOf } from '../register-state.ts';
import { useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearBasket } from '../transitions/basket.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';

/** In place of selling, while head office has this till locked or taken out of service; what is left to do is done from here. */
export function StoppedScreen({ code }: { readonly code: NonNullable<TillState['stopped']>['code'] }) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { connection, view } = useTillState();
  const hasBasket = useRegisterState((state) => rowsOf(state).length > 0);
  const { unsent } = connection;
  const send = () => {
    till.sendNow();
    store.change(showInformation(t('unsent.asked')));
  };
  const empty = () => {
    store.change(clearBasket, showInformation(t('sell.voided')));
  };
  const actions: Action[] = [
    { key: 'Enter', label: t('unsent.sendNow'), run: send, disabled: unsent === 0, primary: unsent > 0 },
    ...(hasBasket ? [{ key: 'F7', label: t('sell.keyVoid'), run: empty }] : []),
    { key: 'F8', label: t('sell.keyTicket'), run: () => store.change(showScreen('ticket')) },
    ...(view?.shift
      ? [{ key: 'F9', label: t('sell.keyShift'), run: () => store.change(showScreen('shift')) }]
      : []),
    { key: 'F10', label: t('sell.keyMore'), run: () => store.change(showScreen('more')) },
  ];
  useLayer({ level: 0, actions });
  const why = code === 'device.revoked' ? 'revoked' : 'locked';
  return (
    <MessagePage title={t(`stopped.${why}.title`)}>
      <p role="alert">{t(`stopped.${why}.text`)}</p>
      <p role="status">{unsent === 0 ? t('stopped.sent') : t('stopped.unsent', { count: unsent })}</p>
    </MessagePage>
  );
}
