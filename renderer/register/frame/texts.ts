export const texts = {
  actions: 'Actions',
  online: 'Online',
  onlineSending: 'Online · sending',
  onlinePulling: 'Online · loading changes',
  offline: 'Offline',
  offlineSince: (time: string) => `Offline since ${time}`,
  unsent: (count: number) => `${count} unsent`,
  oldest: (age: string) => `oldest ${age}`,
  sellingUntil: (time: string, game: string) => `selling goes on until ${time} for ${game}`,
  clockAhead: (by: string) =>
    `This computer’s clock is ${by} ahead. The till goes by the server’s time; set the clock right.`,
  clockBehind: (by: string) =>
    `This computer’s clock is ${by} behind. The till goes by the server’s time; set the clock right.`,
  clockUnsure: 'time not confirmed',
  storageLow: (free: string) =>
    `Only ${free} of storage left on this computer. Free some space, or the till must stop selling.`,
  storageLowUnknown: 'This computer is short of storage. Free some space, or the till must stop selling.',
  suspended: 'This store is suspended. Ask head office.',
  megabytes: (count: number) => `${count} MB`,
};
