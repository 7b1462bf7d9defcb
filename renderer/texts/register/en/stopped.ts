/** Head office has stopped this till. */
export const stopped = {
  locked: {
    title: 'This till is locked',
    text: 'Head office has locked it: nothing is sold, cancelled or received here until it is unlocked. Ask your manager; sell at another till meanwhile. Once it is unlocked it goes on by itself.',
  },
  revoked: {
    title: 'This till is out of service',
    text: 'Head office has taken it out of service for good: nothing is sold, cancelled or received here any more. Close the shift (F9) and sell at another till. To replace this one, ask your administrator for a new terminal.',
  },
  sent: 'Everything has been sent.',
  unsent_one: '{{count}} entry is not sent yet. Leave the till switched on and connected until it is.',
  unsent_other:
    '{{count}} entries are not sent yet. Leave the till switched on and connected until they are.',
} as const;
