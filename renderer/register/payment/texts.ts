export const texts = {
  title: 'Payment',
  total: 'To pay',
  method: 'Payment method',
  cash: 'Cash',
  card: 'Card',
  given: 'Amount given',
  tenders: 'Amounts',
  exact: (amount: string) => `Exact ${amount}`,
  change: 'Change',
  missing: 'Still missing',
  reference: 'Card reference',
  referenceHint: 'From the card terminal’s slip, after it approved the amount.',
  referenceMissing:
    'Enter the reference from the card terminal’s slip, so that the payment can be found again.',
  noCash: 'This store takes no cash.',
  take: (amount: string) => `Take ${amount}`,
  takeCard: (amount: string) => `Paid by card ${amount}`,
  back: 'Back to basket',
  pad: 'Digits',
  large: (amount: string) =>
    `This is a large sale of ${amount}. Press ⏎ again to sell it, or Esc to go back.`,
  saving: 'Saving the sale…',
};
