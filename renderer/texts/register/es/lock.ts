import type { Translation } from '../../translation.ts';
import type { lock as english } from '../en/lock.ts';

export const lock: Translation<typeof english, 'es'> = {
  key: 'Bloquear',
  title: 'Caja bloqueada',
  text: '{{name}} sigue con el PIN o la contraseña. Otra persona puede tomar la caja: la cesta queda entonces en espera.',
  who: 'Quién',
  whoOf: 'Quién (↑ ↓)',
  pin: 'PIN',
  pad: 'Dígitos',
  username: 'Usuario',
  password: 'Contraseña',
  byPin: 'Con PIN',
  byPassword: 'Con contraseña',
  unlock: 'Desbloquear',
  waiting: 'Comprobando…',
  empty: 'Elija un usuario y escriba el PIN o la contraseña.',
  nobody: 'Nadie ha fijado un PIN en esta caja todavía. Inicie sesión con la contraseña y fije uno (F10).',
  offline:
    'La caja está sin conexión: quien ya haya iniciado sesión aquí en línea puede hacerlo con la misma contraseña.',
  pinTitle: 'Su PIN en esta caja',
  pinText:
    'Con un PIN desbloquea esta caja y la toma. Vale solo en esta caja y mientras valga su último inicio de sesión en línea.',
  newPin: 'PIN nuevo, de 4 a 8 dígitos',
  again: 'Otra vez el mismo',
  save: 'Fijar PIN',
  saved: 'Su PIN está fijado en esta caja.',
  pinEmpty: 'Escriba su contraseña y el PIN dos veces.',
  different: 'Los dos no coinciden. Escríbalos otra vez.',
  back: 'Volver',
};
