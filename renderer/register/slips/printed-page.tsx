import { useEffect, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useRegister } from '../till-context.ts';
import './print.css';
import { Slip } from './slip.tsx';
import type { SlipDocument } from './slip-document.ts';

/** Of CSS: 96 px are an inch. */
const mmOfPx = (px: number): number => Math.ceil((px * 25.4) / 96);

/**
 * What goes to paper when a page is printed now, and nothing else: the print style sheet hides the register. The slips
 * that were sent to be printed, whatever the screen shows by then, else what the screen lays out. As HTML they are made
 * only while printing, because five hundred slips take a moment. Each slip is a page as long as the longest of them:
 * CSS knows no page as long as its content, and roll paper is cut after each page.
 */
export function PrintedPage() {
  const { printer, laidOut } = useRegister();
  const [slips, setSlips] = useState<readonly SlipDocument[] | null>(null);
  const [pageMm, setPageMm] = useState(0);
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const begin = () => {
      // Who asks the browser to print gets no second original: those go to paper with an entry each (CLM3).
      const shown = laidOut.current.filter(({ original }) => original === undefined);
      flushSync(() => setSlips(printer.state.getState().page ?? shown));
      const heights = [...(paper.current?.children ?? [])].map((slip) => slip.getBoundingClientRect().height);
      flushSync(() => setPageMm(mmOfPx(Math.max(0, ...heights)) + 1));
    };
    const end = () => setSlips(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [printer, laidOut]);
  if (slips === null) return null;
  return createPortal(
    <>
      <style>{`@page { size: 80mm ${pageMm}mm; margin: 0; }`}</style>
      <div ref={paper} className="printout">
        {slips.map((slip, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is printed stays as it is
          <Slip key={index} document={slip} />
        ))}
      </div>
    </>,
    document.body,
  );
}
