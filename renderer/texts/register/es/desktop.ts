import type { Translation } from '../../translation.ts';
import type { desktop as en } from '../en/desktop.ts';

export const desktop: Translation<typeof en, 'es'> = {
  display: {
    label: 'Pantalla del cliente',
    text: 'Una segunda ventana que muestra la cesta, el total y el cambio',
    total: 'Total',
    tendered: 'Pagado',
    change: 'Cambio',
    thanks: 'Gracias',
  },
  update: {
    label: 'La actualización {{version}} está lista',
    now: 'Instalar ahora: la caja se reinicia',
    later: 'Se instala después del informe Z, cuando todo esté enviado',
  },
  server: {
    label: 'Dirección del servidor',
    text: 'La conoce la oficina central; por ejemplo https://pos.example.com',
    empty: 'Introduzca primero la dirección del servidor.',
  },
};
