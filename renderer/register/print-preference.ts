import { useState } from 'react';

const key = 'tillside.print-after-sale';

/** Of this window's profile; off at first, because a browser asks before every print. */
export const printsAfterSale = (): boolean => localStorage.getItem(key) === 'on';

export function usePrintAfterSale(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(printsAfterSale);
  return [
    on,
    (next) => {
      localStorage.setItem(key, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}
