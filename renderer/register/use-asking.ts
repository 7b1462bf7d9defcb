import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Refused } from '../../shared/refusals/refused.ts';
import type { Refusal, Result } from '../../shared/result.ts';
import type { Say } from '../texts/create-texts.ts';
import { refusalText } from '../texts/refusal-text.ts';
import { useRegister } from './till-context.ts';
import { clearNotice, showRefusal } from './transitions/notices.ts';

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

/**
 * Asks the till for something that takes a moment, once at a time, and reports its refusal. What is typed meanwhile is
 * meant for what the answer leads to.
 */
function useAskingWith(report: (refusal: string | null) => void): Asking {
  const { t } = useTranslation();
  const { queue, store } = useRegister();
  const [asking, setAsking] = useState(false);
  // State arrives a render later than a second Enter may.
  const busy = useRef(false);
  const last = useRef<object>({});

  const refuse: Asking['refuse'] = (message, at) => {
    report(message);
    at?.current?.select();
  };
  const ask: Asking['ask'] = async (question, onAnswer, fieldOf) => {
    if (busy.current) return;
    const letGo = queue.hold({ afterEnter: true });
    if (!(await run(question, onAnswer, fieldOf))) queue.refused();
    letGo();
  };
  const askAnew: Asking['ask'] = (question, onAnswer, fieldOf) => void run(question, onAnswer, fieldOf);
  /** What the answer leads to is on the screen in the end. False where it was refused. */
  const run = async <T>(
    question: () => Promise<Result<T>>,
    onAnswer?: (value: T) => void,
    fieldOf?: (refusal: Refusal) => FieldRef | undefined,
  ): Promise<boolean> => {
    const own = {};
    last.current = own;
    const show = (answered: () => void) => {
      if (last.current !== own) return;
      busy.current = false;
      flushSync(() => {
        answered();
        setAsking(false);
      });
    };
    busy.current = true;
    setAsking(true);
    report(null);
    try {
      const answer = await question();
      show(() => {
        if (answer.ok) {
          onAnswer?.(answer.value);
          store.answer();
        } else refuse(refusalText(t, answer.refusal), fieldOf?.(answer.refusal));
      });
      return answer.ok;
    } catch (error) {
      show(() => report(sentenceOfError(t, error)));
      return false;
    }
  };
  const lack: Asking['lack'] = (message, at) => {
    const isThere = at.current === document.activeElement;
    refuse(isThere ? message : null, at);
  };
  return { asking, ask, askAnew, refuse, lack };
}

/** A host that cannot do what it was asked throws; where it says why, that is a sentence of the catalogue. */
function sentenceOfError(t: Say, error: unknown): string {
  if (error instanceof Refused) return refusalText(t, error.refusal);
  return t('frame.unexpected', { error: error instanceof Error ? error.message : String(error) });
}

/** Where the screen shows the refusal itself. */
export function useAsking(): Asking & { readonly refusal: string | null } {
  const [refusal, setRefusal] = useState<string | null>(null);
  return { ...useAskingWith(setRefusal), refusal };
}

/** Where the refusal stands in the register's one line of refusals. */
export function useAskingAloud(): Asking {
  const { store } = useRegister();
  return useAskingWith((refusal) => store.change(refusal === null ? clearNotice : showRefusal(refusal)));
}
