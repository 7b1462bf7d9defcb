export const frame = {
  title: 'Head office',
  language: 'Language',
  languageFailed: 'This language could not be loaded. Check the network and choose it again.',
  colours: 'Colours',
  colour: { auto: 'System', light: 'Light', dark: 'Dark' },
} as const;
