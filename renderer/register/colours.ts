import { useState } from 'react';

/** `auto` follows the computer's own setting. */
export type Colours = 'auto' | 'light' | 'dark';

const key = 'tillside.colours';

/** Of this window's profile. */
function chosenColours(): Colours {
  const chosen = localStorage.getItem(key);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

/** register.css reads it: every colour there has a light and a dark value. */
const show = (colours: Colours) => {
  document.documentElement.dataset.colours = colours;
};

/** Before the first paint. */
export const showChosenColours = () => show(chosenColours());

export function useColours(): readonly [Colours, (colours: Colours) => void] {
  const [colours, setColours] = useState(chosenColours);
  return [
    colours,
    (next) => {
      localStorage.setItem(key, next);
      show(next);
      setColours(next);
    },
  ];
}
