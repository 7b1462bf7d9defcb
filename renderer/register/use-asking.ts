import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../shared/result.ts';
import { refusalText } from '../texts/refusal-text.ts';
import { useRegister } from './till-context.ts';

interface Asking {
  /** An answer is awaited; asking again meanwhile does nothing. */
  readonly asking: boolean;
  readonly ask: <T>(question: () => Promise<Result<T>>, onAnswer?: (value: T) => void) => void;
  readonly refuse: (message: string | null) => void;
}

/** Asks the till for something that takes a moment, once at a time, and reports its refusal. */
function useAskingWith(report: (refusal: string | null) => void): Asking {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  // State arrives a render later than a second Enter may.
  const busy = useRef(false);

  const run = async <T>(question: () => Promise<Result<T>>, onAnswer?: (value: T) => void) => {
    busy.current = true;
    setAsking(true);
    report(null);
    try {
      const answer = await question();
      if (answer.ok) onAnswer?.(answer.value);
      else report(refusalText(t, answer.refusal));
    } catch (error) {
      report(t('frame.unexpected', { error: error instanceof Error ? error.message : String(error) }));
    } finally {
      busy.current = false;
      setAsking(false);
    }
  };
  return {
    asking,
    refuse: report,
    ask: (question, onAnswer) => {
      if (!busy.current) void run(question, onAnswer);
    },
  };
}

/** Where the screen shows the refusal itself. */
export function useAsking(): Asking & { readonly refusal: string | null } {
  const [refusal, setRefusal] = useState<string | null>(null);
  return { ...useAskingWith(setRefusal), refusal };
}

/** Where the refusal stands in the register's one line of refusals. */
export function useAskingAloud(): Asking {
  const { store } = useRegister();
  return useAskingWith((refusal) =>
    store.setState({ notice: refusal === null ? null : { kind: 'refusal', text: refusal } }),
  );
}
