import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { Facts } from '../../kit/facts.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import type { Scan } from '../keys/scan-bursts.ts';
import { useRegister, useView } from '../till-context.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { readScan } from './read-scan.ts';
import { codeOf, pausesMs, type ScannerChoice } from './scanner-settings.ts';

/** How this device's scanner types. What is scanned here is only looked at, so that one sees whether it fits. */
export function ScannerScreen() {
  const { t } = useTranslation();
  const { store, scanner } = useRegister();
  const { choice: kept, tried } = useStore(scanner.state);
  const [choice, setChoice] = useState<ScannerChoice>(kept);
  useEffect(() => () => scanner.showTried(null), [scanner]);
  const save = () => {
    scanner.choose(choice);
    store.change(showInformation(t('scanner.saved')));
  };
  const longerPause = () => {
    const next = pausesMs[(pausesMs.indexOf(choice.gapMs) + 1) % pausesMs.length] ?? choice.gapMs;
    setChoice({ ...choice, gapMs: next });
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('scanner.save'), run: save, primary: true },
      { key: 'F2', label: t('scanner.otherPause'), run: longerPause },
      { key: 'Escape', label: t('scanner.back'), run: () => store.change(showScreen('printer')) },
    ],
  });
  return (
    <Split
      label={t('scanner.title')}
      sideLabel={t('scanner.trial')}
      side={<Trial tried={tried} choice={choice} />}
      sideIsRead
    >
      <h1>{t('scanner.title')}</h1>
      <p>{t('scanner.text')}</p>
      <TextField
        label={t('scanner.prefix')}
        description={t('scanner.prefixHint')}
        value={choice.prefix}
        onChange={(prefix) => setChoice({ ...choice, prefix })}
        focused
        maxLength={20}
      />
      <TextField
        label={t('scanner.suffix')}
        description={t('scanner.suffixHint')}
        value={choice.suffix}
        onChange={(suffix) => setChoice({ ...choice, suffix })}
        maxLength={20}
      />
      <ChoiceGroup
        label={t('scanner.pause')}
        value={String(choice.gapMs)}
        onChange={(ms) => setChoice({ ...choice, gapMs: pausesMs.find((one) => String(one) === ms) ?? 35 })}
        choices={pausesMs.map((ms) => ({ value: String(ms), label: t('scanner.ms', { ms }) }))}
      />
    </Split>
  );
}

interface TrialProps {
  readonly tried: Scan | 'broke_off' | null;
  /** As it stands on the screen, kept or not. */
  readonly choice: ScannerChoice;
}

function Trial({ tried, choice }: TrialProps) {
  const { t } = useTranslation();
  const view = useView();
  if (tried === null || tried === 'broke_off') {
    return (
      <>
        <h2>{t('scanner.trial')}</h2>
        <p role="status">{t(tried === null ? 'scanner.scanAny' : 'scanner.noEnter')}</p>
      </>
    );
  }
  const code = codeOf(tried, choice);
  const slowestMs = Math.ceil(tried.slowestMs);
  const { is } = readScan(code, view);
  return (
    <>
      <h2>{t('scanner.trial')}</h2>
      <Facts
        facts={[
          { name: t('scanner.typed'), value: tried.typed },
          { name: t('scanner.code'), value: code, strong: true },
          { name: t('scanner.is'), value: t(`scanner.kinds.${is}`) },
          { name: t('scanner.slowest'), value: t('scanner.ms', { ms: slowestMs }) },
        ]}
      />
      <p role="status">
        {t(
          slowestMs > choice.gapMs
            ? 'scanner.tooSlow'
            : is === 'unknown'
              ? 'scanner.unknown'
              : 'scanner.fits',
        )}
      </p>
    </>
  );
}
