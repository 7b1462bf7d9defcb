import type { Translation } from '../../translation.ts';
import type { training as english } from '../en/training.ts';

export const training: Translation<typeof english, 'es'> = {
  mark: 'PRÁCTICAS — NO ES UN BOLETO',
  band: 'Nada cuenta: ni ventas, ni existencias, ni cajón.',
  end: 'Terminar prácticas',
  begun: 'Empiezan las prácticas. Abra un turno con cualquier fondo.',
  basketFirst: 'Hay una cesta en pantalla: véndala, déjela en espera o vacíela antes de las prácticas.',
};
