/** What the program around the register brings: the customer's screen, updates, the server's address. */
export const desktop = {
  display: {
    label: 'Customer display',
    text: 'A second window that shows the basket, the total and the change',
    total: 'Total',
    tendered: 'Paid',
    change: 'Change',
    thanks: 'Thank you',
  },
  update: {
    label: 'Update {{version}} is ready',
    now: 'Install now: the till restarts',
    later: 'Installs after the Z report, once everything is sent',
  },
  server: {
    label: 'Address of the server',
    text: 'Head office knows it; for example https://pos.example.com',
    empty: 'Enter the address of the server first.',
  },
} as const;
