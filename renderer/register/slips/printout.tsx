import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import './print.css';

/** Of CSS: 96 px are an inch. */
const mmOfPx = (px: number): number => Math.ceil((px * 25.4) / 96);

/**
 * What goes to paper, and nothing else: the print style sheet hides the register. It is made only while printing,
 * whoever asks for it, because five hundred slips take a moment. Each slip is a page as long as the longest of them:
 * CSS knows no page as long as its content, and roll paper is cut after each page.
 */
export function Printout({ children }: { readonly children: ReactNode }) {
  const [printing, setPrinting] = useState(false);
  const [pageMm, setPageMm] = useState(0);
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const begin = () => {
      flushSync(() => setPrinting(true));
      const heights = [...(paper.current?.children ?? [])].map((slip) => slip.getBoundingClientRect().height);
      flushSync(() => setPageMm(mmOfPx(Math.max(0, ...heights)) + 1));
    };
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!printing) return null;
  return createPortal(
    <>
      <style>{`@page { size: 80mm ${pageMm}mm; margin: 0; }`}</style>
      <div ref={paper} className="printout">
        {children}
      </div>
    </>,
    document.body,
  );
}
