export const training = {
  mark: 'TRAINING — NOT A TICKET',
  band: 'Nothing counts: no sale, no stock, no drawer.',
  end: 'End training',
  begun: 'Training has begun. Open a shift with any float.',
  basketFirst: 'There is a basket on the screen: sell, hold or void it before training.',
} as const;
