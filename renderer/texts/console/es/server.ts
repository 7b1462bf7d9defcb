import type { Translation } from '../../translation.ts';
import type { server as english } from '../en/server.ts';

export const server: Translation<typeof english, 'es'> = {
  title: 'Servidor',
  address: 'Dirección',
  version: 'Versión',
  state: 'Estado',
  asking: 'Consultando al servidor…',
  ready: 'Conectado. El servidor y su base de datos responden.',
  notReady:
    'El servidor responde, pero ahora no puede trabajar: falta su base de datos o su disco está lleno.',
  away: 'El servidor no responde. Revise la red; se le consulta de nuevo cada pocos segundos.',
};
