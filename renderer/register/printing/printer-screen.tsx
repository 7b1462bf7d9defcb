import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PrinterTarget } from '../../../shared/printing/printer.ts';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { useLayer } from '../keys/layers.ts';
import { Printout } from '../slips/printout.tsx';
import { usePaper, useRegister, useView } from '../till-context.ts';
import { showInformation, showRefusal } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import type { PrinterSettings, ReceiptPrinter } from './printer-settings.ts';
import { testSlip } from './test-slip.ts';

type Choice = 'screen' | 'page' | PrinterTarget['way'];

const choiceOf = (settings: PrinterSettings): Choice =>
  settings.kind === 'receipt_printer' ? settings.target.way : settings.kind;

const usual: Omit<ReceiptPrinter, 'target'> = { kind: 'receipt_printer', columns: 48, codePage: 'cp858' };
const baudRates = ['9600', '19200', '38400', '115200'];

/** Where slips go, kept on this device; with a slip to try it by. */
export function PrinterScreen() {
  const { t } = useTranslation();
  const { store, printer, print } = useRegister();
  const paper = usePaper();
  const view = useView();
  const { settings, problem } = useStore(printer.state);
  const [choice, setChoice] = useState<Choice>(choiceOf(settings));
  const receipt = settings.kind === 'receipt_printer' ? settings : null;
  const target = receipt?.target;
  const [address, setAddress] = useState(target?.way === 'network' ? `${target.host}:${target.port}` : '');
  const [layout, setLayout] = useState({
    ...usual,
    ...(receipt && { columns: receipt.columns, codePage: receipt.codePage }),
  });
  const [baudRate, setBaudRate] = useState(target?.way === 'serial' ? String(target.baudRate) : '9600');

  const refuse = (text: string) => store.change(showRefusal(text));
  const wanted = (): PrinterSettings | null => {
    switch (choice) {
      case 'screen':
      case 'page':
        return { kind: choice };
      case 'network': {
        const found = networkTarget(address);
        return found && { ...layout, target: found };
      }
      case 'usb':
        return { ...layout, target: { way: 'usb' } };
      case 'serial':
        return { ...layout, target: { way: 'serial', baudRate: Number(baudRate) } };
    }
  };
  const save = (): boolean => {
    const next = wanted();
    if (!next) {
      refuse(t('printing.addressInvalid'));
      return false;
    }
    printer.choose(next);
    store.change(showInformation(t('printing.saved')));
    return true;
  };
  const tryIt = () => {
    if (!save()) return;
    if (choice === 'screen') refuse(t('printing.screenOnly'));
    else print();
  };
  const pick = () => {
    if (choice !== 'usb' && choice !== 'serial') return;
    void printer.chooseDevice(choice).then((chosen) => (chosen ? save() : refuse(t('printing.noneChosen'))));
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('printing.save'), run: save, primary: true },
      { key: 'F6', label: t('printing.test'), run: tryIt },
      ...(choice === 'usb' || choice === 'serial'
        ? [{ key: 'F2', label: t('printing.chooseDevice'), run: pick }]
        : []),
      { key: 'F3', label: t('scanner.title'), run: () => store.change(showScreen('scanner')) },
      { key: 'Escape', label: t('printing.back'), run: () => store.change(showScreen('more')) },
    ],
  });
  const choices: readonly Choice[] = ['screen', 'page', ...printer.ways];
  const speaks = choice !== 'screen' && choice !== 'page';
  const details = (
    <>
      {!speaks && <p>{t(`more.printingText.${choice}`)}</p>}
      {choice === 'network' && (
        <TextField
          label={t('printing.address')}
          description={t('printing.addressHint')}
          value={address}
          onChange={setAddress}
          focused
          maxLength={260}
        />
      )}
      {choice === 'serial' && (
        <ChoiceGroup
          label={t('printing.baudRate')}
          value={baudRate}
          onChange={setBaudRate}
          choices={baudRates.map((value) => ({ value, label: value }))}
        />
      )}
      {speaks && (
        <>
          <ChoiceGroup
            label={t('printing.columns')}
            value={String(layout.columns)}
            onChange={(columns) => setLayout({ ...layout, columns: columns === '42' ? 42 : 48 })}
            choices={['48', '42'].map((value) => ({ value, label: value }))}
          />
          <ChoiceGroup
            label={t('printing.codePage')}
            value={layout.codePage}
            onChange={(codePage) => setLayout({ ...layout, codePage })}
            choices={(['cp858', 'windows1252'] as const).map((value) => ({
              value,
              label: t(`printing.codePages.${value}`),
            }))}
          />
        </>
      )}
    </>
  );
  return (
    <Split label={t('printing.printer')} side={details}>
      <h1>{t('printing.printer')}</h1>
      <ChoiceGroup
        label={t('printing.where')}
        value={choice}
        onChange={setChoice}
        choices={choices.map((value) => ({ value, label: t(`printing.ways.${value}`) }))}
      />
      <p role="status" aria-label={t('printing.state')}>
        {receipt && (problem ? refusalText(t, problem) : t('printing.ready'))}
      </p>
      <Printout slips={[testSlip(paper, view)]} />
    </Split>
  );
}

/** `192.168.1.50` or `printer.local:9100`; null where it is no address. */
function networkTarget(text: string): PrinterTarget | null {
  const match = /^([A-Za-z0-9][A-Za-z0-9.-]*)(?::(\d{1,5}))?$/.exec(text.trim());
  const port = Number(match?.[2] ?? 9100);
  return match?.[1] && port >= 1 && port <= 65_535 ? { way: 'network', host: match[1], port } : null;
}
