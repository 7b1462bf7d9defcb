import type { Translation } from '../../translation.ts';
import type { more as english } from '../en/more.ts';

export const more: Translation<typeof english, 'es'> = {
  title: 'Más',
  stock: 'Existencias',
  stockText: 'Recibir un lote, ver las existencias, devolver existencias',
  unsent: 'Asientos sin enviar',
  unsentText_zero: 'Todo está enviado',
  unsentText_one: '{{count}} sin enviar: cuál es y qué está limitado',
  unsentText_many: '{{count}} sin enviar: cuáles son y qué está limitado',
  unsentText_other: '{{count}} sin enviar: cuáles son y qué está limitado',
  colours: 'Colores',
  colourText: { auto: 'Como diga el sistema', light: 'Claros', dark: 'Oscuros' },
  printing: 'Impresora y escáner',
  printingText: {
    screen: 'Los comprobantes se muestran, no se imprimen',
    page: 'El sistema imprime los comprobantes tras cada venta',
    receipt_printer: 'Los comprobantes salen de la impresora de recibos tras cada venta',
  },
  language: 'Idioma',
  pin: 'PIN',
  pinText: 'Fijar su PIN en esta caja: para desbloquearla y tomarla',
  training: 'Prácticas',
  trainingText: 'Probarlo todo; nada cuenta y el cajón no se abre',
  endTraining: 'Terminar prácticas',
  endTrainingText: 'Volver a la caja real, bloqueada hasta que inicie sesión',
  signOut: 'Cerrar sesión',
  signOutText: 'La cesta se vacía. Los asientos sin enviar se conservan y se envían.',
  back: 'Volver',
};
