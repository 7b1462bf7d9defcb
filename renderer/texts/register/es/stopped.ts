import type { Translation } from '../../translation.ts';
import type { stopped as english } from '../en/stopped.ts';

export const stopped: Translation<typeof english, 'es'> = {
  locked: {
    title: 'Esta caja está bloqueada',
    text: 'La central la ha bloqueado: aquí no se vende, no se anula y no se recibe nada hasta que la desbloquee. Consulte a su encargado; mientras tanto venda en otra caja. En cuanto se desbloquee, sigue sola.',
  },
  revoked: {
    title: 'Esta caja está fuera de servicio',
    text: 'La central la ha dado de baja definitivamente: aquí ya no se vende, no se anula y no se recibe nada. Cierre el turno (F9) y venda en otra caja. Para sustituirla, pida a su administrador un terminal nuevo.',
  },
  sent: 'Todo está enviado.',
  unsent_one: 'Queda {{count}} asiento sin enviar. Deje la caja encendida y conectada hasta que se envíe.',
  unsent_many:
    'Quedan {{count}} asientos sin enviar. Deje la caja encendida y conectada hasta que se envíen.',
  unsent_other:
    'Quedan {{count}} asientos sin enviar. Deje la caja encendida y conectada hasta que se envíen.',
};
