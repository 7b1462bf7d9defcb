import { useLayoutEffect } from 'react';
import { useRegister } from '../till-context.ts';
import type { SlipDocument } from './slip-document.ts';

/** What this screen lays out: it goes to paper when something is printed from here now, whoever asks for it. */
export function Printout({ slips }: { readonly slips: readonly SlipDocument[] }) {
  const { laidOut } = useRegister();
  useLayoutEffect(() => {
    laidOut.current = slips;
    return () => {
      if (laidOut.current === slips) laidOut.current = [];
    };
  }, [laidOut, slips]);
  return null;
}
