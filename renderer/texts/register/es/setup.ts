import type { Translation } from '../../translation.ts';
import type { setup as english } from '../en/setup.ts';

export const setup: Translation<typeof english, 'es'> = {
  starting: 'Iniciando la caja',
  step: { starting: 'Iniciando', journal: 'Abriendo el diario', documents: 'Abriendo los documentos' },
  otherWindow: {
    title: 'La caja está abierta en otra ventana',
    text: 'Solo vende una ventana de esta caja a la vez, para que no se pierda ninguna venta. Cierre esta ventana y siga en la otra. Si no hay otra, cierre el navegador y abra la caja de nuevo.',
    retry: 'Intentar de nuevo',
  },
  enrol: {
    title: 'Dar de alta esta caja',
    text: 'Este equipo todavía no es una caja. Escriba el código de activación de la central; cada código sirve una vez. Para esto la caja debe estar en línea.',
    code: 'Código de activación',
    submit: 'Dar de alta',
    waiting: 'Dando de alta…',
    empty: 'Escriba primero el código de activación.',
  },
  lost: {
    title: 'Falta el diario de esta caja',
    journal_lost:
      '{{device}} se dio de alta en este equipo, pero su diario de ventas ya no está: los datos del navegador se borraron o se dañaron.',
    journal_behind:
      'El servidor ya tiene ventas de {{device}} que este equipo no conoce: se restauró una copia anterior de sus datos.',
    fork: 'El servidor tiene otras ventas con números que {{device}} ya usó: sus datos se copiaron a otro equipo o se restauraron.',
    sent: 'Lo que el servidor había recibido está a salvo. Lo que no se había enviado ya no está en este equipo; si aparece una copia de los datos antiguos, todavía se puede enviar.',
    next: 'Para volver a vender, la caja empieza un diario nuevo con números de boleto nuevos, para que ningún número se emita dos veces. Las existencias asignadas al diario anterior quedan bloqueadas hasta que un encargado las resuelva. Para esto la caja debe estar en línea.',
    submit: 'Empezar un diario nuevo',
    waiting: 'Empezando un diario nuevo…',
  },
  screen: {
    loading: 'Cargando la pantalla…',
    failed: 'No se pudo cargar esta pantalla',
    failedText: 'Conecte la caja e inténtelo de nuevo. Si no basta, cargue de nuevo el programa de la caja.',
    retry: 'Intentar de nuevo',
    back: 'Volver',
  },
  loading: {
    title: 'Cargando los datos del punto de venta',
    text: 'Los juegos, las existencias y los boletos de este punto de venta se copian a la caja para que pueda vender sin red.',
    documents_one: '{{shown}} registro hasta ahora',
    documents_many: '{{shown}} registros hasta ahora',
    documents_other: '{{shown}} registros hasta ahora',
  },
  failed: {
    title: 'La caja no puede iniciarse',
    retry: 'Intentar de nuevo',
    unknown:
      'Ocurrió algo inesperado. Recargue la página; lo vendido hasta ahora está a salvo en el diario de la caja.',
  },
};
