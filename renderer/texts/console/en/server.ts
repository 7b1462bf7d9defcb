export const server = {
  title: 'Server',
  address: 'Address',
  version: 'Version',
  state: 'State',
  asking: 'Asking the server…',
  ready: 'Connected. The server and its database answer.',
  notReady: 'The server answers, but cannot work at the moment: its database is away, or its disk is full.',
  away: 'The server does not answer. Check the network; it is asked again every few seconds.',
} as const;
