export const texts = {
  title: 'More',
  stock: 'Stock',
  stockText: 'Receive a batch, see what is on hand, give stock back',
  unsent: 'Unsent entries',
  unsentText: (count: number) =>
    count === 0 ? 'Everything has been sent' : `${count} not sent yet: what they are and what is limited`,
  colours: 'Colours',
  colourText: { auto: 'As the system says', light: 'Light', dark: 'Dark' },
  printing: 'Print after each sale',
  printingText: { on: 'On: slips and receipt go to the printer by themselves', off: 'Off: F6 prints' },
  signOut: 'Sign out',
  signOutText: 'The basket is emptied. Unsent entries stay and are sent.',
  back: 'Back',
};
