import type { Translation } from '../../translation.ts';
import type { frame as english } from '../en/frame.ts';

export const frame: Translation<typeof english, 'es'> = {
  title: 'Oficina central',
  language: 'Idioma',
  languageFailed: 'No se pudo cargar este idioma. Revise la red y elíjalo de nuevo.',
  colours: 'Colores',
  colour: { auto: 'Sistema', light: 'Claro', dark: 'Oscuro' },
};
