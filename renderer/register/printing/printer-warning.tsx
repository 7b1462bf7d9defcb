import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { refusalText } from '../../texts/refusal-text.ts';
import { useRegister } from '../till-context.ts';

const askEveryMs = 15_000;

/** A line of the status bar while the receipt printer cannot print, or soon will not. */
export function PrinterWarning({ className }: { readonly className: string | undefined }) {
  const { t } = useTranslation();
  const { printer } = useRegister();
  const { settings, problem, paperLow } = useStore(printer.state);
  useEffect(() => {
    if (settings.kind !== 'receipt_printer') return;
    void printer.check();
    const timer = setInterval(() => void printer.check(), askEveryMs);
    return () => clearInterval(timer);
  }, [printer, settings]);
  if (problem) return <p className={className}>{refusalText(t, problem)}</p>;
  return paperLow ? <p className={className}>{t('printing.paperLow')}</p> : null;
}
