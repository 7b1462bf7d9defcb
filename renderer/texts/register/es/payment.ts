import type { Translation } from '../../translation.ts';
import type { payment as english } from '../en/payment.ts';

export const payment: Translation<typeof english, 'es'> = {
  title: 'Cobro',
  total: 'A pagar',
  method: 'Forma de pago',
  rounded: '{{exact}}, redondeado a la moneda más pequeña',
  cash: 'Efectivo',
  card: 'Tarjeta',
  given: 'Importe entregado',
  tenders: 'Importes',
  exact: 'Exacto {{amount}}',
  change: 'Cambio',
  missing: 'Falta',
  stillMissing: 'Faltan {{amount}}',
  reference: 'Referencia de la tarjeta',
  referenceHint: 'Del comprobante del datáfono, una vez aprobado el importe.',
  oneMethod: 'Se paga todo en efectivo o todo con tarjeta.',
  correct: 'Corrija el importe',
  noCash: 'Este punto de venta no acepta efectivo.',
  take: 'Cobrar {{amount}}',
  takeCard: 'Cobrado con tarjeta {{amount}}',
  back: 'Volver a la cesta',
  pad: 'Dígitos',
  large: 'Es una venta grande, de {{amount}}. Pulse ⏎ otra vez para venderla o Esc para volver.',
  saving: 'Guardando la venta…',
};
