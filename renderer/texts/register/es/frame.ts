import type { Translation } from '../../translation.ts';
import type { frame as english } from '../en/frame.ts';

export const frame: Translation<typeof english, 'es'> = {
  actions: 'Acciones',
  message: 'Mensaje',
  connection: 'Conexión',
  unexpected: 'Ocurrió algo inesperado: {{error}}. Inténtelo de nuevo.',
  duration: {
    days_one: '{{count}} día {{hours}} h',
    days_many: '{{count}} días {{hours}} h',
    days_other: '{{count}} días {{hours}} h',
    hours: '{{hours}} h {{minutes}} min',
    minutes: '{{minutes}} min',
    seconds: '{{seconds}} s',
  },
  pad: {
    point: 'Punto decimal',
    comma: 'Coma decimal',
    delete: 'Borrar dígito',
  },
  keyboard: {
    title: 'Teclado',
    delete: 'Borrar',
    enter: 'Intro',
    shift: 'Mayúsculas',
    close: 'Quitar el teclado',
    space: 'Espacio',
  },
  scan: {
    brokeOff: 'La lectura se interrumpió y no se hizo nada. Léalo otra vez.',
    locked: 'La caja está bloqueada. Desbloquéela y lea el código otra vez.',
    signedOut: 'Inicie sesión primero y lea el código otra vez.',
  },
  languageFailed: 'Ese idioma todavía no está en este equipo. Conecte la caja y elíjalo de nuevo.',
  drawerOf: 'turno de {{name}}',
  online: 'En línea',
  onlineSending: 'En línea · enviando',
  onlinePulling: 'En línea · cargando cambios',
  offline: 'Sin conexión',
  offlineSince: 'Sin conexión desde {{time}}',
  unsent: '{{count}} sin enviar',
  oldest: 'el más antiguo: {{age}}',
  sellingUntil: 'se vende hasta {{time}} ({{game}})',
  clockAhead:
    'El reloj de este equipo va {{by}} adelantado. La caja usa la hora del servidor; ponga el reloj en hora.',
  clockBehind:
    'El reloj de este equipo va {{by}} atrasado. La caja usa la hora del servidor; ponga el reloj en hora.',
  clockUnsure: 'hora sin confirmar: conecte la caja',
  storageFull:
    'El disco de esta caja está lleno: no se puede vender nada hasta que haya espacio. Lo pendiente se envía de todos modos.',
  storageLow:
    'Solo quedan {{free}} de espacio en este equipo. Libere espacio o la caja tendrá que dejar de vender.',
  storageLowUnknown: 'A este equipo le falta espacio. Libere espacio o la caja tendrá que dejar de vender.',
  suspended: 'Este punto de venta está suspendido. Consulte a la central.',
  megabytes: '{{count}} MB',
};
