import type { TillRefusals } from '../../../../shared/refusals/refusals.ts';
import { sentencesFor } from '../../../../shared/refusals/sentences.ts';
import type { Translation } from '../../translation.ts';
import type { refusals as english, refusalItems as englishItems } from '../en/refusals.ts';

export const refusals = sentencesFor<TillRefusals>()({
  activation: {
    wrong: 'Este código de activación no se conoce. Revíselo o pida uno nuevo a su administrador.',
    used: 'Este código de activación ya se usó. Pida uno nuevo a su administrador.',
    expired: 'Este código de activación ha caducado. Pida uno nuevo a su administrador.',
    locked: 'Demasiados códigos de activación equivocados. Espere un minuto.',
    no_till_number: 'Este punto de venta ya entregó todos sus números de caja. Consulte a su administrador.',
  },
  basket: {
    empty: 'La cesta está vacía. Elija primero un juego.',
    too_many: 'Una venta tiene como máximo {{max}} boletos. Haga dos ventas.',
    too_much: 'Es más de lo que puede sumar una venta. Saque algo de la cesta.',
    quantity: 'Escriba cuántos: un número entero desde 1.',
  },
  cash: {
    no_reason: 'Escriba por qué se ingresa o se retira el efectivo.',
  },
  device: {
    locked: 'La central ha bloqueado esta caja. Consulte a su encargado.',
    no_token: 'Dé primero de alta esta caja.',
    not_active: 'Esta caja está bloqueada o dada de baja. Consulte a su administrador.',
    readmitted: 'El servidor vuelve a admitir esta caja.',
    revoked: 'Esta caja se dio de baja. Consulte a su administrador.',
    unknown: 'Este servidor no conoce esta caja: su base de datos se restauró, o es otro servidor.',
  },
  draw: {
    closed: 'Este sorteo está cerrado. Tome el próximo.',
    closed_cancel: 'Su sorteo está cerrado: ya no se puede anular.',
    cutoff_passed: 'Las ventas de este sorteo han cerrado. Añada el próximo sorteo.',
    cutoff_passed_cancel: 'Las ventas de su sorteo han cerrado: ya no se puede anular.',
    cutoff_passed_misprint:
      'Las ventas de su sorteo han cerrado: ya no se puede anular. Imprima el original.',
    none: 'Ningún sorteo de {{game}} está a la venta. Elija otro juego.',
    none_chosen: 'No hay ningún sorteo de {{game}} elegido o abierto. Elija uno.',
  },
  entry: {
    too_large: 'Es demasiado para un solo asiento del diario. Véndalo en varias cestas.',
  },
  epoch: {
    key_used: 'Esta clave ya tiene un diario. Genere una clave nueva.',
    no_till_number: 'Este punto de venta ya entregó todos sus números de caja. Consulte a su administrador.',
    not_needed: 'El diario de esta caja está en orden.',
    too_many:
      'Esta caja ha empezado demasiados diarios en una hora. Inténtelo de nuevo dentro de una hora y avise a su administrador.',
  },
  feed: {
    foreign:
      'El servidor envió un documento de otro punto de venta ({{collection}}). Avise a su administrador.',
    not_understood:
      'Esta caja no entiende lo que envía el servidor ({{what}} {{how}}). Recargue la caja para actualizarla.',
  },
  held: {
    too_many: 'Ya hay {{max}} cestas en espera. Retome o descarte una antes.',
    unknown: 'No hay ninguna cesta en espera con ese número. Elija una de la lista.',
  },
  host: {
    insecure:
      'Esta dirección no es segura, por lo que el navegador niega la criptografía a la caja. Ábrala por https o como http://localhost.',
  },
  journal: {
    removed:
      'Al servidor le faltan asientos que esta caja ya no tiene: se restauró desde una copia demasiado antigua, o se dañó el diario de esta caja. Consulte a su administrador.',
  },
  journal_copy: {
    differs:
      'La segunda copia del diario tiene otros asientos que el diario. Se puede seguir vendiendo; avise a su administrador.',
    gap: 'La segunda copia del diario termina en el asiento {{last}}; el asiento {{first}} llega demasiado pronto. Se puede seguir vendiendo; avise a su administrador.',
    failed:
      'No se puede escribir ni leer la segunda copia del diario de este equipo ({{reason}}). La venta sigue; haga revisar su disco.',
  },
  lottery: {
    inactive: '{{game}} ya no se vende. Elija otro juego.',
    unknown: 'Esta caja no conoce ese juego. Conéctela e inténtelo de nuevo.',
  },
  money: {
    invalid: 'Eso no es un importe. Escríbalo de nuevo.',
    invalid_digits: 'Eso no es un importe. Escriba solo dígitos, como 12 o 12.50.',
    invalid_negative: 'Un importe no puede ser negativo. Escríbalo sin signo.',
    invalid_no_decimals: 'Esta moneda no tiene decimales. Escriba un importe entero.',
    invalid_decimals: 'Un importe tiene como máximo {{max}} decimales. Escríbalo de nuevo.',
    invalid_too_large: 'Ese importe es demasiado grande. Escriba uno menor.',
    invalid_nothing: 'Escriba cuánto: más que nada.',
  },
  network: {
    unreachable: 'El servidor no responde. Revise la red; mientras tanto se sigue vendiendo.',
    unreachable_setup: 'El servidor no responde. Revise la red e inténtelo de nuevo.',
    not_the_server: 'Lo que responde no es el servidor. Revise la red.',
    not_the_server_portal:
      'Lo que responde no es el servidor: quizá una página de acceso a la red. Revise la red.',
    not_the_server_answer: 'La respuesta del servidor no es la acordada ({{path}}).',
  },
  numbers: {
    none: 'Elija números para {{game}} o juegue al azar.',
    out_of_range: 'No se puede elegir el {{number}}. Elija del {{from}} al {{to}}.',
    out_of_range_word: '“{{word}}” no es un número. Escriba los números separados por espacios.',
    repeated: 'El {{number}} está elegido dos veces. Elija otro número en su lugar.',
    too_many_boards: 'Un boleto de {{game}} tiene como máximo {{max}} apuestas.',
    wrong_count: 'Elija {{pools, list}}.',
  },
  offline: {
    not_allowed: 'Este juego se vende solo en línea. Conecte la caja o venda otro juego.',
    too_long:
      'Este juego se puede vender {{hours}} horas sin el servidor y ya pasaron. Conecte la caja para seguir.',
    too_near_cutoff:
      'Sin el servidor este sorteo cierra {{minutes}} minutos antes. Añada el próximo sorteo o conecte la caja.',
    too_many_tickets_zero:
      'Sin el servidor ya no se pueden vender más boletos de este juego. Conecte la caja para seguir.',
    too_many_tickets_one:
      'Sin el servidor solo se puede vender {{count}} boleto más de este juego. Venda menos o conecte la caja.',
    too_many_tickets_many:
      'Sin el servidor solo se pueden vender {{count}} boletos más de este juego. Venda menos o conecte la caja.',
    too_many_tickets_other:
      'Sin el servidor solo se pueden vender {{count}} boletos más de este juego. Venda menos o conecte la caja.',
    too_much:
      'Es más de lo que se puede vender de este juego sin el servidor. Venda menos o conecte la caja.',
  },
  payment: {
    card_amount: 'Con tarjeta se paga exactamente el total. Introduzca el pago de nuevo.',
    implausible: 'Es mucho más que el total. Corrija el importe entregado; Esc vuelve a la cesta.',
    invalid: 'Ese importe no se puede entregar. Escríbalo de nuevo.',
    no_cash: 'Este punto de venta no acepta efectivo. Cobre con tarjeta.',
    reference:
      'Esa referencia no se puede guardar: tiene más de {{max}} caracteres o alguno dañado. Escríbala de nuevo.',
    reference_missing:
      'Escriba la referencia del comprobante del datáfono, para que el pago se pueda encontrar.',
    too_large: 'Es más de lo que una caja cobra de una vez. Véndalo en varias cestas.',
    too_little: 'Es menos que el total. Escriba lo que entregó el cliente o pida más.',
    wallet: 'Esta caja todavía no acepta monederos. Cobre en efectivo o con tarjeta.',
  },
  permission: {
    missing: 'No puede hacer esto. Pida a un encargado que lo haga o que le dé el permiso.',
    missing_cancel: 'No puede anular boletos. Consulte a un encargado.',
    missing_cancel_foreign: 'Otro cajero vendió este boleto. Pida a un encargado que lo anule.',
    missing_lend: 'No puede hacer esto. El PIN de un encargado le presta el permiso.',
    missing_lender: 'Este usuario tampoco puede hacerlo. Pida ayuda a otro encargado.',
    missing_next: 'El siguiente cajero no puede abrir un turno. Cierre el turno.',
  },
  pin: {
    digits: 'Un PIN tiene de 4 a 8 dígitos. Elija otro.',
    obvious: 'Ese PIN es demasiado fácil de adivinar. Elija otro.',
    no_verifier:
      'Inicie sesión una vez con la contraseña mientras la caja está en línea y fije después el PIN.',
  },
  protocol: {
    till_too_new:
      'El programa de esta caja es más nuevo que el del servidor. Se sigue vendiendo sin conexión y no se pierde nada. Lo pendiente se enviará cuando se actualice el servidor.',
    till_too_old:
      'El programa de esta caja es más antiguo que el del servidor. Se sigue vendiendo sin conexión y no se pierde nada. Actualice esta caja (en un navegador: vuelva a cargar la página) para enviar lo pendiente.',
  },
  proof: {
    stale: 'Ha tardado demasiado. Inténtelo de nuevo.',
    wrong: 'Quien lo pide no tiene la clave de esta caja. Consulte a su administrador.',
  },
  readmit: {
    not_ours: 'Este servidor no selló ese certificado. Dé de alta esta caja otra vez.',
    store_unknown: 'Este servidor no conoce el punto de venta. Consulte a su administrador.',
    epoch_taken: 'Este diario se entregó después a otra caja. Dé de alta esta caja otra vez.',
    till_number_taken: 'Este número de caja se entregó después a otra caja. Consulte a su administrador.',
  },
  request: {
    too_large: 'La petición es demasiado grande. Envíe menos de una vez.',
    too_slow: 'La petición tardó demasiado. Inténtelo de nuevo.',
    too_many: 'Demasiadas solicitudes. Espere un minuto.',
  },
  scan: {
    ambiguous:
      'Este código corresponde a más de un lote: {{batches}}. Escríbalo con el código del juego y todos los guiones.',
    not_received:
      'Este punto de venta no tiene el lote de este boleto. Reciba primero el lote {{batch}} de {{game}}.',
    serial_digits:
      'Los boletos del lote {{batch}} llevan un número de {{digits}} cifras. Léalo otra vez o escríbalas todas.',
  },
  server: {
    busy: 'El servidor está ocupado. Inténtelo de nuevo en un momento.',
    disk_full:
      'El disco del servidor está lleno. Se sigue vendiendo, y lo pendiente se envía en cuanto haya sitio. Avise a su administrador.',
    failed: 'El servidor falló. Ha anotado lo que pasó.',
    stopping: 'El servidor se está deteniendo. Inténtelo de nuevo en un momento.',
  },
  secrets: {
    no_key_store:
      'Este equipo no tiene un almacén de claves para proteger los documentos de la caja. En Linux instale y desbloquee GNOME Keyring o KWallet; en otros sistemas vuelva a iniciar sesión en el equipo. Después inicie Tillside de nuevo.',
    not_written:
      'Los documentos de la caja no se pudieron escribir en el disco ({{reason}}). Libere espacio e inténtelo de nuevo.',
    unreadable:
      'Los documentos de la caja no se pueden abrir. Pertenecen al usuario del equipo que dio de alta la caja: inicie sesión con ese usuario, desbloquee el almacén de claves e inicie Tillside de nuevo. No se ha perdido ni cambiado nada.',
  },
  session: {
    none: 'Inicie sesión primero.',
    changed: 'La caja se bloqueó o cambió de manos entretanto y no se hizo nada. Empiece de nuevo.',
  },
  settings: {
    server: 'Eso no es la dirección de un servidor. Introdúzcala, por ejemplo https://pos.example.com.',
  },
  shift: {
    closed: 'Abra primero un turno: escriba el fondo de caja.',
    closed_already: 'Este turno ya está cerrado.',
    count: 'No existen esos billetes y monedas. Cuente el cajón de nuevo.',
    none: 'No hay ningún turno abierto. Abra uno con el fondo del cajón.',
    open: 'Ya hay un turno abierto en este cajón. Ciérrelo primero.',
    same_user: 'Un turno se entrega a otro cajero. Elija quién sigue.',
  },
  sign_in: {
    changed: 'El usuario o la contraseña no son correctos. La contraseña se cambió.',
    expired:
      'El servidor no responde y la última sesión iniciada con él es demasiado antigua. Conecte esta caja para iniciar sesión.',
    inactive: 'Este usuario ya no puede iniciar sesión. Consulte a un encargado.',
    locked:
      'Demasiados intentos equivocados: este usuario está bloqueado en esta caja. Lo desbloquea un encargado que inicie sesión aquí.',
    locked_server:
      'Demasiados intentos equivocados. Espere un cuarto de hora o pida a un encargado que cambie la contraseña.',
    not_here_yet:
      'El servidor no responde y este usuario nunca inició sesión en esta caja. Conéctela o deje que entre alguien que sí lo haya hecho.',
    not_this_store: 'Este usuario no trabaja en este punto de venta. Consulte a un encargado.',
    wrong: 'El usuario o la contraseña no son correctos. Inténtelo de nuevo.',
    wrong_pin: 'Ese no es el PIN. Inténtelo otra vez o use la contraseña.',
    no_pin: 'Este usuario no tiene PIN en esta caja, o ha caducado. Inicie sesión con la contraseña.',
  },
  stock: {
    batch_exists: 'El lote {{batch}} ya se recibió. Revise el número en el paquete.',
    batch_number: 'Escriba el número de lote tal como figura en el paquete.',
    batch_unknown: 'Este punto de venta no tiene ese lote.',
    first_number: 'El primer número es un número entero desde 0. Escríbalo de nuevo.',
    first_number_missing: 'Los boletos de {{game}} van numerados. Escriba el primer número del lote.',
    not_granted:
      'A esta caja solo le quedan {{available}} de estos. Venda en otra caja o haga que liberen existencias.',
    not_granted_release: 'Esta caja tiene {{available}} de ese lote para devolver.',
    not_kept: '{{game}} no lleva existencias: no hay nada que recibir.',
    not_next:
      'El boleto {{serial}} no es el siguiente de esta caja: es el {{next}}. Venda primero el {{next}}.',
    number_not_own: 'Esta caja no tiene ese número para vender. Tome uno de los suyos.',
    quantity: 'Escriba cuántos boletos llegaron: un número entero de 1 a 10.000.000.',
    quantity_release: 'Escriba cuántos devuelve: un número entero desde 1.',
    range_wrong: 'El rango de números debe tener tantos números como dice la cantidad.',
    serial_sold: 'El boleto {{serial}} ya se vendió en este punto de venta. Apártelo y avise a un encargado.',
    serial_twice: 'El boleto {{serial}} ya está en la cesta. Escanee otro.',
    serial_unknown: 'El lote {{batch}} no tiene el boleto {{serial}}: tiene {{size}}. Escanéelo de nuevo.',
    short_elsewhere_zero:
      'No quedan boletos de {{game}} en esta caja. {{places, list(type: unit)}}: venda allí o pida que los liberen.',
    short_elsewhere_one:
      'Solo queda {{count}} boleto de {{game}} en esta caja. {{places, list(type: unit)}}: venda allí o pida que los liberen.',
    short_elsewhere_many:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. {{places, list(type: unit)}}: venda allí o pida que los liberen.',
    short_elsewhere_other:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. {{places, list(type: unit)}}: venda allí o pida que los liberen.',
    short_pool_zero:
      'No quedan boletos de {{game}} en esta caja. Hay {{pool}} en las existencias del punto de venta: el servidor los reparte en cuanto responda.',
    short_pool_one:
      'Solo queda {{count}} boleto de {{game}} en esta caja. Hay {{pool}} en las existencias del punto de venta: el servidor los reparte en cuanto responda.',
    short_pool_many:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. Hay {{pool}} en las existencias del punto de venta: el servidor los reparte en cuanto responda.',
    short_pool_other:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. Hay {{pool}} en las existencias del punto de venta: el servidor los reparte en cuanto responda.',
    short_none_zero: 'No quedan boletos de {{game}} en esta caja. Reciba un lote o venda otro juego.',
    short_none_one:
      'Solo queda {{count}} boleto de {{game}} en esta caja. Reciba un lote o venda otro juego.',
    short_none_many:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. Reciba un lote o venda otro juego.',
    short_none_other:
      'Solo quedan {{count}} boletos de {{game}} en esta caja. Reciba un lote o venda otro juego.',
  },
  storage: {
    failed: 'No se guardó: el disco de esta caja no dejó escribir. Inténtelo de nuevo o reinicie la caja.',
    failed_doubt:
      'No se puede leer el disco de esta caja. Recargue la caja y mire los últimos boletos antes de seguir vendiendo.',
    full: 'No se guardó: el disco de esta caja está lleno. Libere espacio e inténtelo de nuevo.',
    full_start:
      'El disco de esta caja está lleno y la caja tiene que escribir antes de iniciarse. Libere espacio y recargue la caja; nada de lo vendido se ha perdido.',
    unavailable: 'La base de datos no responde. Inténtelo de nuevo en un momento.',
  },
  stream: {
    stopping: 'El servidor se está deteniendo. No se tomó nada de esto; envíelo de nuevo.',
  },
  store: {
    suspended: 'La central ha suspendido las ventas en este punto de venta. Consulte a su encargado.',
  },
  print: {
    cancelled: 'No se ha impreso: se cerró el diálogo de impresión.',
    failed: 'No se ha impreso: {{reason}}. Compruebe la impresora e imprima de nuevo.',
    not_begun: 'El navegador no ha impreso. Permítaselo o elija otra impresora.',
  },
  printer: {
    paper_out: 'La impresora no tiene papel. Ponga un rollo nuevo.',
    cover_open: 'La tapa de la impresora está abierta. Ciérrela.',
    offline: 'La impresora no responde. Compruebe que está encendida y conectada.',
    unknown: 'La impresora indica un error. Apáguela y enciéndala de nuevo.',
    not_chosen: 'No se ha elegido impresora. Elija una en Más → Impresora.',
  },
  ticket: {
    cancelled: 'Este boleto ya está anulado.',
    no_reason: 'Escriba por qué se anula el boleto.',
    not_cancellable: 'Los boletos de este juego no se pueden anular.',
    no_slip: 'Un boleto de rasca y gana es su propio papel: la caja no imprime otro.',
    not_here: 'Esta caja no tiene ese boleto. Pregunte al servidor.',
    not_late: 'Este boleto llegó a tiempo: participa.',
    number_invalid:
      'Eso no es un número de boleto. Escanee el boleto o escriba el número que lleva; un paquete de boletos se recibe en Más, Existencias (F10).',
    other_store: 'Este boleto se vendió en otro punto de venta. Pregunte al servidor.',
    other_till: 'Sin el servidor un boleto se anula solo en la caja que lo vendió. Vaya allí.',
    printed: 'Este boleto salió de la impresora. Búsquelo (F8) para imprimir una copia o anularlo.',
    other_till_copy: 'Solo la caja que vendió un boleto puede reimprimirlo. Vaya allí.',
    too_old: 'Un boleto de este juego se puede anular durante {{minutes}} minutos, que ya pasaron.',
    unknown: 'Esta caja no conoce el boleto. Pregunte al servidor.',
    won: 'Este boleto está premiado: se paga, no se anula.',
    wrong_code: 'Ese no es el código de este boleto. Léalo de nuevo en el papel.',
    training: 'Este es un comprobante de prácticas, no un boleto. No vale nada.',
  },
  till: {
    broken:
      'La venta está registrada, pero esta caja no puede seguir. Recargue la caja y mire los últimos boletos.',
    cannot_post:
      'No se hizo: un importe es demasiado grande para los libros. Revise los importes, también el fondo, e inténtelo de nuevo.',
    failed: 'La caja no pudo iniciarse ({{reason}}). Recargue la caja; nada de lo vendido se ha perdido.',
    not_ready: 'La caja todavía no está lista. Espere un momento e inténtelo de nuevo.',
  },
  update: {
    none: 'No hay ninguna actualización que instalar.',
    not_now: 'Cierre antes el turno y deje que se envíe todo.',
  },
  upload: {
    bad_signature: 'El servidor no acepta la firma de esta caja. Consulte a su administrador.',
    broken_chain:
      'El diario de esta caja no continúa lo que el servidor tiene de él. Consulte a su administrador.',
    gap: 'Al servidor le faltan asientos anteriores de esta caja. Se envían de nuevo.',
    stopping: 'El servidor se está reiniciando. La caja lo intenta de nuevo.',
    too_much: 'Esta caja envía más de lo que una caja puede vender. Lo que espera se acepta poco a poco.',
  },
}) satisfies Translation<typeof english, 'es'>;

export const refusalItems: Translation<typeof englishItems, 'es'> = {
  pools: '{{pick}} del {{from}} al {{to}}',
  places_one: '{{count}} está en {{name}}',
  places_many: '{{count}} están en {{name}}',
  places_other: '{{count}} están en {{name}}',
};
