import { createTheme } from '@mantine/core';

/** The register's accent and its neutral scale, as ten shades each: Mantine takes text, lines and grounds from them. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  black: '#16211f',
  colors: {
    accent: [
      '#e1f1f0',
      '#c7e6e4',
      '#9bd3cf',
      '#6ec3be',
      '#47b5b0',
      '#2a9791',
      '#178480',
      '#0b6e6e',
      '#085a5a',
      '#054848',
    ],
    gray: [
      '#f7f9f9',
      '#f2f5f5',
      '#e7eceb',
      '#d3dbda',
      '#b8c5c3',
      '#9fb0ae',
      '#566563',
      '#4b5a58',
      '#2b3836',
      '#16211f',
    ],
    dark: [
      '#e9efee',
      '#c9d3d1',
      '#aebbb9',
      '#8b9997',
      '#35444a',
      '#2d3a3d',
      '#1a2427',
      '#10171a',
      '#0c1215',
      '#080d0f',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  // Four sizes: notes, text, a panel's title, a page's title.
  fontSizes: { xs: '13px', sm: '15px', md: '15px', lg: '18px', xl: '18px' },
  headings: { sizes: { h1: { fontSize: '28px' }, h2: { fontSize: '18px' } } },
  defaultRadius: 'md',
});
