export const openShift = {
  title: 'Open the shift',
  text: 'Count the cash in the drawer first. Nothing is sold without an open shift.',
  float: 'Opening float',
  submit: 'Open shift',
  waiting: 'Opening…',
  notAllowed: 'You may not open a shift. Ask a manager to sign in and open it, or sign out (F10).',
  empty: 'Enter the cash in the drawer; 0 if it is empty.',
  pad: 'Digits',
  lastZ: 'Last Z report',
  more: 'More',
  ticket: 'Ticket',
} as const;
