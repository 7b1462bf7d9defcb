import { type ReactNode, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import './print.css';

/**
 * What goes to paper, and nothing else: the print style sheet hides the register. It is made only while printing,
 * whoever asks for it, because five hundred slips take a moment.
 */
export function Printout({ children }: { readonly children: ReactNode }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing && createPortal(<div className="printout">{children}</div>, document.body);
}
