import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Split } from '../../kit/split.tsx';
import { lineAfter } from '../keys/arrow-keys.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { useRegister, useRegisterState, useView } from '../till-context.ts';
import { showInformation, showRefusal } from '../transitions/notices.ts';
import { receiveBatch, showScreen, showStock } from '../transitions/screens.ts';
import { Batches, useBatches } from './batches.tsx';
import { heldByThisTill } from './held.ts';
import { ReceiveForm } from './receive-form.tsx';
import { ReleaseForm } from './release-form.tsx';

export function StockScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const view = useView();
  const doing = useRegisterState(({ screen }) => (screen.is === 'stock' ? screen.doing : 'reading'));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = view.inventory.find(({ _id }) => _id === chosenId);
  const refuse = (text: string) => store.change(showRefusal(text));
  const read = () => store.change(showStock('reading'));
  const finish = (text: string) => {
    read();
    store.change(showInformation(text));
  };
  const release = () => {
    if (!till.may('stock.release')) return refuse(t('stock.releaseNotAllowed'));
    if (!chosen) return refuse(t('stock.choose'));
    if (heldByThisTill(chosen, view) < 1) return refuse(t('stock.nothingToRelease'));
    store.change(showStock('releasing'));
  };
  const actions: Action[] = [
    {
      key: 'F2',
      label: t('stock.receive'),
      run: () =>
        till.may('stock.receive') ? store.change(receiveBatch(null)) : refuse(t('stock.receiveNotAllowed')),
    },
    { key: 'F4', label: t('stock.giveBack'), run: release },
    { key: 'Escape', label: t('stock.back'), run: () => store.change(showScreen('more')) },
  ];
  const batches = useBatches();
  const choose = (id: string) => {
    setChosenId(id);
    read();
  };
  useLayer({
    level: 0,
    actions,
    onKey(key) {
      const at = batches.findIndex(({ _id }) => _id === chosenId);
      const next = lineAfter(key, at === -1 ? null : at, batches.length);
      const batch = next === null ? undefined : batches[next];
      if (batch) choose(batch._id);
      return batch !== undefined;
    },
  });
  if (doing === 'receiving') return <ReceiveForm onBack={read} onDone={finish} />;
  if (doing === 'releasing' && chosen) {
    const held = heldByThisTill(chosen, view);
    return <ReleaseForm batch={chosen} held={held} onBack={read} onDone={finish} />;
  }
  return (
    <Split label={t('stock.title')} side={<p className="soft">{t('stock.hint')}</p>}>
      <h1>{t('stock.title')}</h1>
      <Batches batches={batches} chosenId={chosenId} onChoose={choose} />
    </Split>
  );
}
