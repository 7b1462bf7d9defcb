import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour, light to dark; 7 carries white text at 5.9:1. */
const sea: MantineColorsTuple = [
  '#e6f5f4',
  '#d0e9e8',
  '#a2d3d1',
  '#70bcb9',
  '#47a8a5',
  '#2c9a97',
  '#118684',
  '#0b6e6e',
  '#085a5a',
  '#044646',
];

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 4 },
  colors: { sea },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  defaultRadius: 8,
  focusRing: 'auto',
  spacing: { xs: '8px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '15px', sm: '15px', md: '18px', lg: '18px', xl: '18px' },
});
