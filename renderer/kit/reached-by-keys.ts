/**
 * For a part that scrolls and holds nothing to press: it takes the focus itself, so that the arrow keys reach its end
 * (WCAG 2.1.1).
 */
export const reachedByKeys = { tabIndex: 0 } as const;
