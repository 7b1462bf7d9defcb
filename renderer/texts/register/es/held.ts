import type { Translation } from '../../translation.ts';
import type { held as english } from '../en/held.ts';

export const held: Translation<typeof english, 'es'> = {
  title: 'Cestas en espera',
  hold: 'Dejar esta cesta en espera',
  name: 'Nombre, si quiere',
  holdNow: 'En espera',
  held: 'En espera: {{basket}}.',
  none: 'No hay cestas en espera. F5 aparta la que está en pantalla.',
  which: 'n.º {{number}}',
  whichNamed: 'n.º {{number}} ({{name}})',
  unknownGame: 'un juego que ya no existe',
  number: 'N.º {{number}}',
  resume: 'Retomar',
  discard: 'Descartar',
  discarded: 'La cesta {{basket}} está descartada.',
  resumed: 'La cesta {{basket}} ha vuelto.',
  resumedClosed:
    'La cesta {{basket}} ha vuelto, pero se cerraron las ventas de uno de sus sorteos. ⏎ la pasa al siguiente sorteo.',
  basketFirst: 'Hay una cesta en pantalla: déjela en espera o véndala antes de retomar otra.',
  close: 'Estas cestas están en espera. Retómelas o descártelas antes de cerrar el turno.',
  discardAll: 'Descartar todas',
  stillHeld: 'Aún hay cestas en espera. Descártelas (F7) o vuelva y retómelas.',
  left: 'La cesta de {{name}} queda en espera con el n.º {{number}} (F5).',
  back: 'Volver',
};
