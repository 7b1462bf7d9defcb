import type { Translation } from '../../translation.ts';
import type { openShift as english } from '../en/open-shift.ts';

export const openShift: Translation<typeof english, 'es'> = {
  title: 'Abrir el turno',
  text: 'Cuente primero el efectivo del cajón. Sin un turno abierto no se vende nada.',
  float: 'Fondo de caja',
  submit: 'Abrir turno',
  waiting: 'Abriendo…',
  notAllowed:
    'No puede abrir un turno. Pida a un encargado que inicie sesión y lo abra, o cierre la sesión (F10).',
  empty: 'Escriba el efectivo que hay en el cajón; 0 si está vacío.',
  pad: 'Dígitos',
  lastZ: 'Último informe Z',
  more: 'Más',
  ticket: 'Boleto',
};
