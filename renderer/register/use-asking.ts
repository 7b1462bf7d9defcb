import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal, Result } from '../../shared/result.ts';
import { refusalText } from '../texts/refusal-text.ts';
import { useRegister } from './till-context.ts';

interface Asking {
  /** An answer is awaited; asking again meanwhile does nothing. */
  readonly asking: boolean;
  readonly ask: <T>(
    question: () => Promise<Result<T>>,
    onAnswer?: (value: T) => void,
    /** The field that a refusal is about gets the cursor. */
    fieldOf?: (refusal: Refusal) => FieldRef | undefined,
  ) => void;
  /** In place of what was asked before, whose answer is no longer heard: for look-ups, which change nothing. */
  readonly askAnew: Asking['ask'];
  readonly refuse: (message: string | null, at?: FieldRef) => void;
  /** A field is still empty: Enter goes on to it, and says what is missing only where the cursor is in it already. */
  readonly lack: (message: string, at: FieldRef) => void;
}

export type FieldRef = RefObject<HTMLInputElement | null>;
export const useField = (): FieldRef => useRef<HTMLInputElement>(null);

/** Asks the till for something that takes a moment, once at a time, and reports its refusal. */
function useAskingWith(report: (refusal: string | null) => void): Asking {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  // State arrives a render later than a second Enter may.
  const busy = useRef(false);
  const last = useRef<object>({});

  const refuse: Asking['refuse'] = (message, at) => {
    report(message);
    at?.current?.select();
  };
  const ask: Asking['ask'] = (question, onAnswer, fieldOf) => {
    if (!busy.current) void run(question, onAnswer, fieldOf);
  };
  const askAnew: Asking['ask'] = (question, onAnswer, fieldOf) => void run(question, onAnswer, fieldOf);
  const run = async <T>(
    question: () => Promise<Result<T>>,
    onAnswer?: (value: T) => void,
    fieldOf?: (refusal: Refusal) => FieldRef | undefined,
  ) => {
    const own = {};
    last.current = own;
    const isHeard = () => last.current === own;
    busy.current = true;
    setAsking(true);
    report(null);
    try {
      const answer = await question();
      if (!isHeard()) return;
      if (answer.ok) onAnswer?.(answer.value);
      else refuse(refusalText(t, answer.refusal), fieldOf?.(answer.refusal));
    } catch (error) {
      if (!isHeard()) return;
      report(t('frame.unexpected', { error: error instanceof Error ? error.message : String(error) }));
    } finally {
      if (isHeard()) {
        busy.current = false;
        setAsking(false);
      }
    }
  };
  const lack: Asking['lack'] = (message, at) => {
    const isThere = at.current === document.activeElement;
    refuse(isThere ? message : null, at);
  };
  return { asking, ask, askAnew, refuse, lack };
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
