import { useState } from 'react';
import { type Action, useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { useRegister, useView } from '../till-context.ts';
import { Batches } from './batches.tsx';
import { heldByThisTill } from './held.ts';
import { ReceiveForm } from './receive-form.tsx';
import { ReleaseForm } from './release-form.tsx';
import classes from './stock-screen.module.css';
import { texts } from './texts.ts';

type Doing = 'reading' | 'receiving' | 'releasing';

export function StockScreen() {
  const { till, store } = useRegister();
  const view = useView();
  const [doing, setDoing] = useState<Doing>('reading');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = view.inventory.find(({ _id }) => _id === chosenId);
  const refuse = (text: string) => store.setState({ notice: { kind: 'refusal', text } });
  const start = (next: Doing) => {
    store.setState({ notice: null });
    setDoing(next);
  };
  const finish = (text: string) => {
    setDoing('reading');
    store.setState({ notice: { kind: 'information', text } });
  };
  const release = () => {
    if (!till.may('stock.release')) return refuse(texts.releaseNotAllowed);
    if (!chosen) return refuse(texts.choose);
    if (heldByThisTill(chosen, view) < 1) return refuse(texts.nothingToRelease);
    start('releasing');
  };
  const actions: Action[] = [
    {
      key: 'F2',
      label: texts.receive,
      run: () => (till.may('stock.receive') ? start('receiving') : refuse(texts.receiveNotAllowed)),
    },
    { key: 'F4', label: texts.giveBack, run: release },
    { key: 'Escape', label: texts.back, run: () => showScreen(store, 'more') },
  ];
  useLayer({ level: 0, actions });
  return (
    <div className={classes.screen}>
      <section className="scrolls" aria-label={texts.title}>
        <h1>{texts.title}</h1>
        <Batches
          chosenId={chosenId}
          onChoose={(id) => {
            setChosenId(id);
            start('reading');
          }}
        />
      </section>
      <div className={`${classes.side} scrolls`} data-surface>
        {doing === 'reading' && <p className="soft">{texts.hint}</p>}
        {doing === 'receiving' && <ReceiveForm onBack={() => start('reading')} onDone={finish} />}
        {doing === 'releasing' && chosen && (
          <ReleaseForm
            batch={chosen}
            held={heldByThisTill(chosen, view)}
            onBack={() => start('reading')}
            onDone={finish}
          />
        )}
      </div>
    </div>
  );
}
