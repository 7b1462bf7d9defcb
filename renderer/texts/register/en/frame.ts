export const frame = {
  actions: 'Actions',
  message: 'Message',
  connection: 'Connection',
  /** For what the screens did not expect. */
  unexpected: 'Something unexpected happened: {{error}}. Try again.',
  duration: {
    days_one: '{{count}} day {{hours}} h',
    days_other: '{{count}} days {{hours}} h',
    hours: '{{hours}} h {{minutes}} min',
    minutes: '{{minutes}} min',
    seconds: '{{seconds}} s',
  },
  pad: {
    point: 'Decimal point',
    comma: 'Decimal comma',
    delete: 'Delete digit',
  },
  keyboard: {
    title: 'Keyboard',
    delete: 'Delete',
    enter: 'Enter',
    shift: 'Shift',
    close: 'Put the keyboard away',
    space: 'Space',
  },
  scan: {
    brokeOff: 'The scan broke off, so nothing was done. Scan it again.',
    locked: 'The till is locked. Unlock it, then scan again.',
    signedOut: 'Sign in first, then scan again.',
  },
  languageFailed: 'That language is not on this computer yet. Connect the till, then choose it again.',
  drawerOf: 'shift of {{name}}',
  online: 'Online',
  onlineSending: 'Online · sending',
  onlinePulling: 'Online · loading changes',
  offline: 'Offline',
  offlineSince: 'Offline since {{time}}',
  unsent: '{{count}} unsent',
  oldest: 'oldest {{age}}',
  sellingUntil: 'selling goes on until {{time}} for {{game}}',
  clockAhead:
    'This computer’s clock is {{by}} ahead. The till goes by the server’s time; set the clock right.',
  clockBehind:
    'This computer’s clock is {{by}} behind. The till goes by the server’s time; set the clock right.',
  clockUnsure: 'time not confirmed: connect the till',
  storageFull:
    'The disk of this till is full: nothing can be sold until there is room. What is unsent is sent all the same.',
  storageLow:
    'Only {{free}} of storage left on this computer. Free some space, or the till must stop selling.',
  storageLowUnknown: 'This computer is short of storage. Free some space, or the till must stop selling.',
  suspended: 'This store is suspended. Ask head office.',
  megabytes: '{{count}} MB',
} as const;
