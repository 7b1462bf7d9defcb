import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { isSaving, rowsOf } from '../register-state.ts';
import { useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { closePanel } from '../transitions/panels.ts';
import classes from './held.module.css';
import { discardBasket, holdBasket, resumeBasket } from './held-baskets.ts';
import { HeldList } from './held-list.tsx';

/** In the basket's place: holds the one that lies there, or brings back one of those that are held. */
export function HeldPanel() {
  const hasBasket = useRegisterState((state) => rowsOf(state).length > 0);
  return hasBasket ? <HoldPanel /> : <ResumePanel />;
}

function HoldPanel() {
  const { t } = useTranslation();
  const register = useRegister();
  const { held } = useTillState();
  const isMoving = useRegisterState(isSaving);
  const [name, setName] = useState('');
  const back = () => register.store.change(closePanel);
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('held.holdNow'), run: () => void holdBasket(register, name), primary: true },
      { key: 'Escape', label: t('held.back'), run: back },
    ],
    onKey: () => true,
  });
  return (
    <section className={classes.panel} aria-label={t('held.hold')}>
      <h2>{t('held.hold')}</h2>
      <TextField label={t('held.name')} value={name} onChange={setName} focused={!isMoving} maxLength={40} />
      {held.length > 0 && <h3>{t('held.title')}</h3>}
      <HeldList />
    </section>
  );
}

function ResumePanel() {
  const { t } = useTranslation();
  const register = useRegister();
  const { store } = register;
  const { held } = useTillState();
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = held.find(({ number }) => number === wanted) ?? held[0];
  const none = chosen === undefined;
  const move = (by: 1 | -1) => {
    const at = chosen ? held.indexOf(chosen) : -1;
    setWanted(held[Math.min(held.length - 1, Math.max(0, at + by))]?.number ?? null);
  };
  const resume = () => {
    if (chosen) void resumeBasket(register, chosen.number);
  };
  const discard = () => {
    if (chosen) void discardBasket(register, chosen);
  };
  const back = () => store.change(closePanel);
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('held.resume'), run: resume, primary: true, disabled: none },
      { key: 'Delete', label: t('held.discard'), run: discard, disabled: none },
      { key: 'Escape', label: t('held.back'), run: back },
    ],
    onKey: (key) => {
      if (key === 'ArrowUp' || key === 'ArrowDown') move(key === 'ArrowUp' ? -1 : 1);
      // Only marked: a digit of a scan must not take a basket off the disk.
      else if (held.some(({ number }) => String(number) === key)) setWanted(Number(key));
      return true;
    },
  });
  return (
    <section className={classes.panel} aria-label={t('held.title')}>
      <h2>{t('held.title')}</h2>
      {none && <p>{t('held.none')}</p>}
      <HeldList onChoose={setWanted} chosen={chosen?.number ?? null} />
    </section>
  );
}
