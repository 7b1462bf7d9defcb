import type { Translation } from '../../translation.ts';
import type { scanner as english } from '../en/scanner.ts';

export const scanner: Translation<typeof english, 'es'> = {
  title: 'Escáner',
  text: 'Un escáner que escribe como un teclado y termina con Intro o Tab funciona sin más. Cambie esto solo si el suyo envía más que el código o hace pausas más largas.',
  prefix: 'Enviado antes del código',
  prefixHint: 'Lo que el escáner envía primero. Identificadores como ]C1 se conocen sin esto.',
  suffix: 'Enviado después del código',
  suffixHint: 'Antes de su Intro o Tab.',
  pause: 'Pausa más larga entre dos teclas',
  ms: '{{ms}} ms',
  otherPause: 'Otra pausa',
  save: 'Guardar',
  saved: 'Guardado en esta caja.',
  back: 'Volver',
  trial: 'Probarlo',
  scanAny: 'Escanee cualquier boleto o lote. Aquí solo se mira.',
  noEnter:
    'El código no terminó con Intro ni Tab. Configure el escáner para que envíe uno de los dos y escanee de nuevo.',
  typed: 'Llegó como',
  code: 'Leído como',
  is: 'Es',
  kinds: {
    ticket: 'Un boleto',
    instant: 'Un boleto de raspar',
    batch: 'Un lote',
    refused: 'Un boleto que no se puede vender así',
    unknown: 'Nada que esta caja conozca',
  },
  slowest: 'Pausa más larga',
  fits: 'El escáner funciona con estos ajustes. Guárdelos con ⏎.',
  tooSlow:
    'El escáner hace pausas más largas que la elegida. Elija una más larga (F2) o haga que el escáner escriba más rápido.',
  unknown: 'Aquí no se conoce el código. Si le sobran signos, escríbalos arriba.',
};
