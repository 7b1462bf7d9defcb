import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearNotice } from '../transitions/notices.ts';
import { openPanel } from '../transitions/panels.ts';
import classes from './unprinted-key.module.css';

/** Beside the field for codes: in the action bar it would come and go, and every key beside it would move. */
export function UnprintedKey() {
  const { unprinted } = useTillState();
  const isShownHere = useRegisterState(({ mode }) => mode.is !== 'receipt' && mode.is !== 'unprinted');
  return unprinted.length > 0 && isShownHere ? <Key count={unprinted.length} /> : null;
}

function Key({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const { store } = useRegister();
  const isFree = useRegisterState(({ mode }) => mode.is === 'basket');
  const show = () => store.change(openPanel('unprinted'), clearNotice);
  useLayer({
    level: 0,
    onKey: (key) => {
      if (key === 'F6') show();
      return key === 'F6';
    },
  });
  return (
    <div className={classes.key}>
      <KeyButton shortcut="F6" label={t('printing.waiting', { count })} onPress={show} disabled={!isFree} />
    </div>
  );
}
