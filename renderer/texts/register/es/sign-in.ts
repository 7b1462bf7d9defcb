import type { Translation } from '../../translation.ts';
import type { signIn as english } from '../en/sign-in.ts';

export const signIn: Translation<typeof english, 'es'> = {
  title: 'Iniciar sesión',
  username: 'Usuario',
  password: 'Contraseña',
  submit: 'Iniciar sesión',
  byPin: 'Con PIN',
  waiting: 'Iniciando sesión…',
  offline:
    'La caja está sin conexión. Quien ya haya iniciado sesión aquí en línea puede hacerlo con la misma contraseña.',
  empty: 'Escriba el usuario y la contraseña.',
};
