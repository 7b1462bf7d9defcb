import { useMemo } from 'react';
import { usePaper, useTillState, useView } from '../till-context.ts';
import { makeSlips, type Slips } from './make-slips.ts';

export function useSlips(): Slips {
  const paper = usePaper();
  const view = useView();
  const { training } = useTillState();
  return useMemo(() => makeSlips(paper, view, training), [paper, view, training]);
}
