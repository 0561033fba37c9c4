/**
 * Spanish, for the public service; readers are addressed as «usted».
 *
 * The file is long because it holds every Spanish word of the public service.
 */
import { LINK_DAYS } from '../settings/link-days.ts';
import type { WebWords } from './web-words.ts';

export const web: WebWords = {
  wording: 'es-1',
  back: (site) => `Ir a ${site}`,
  sender: 'Publicado por ',
  contact: 'Contacto: ',
  subscribe: {
    title: (site) => `${site} por correo`,
    lead: (site) => `Los artículos nuevos de ${site}, reunidos en un solo correo.`,
    address: 'Correo electrónico',
    example: 'nombre@example.com',
    categories: 'Qué desea recibir',
    button: 'Suscribirse',
    promise:
      'Le enviaremos un correo de confirmación: abra su enlace o escriba sus seis cifras. Puede cancelar la suscripción en cualquier momento, y nadie registra qué abre ni en qué enlaces pulsa.',
    trap: 'Deje este campo vacío',
    already:
      '¿Ya tiene una suscripción? Podemos enviarle el enlace para cambiar sus preferencias o cancelarla.',
  },
  sent: {
    title: 'Revise su correo',
    lead: 'Hemos enviado un correo a esta dirección. Abra el enlace que contiene o escriba aquí sus seis cifras.',
    code: 'Seis cifras',
    button: 'Confirmar',
    help: [
      'Puede tardar unos minutos.',
      'Mire también en la carpeta de correo no deseado.',
      'Si filtra los remitentes, permita los correos de este dominio:',
      'Si la dirección no era correcta, vuelva atrás y escríbala de nuevo. A cada dirección le enviamos, como máximo, un correo al día.',
    ],
  },
  linkSent: {
    title: 'Revise su correo',
    lead: 'Si esta dirección está suscrita, le llegará un correo con sus enlaces. Si no lo recibe en unos minutos, mire en la carpeta de correo no deseado y compruebe la dirección.',
  },
  confirm: {
    title: 'Confirme su suscripción',
    lead: 'El boletín se enviará a esta dirección. Si es correcta, pulse el botón.',
    button: 'Confirmar',
  },
  moving: {
    title: 'Confirme su nueva dirección',
    lead: 'A partir de ahora, el boletín se enviará a esta dirección. Si es correcta, pulse el botón.',
    button: 'Confirmar el cambio',
  },
  confirmed: {
    title: 'Suscripción confirmada',
    lead: 'Recibirá la próxima edición. Todos los correos llevan enlaces para cambiar sus preferencias y para cancelar la suscripción.',
  },
  moved: {
    title: 'Su dirección ha cambiado',
    lead: 'La próxima edición se enviará a la nueva dirección.',
  },
  leave: {
    title: '¿Desea cancelar la suscripción?',
    lead: 'Esto afecta a los correos que enviamos a esta dirección.',
    button: 'Cancelar la suscripción',
    pause: 'O haga una pausa',
    pauseAbout: 'Conserva la suscripción y no recibirá nada hasta el día que elija.',
    until: 'No enviar nada hasta',
    pauseButton: 'Hacer una pausa',
  },
  left: {
    title: 'Suscripción cancelada',
    lead: 'No recibirá más correos. Gracias por habernos leído.',
  },
  paused: (day) => ({
    title: 'Su suscripción está en pausa',
    lead: `No recibirá nada hasta el ${day}. Después, los correos volverán a llegar automáticamente.`,
  }),
  resumed: { title: 'La pausa ha terminado', lead: 'Recibirá la próxima edición.' },
  undo: {
    title: '¿Desea volver?',
    lead: 'El boletín se enviará de nuevo a esta dirección.',
    button: 'Reanudar la suscripción',
  },
  undone: { title: 'Suscripción reanudada', lead: 'Recibirá la próxima edición.' },
  preferences: {
    title: 'Su suscripción',
    lead: 'Aquí puede gestionar los correos que enviamos a esta dirección.',
    categories: 'Qué recibe',
    save: 'Guardar',
    pause: 'Hacer una pausa',
    pauseAbout:
      'No recibirá nada hasta el día que elija; después, los correos volverán a llegar automáticamente.',
    pausedUntil: (day) => `Su suscripción está en pausa hasta el ${day}.`,
    until: 'No enviar nada hasta',
    pauseButton: 'Hacer una pausa',
    resume: 'Terminar la pausa ahora',
    move: 'Cambiar de dirección',
    moveAbout: 'Enviamos un correo a la nueva dirección. Nada cambia hasta que la confirme.',
    newAddress: 'Nuevo correo electrónico',
    moveButton: 'Enviar el correo',
    data: 'Sus datos',
    dataAbout: 'Le enviamos un enlace para obtener los datos que guardamos sobre usted o para borrarlos.',
    leave: 'Cancelar la suscripción',
    leaveAbout: 'No recibirá más correos. Le enviaremos un enlace para deshacerlo.',
    chooseOne: 'Elija al menos una opción. Si no desea ninguna, haga una pausa o cancele la suscripción.',
  },
  saved: { title: 'Cambios guardados', lead: 'La próxima edición contendrá lo que ha elegido.' },
  link: {
    title: 'Recibir de nuevo sus enlaces',
    lead: 'Escriba la dirección suscrita. Le enviaremos enlaces para cambiar sus preferencias, cancelar la suscripción, y ver o borrar sus datos.',
    button: 'Enviar los enlaces',
  },
  me: {
    title: 'Sus datos',
    lead: 'Estos son los datos que guardamos sobre esta dirección.',
    exportTitle: 'Obtener sus datos',
    exportAbout: 'Todo lo que guardamos sobre usted, en un archivo JSON.',
    exportButton: 'Descargar el archivo',
    erase: 'Borrar sus datos',
    eraseAbout:
      'Se cancela la suscripción y se borra todo lo que guardamos sobre usted. No se puede deshacer. Solo queda una marca de la que no se puede deducir la dirección, para que ninguna lista vuelva a incluirle por error.',
    sure: 'Entiendo que se borrará todo',
    eraseButton: 'Borrar mis datos',
    notSure: 'Para borrar sus datos, marque la casilla.',
  },
  erased: {
    title: 'Sus datos se han borrado',
    lead: 'Si en este momento se le está enviando un correo, se borrarán justo después. Gracias por habernos leído.',
  },
  faults: {
    address: {
      title: 'Revise la dirección',
      lead: 'Esta no es una dirección de correo válida. Escríbala así: nombre@example.com.',
    },
    link: {
      title: 'El enlace no es correcto',
      lead: 'Es posible que le falte una parte. Abra de nuevo el enlace del correo o solicite enlaces nuevos.',
    },
    over: {
      title: 'El enlace ya no funciona',
      lead: 'Ha caducado. Solicite enlaces nuevos por correo o suscríbase de nuevo.',
    },
    code: {
      title: 'Las cifras no son correctas',
      lead: 'Son erróneas o han caducado. Vuelva a mirar el correo o abra su enlace.',
    },
    confirmation: {
      title: 'El enlace ya se ha usado o ha caducado',
      lead: `Funciona una sola vez, durante ${LINK_DAYS.confirm} días. Es posible que la suscripción ya esté confirmada; si el plazo ha pasado, suscríbase de nuevo.`,
    },
    day: { title: 'Revise la fecha', lead: 'Elija un día a partir de mañana y dentro de un año.' },
    limit: {
      title: 'Espere un momento, por favor',
      lead: 'Se ha enviado demasiado en poco tiempo. Inténtelo de nuevo más tarde.',
    },
    missing: { title: 'Esta página no existe', lead: 'Compruebe la dirección.' },
    size: { title: 'El texto es demasiado largo', lead: 'Acórtelo e inténtelo de nuevo.' },
    method: {
      title: 'Esto no se puede hacer aquí',
      lead: 'Abra de nuevo la página e inténtelo otra vez.',
    },
    own: {
      title: 'Lo sentimos',
      lead: 'Se ha producido un error en nuestro sistema. Inténtelo de nuevo un poco más tarde.',
    },
  },
  mails: {
    confirm: {
      subject: (site) => `Confirme su suscripción: ${site}`,
      heading: 'Confirme su suscripción',
      lead: (site) =>
        `Alguien ha pedido recibir ${site} en esta dirección. Si ha sido usted, abra el enlace.`,
      button: 'Confirmar',
      code: 'O escriba estas cifras donde se suscribió:',
      note: `El enlace y las cifras sirven durante ${LINK_DAYS.confirm} días. Si no ha sido usted, no haga nada: no recibirá nada y la dirección se borrará a los ${LINK_DAYS.confirm} días.`,
    },
    move: {
      subject: (site) => `Confirme su nueva dirección: ${site}`,
      heading: 'Confirme su nueva dirección',
      lead: (site) =>
        `Alguien ha pedido recibir ${site} en esta dirección a partir de ahora. Si ha sido usted, abra el enlace.`,
      button: 'Confirmar el cambio',
      code: 'Las cifras:',
      note: `El enlace sirve durante ${LINK_DAYS.confirm} días. Si no ha sido usted, no haga nada: nada cambiará.`,
    },
    welcome: {
      subject: (site) => `Gracias por suscribirse: ${site}`,
      heading: 'Gracias por suscribirse',
      lead: (site) =>
        `Recibirá ${site} a partir de la próxima edición. Puede elegir en cualquier momento qué desea recibir.`,
      button: 'Elegir qué recibe',
      leave: 'Cancelar la suscripción:',
      note: 'Este correo se envía una sola vez, para confirmarle la suscripción.',
    },
    goodbye: {
      subject: (site) => `Suscripción cancelada: ${site}`,
      heading: 'Suscripción cancelada',
      lead: (site) =>
        `No recibirá más correos de ${site}. Gracias por habernos leído. Si ha sido un error, puede deshacerlo con este enlace durante ${LINK_DAYS.undo} días.`,
      button: 'Reanudar la suscripción',
      note: 'Si no lo ha sido, no tiene que hacer nada. No recibirá más correos.',
    },
    moved: {
      subject: (site) => `Su dirección ha cambiado: ${site}`,
      heading: 'Su dirección ha cambiado',
      lead: (site) => `A partir de ahora, ${site} se enviará a otra dirección y ya no a esta.`,
      button: '',
      note: 'Si no ha sido usted, avísenos: nuestros datos de contacto están más abajo.',
    },
    link: {
      subject: (site) => `Sus enlaces: ${site}`,
      heading: 'Sus enlaces',
      lead: (site) =>
        `Esta dirección está suscrita a ${site}. Estos son los enlaces para cambiar sus preferencias o cancelar la suscripción.`,
      button: 'Abrir mis preferencias',
      leave: 'Cancelar la suscripción:',
      data: `Ver o borrar sus datos (durante ${LINK_DAYS.data} días):`,
      note: 'Si no lo ha solicitado, elimine este correo: nada cambiará. No dé los enlaces a nadie.',
    },
    why: (site) => `Este correo se ha enviado por una acción realizada en el sitio de ${site}.`,
  },
  byMail: {
    confirm: {
      subject: (site) => `Confirme su suscripción: ${site}`,
      heading: 'Confirme su suscripción',
      lead: (site) =>
        `Se ha solicitado ${site} con un correo de esta dirección. Si ha sido usted, abra el enlace de abajo y envíe el correo que se prepara, o responda a este correo tal como está.`,
      button: 'Enviar el correo de confirmación',
      code: 'O responda solo con estas cifras:',
      note: `Aceptamos su respuesta durante ${LINK_DAYS.confirm} días. Si no ha sido usted, no haga nada: no recibirá nada y la dirección se borrará a los ${LINK_DAYS.confirm} días.`,
    },
    welcome: {
      subject: (site) => `Gracias por suscribirse: ${site}`,
      heading: 'Gracias por suscribirse',
      lead: (site) =>
        `Recibirá ${site} a partir de la próxima edición. Si solo desea una parte, escriba a la redacción.`,
      button: 'Escribir a la redacción',
      leave: 'Cancelar la suscripción por correo:',
      note: 'Este correo se envía una sola vez, para confirmarle la suscripción.',
    },
    goodbye: {
      subject: (site) => `Suscripción cancelada: ${site}`,
      heading: 'Suscripción cancelada',
      lead: (site) =>
        `No recibirá más correos de ${site}. Gracias por habernos leído. Si ha sido un error, suscríbase de nuevo con el correo que prepara este enlace.`,
      button: 'Suscribirse de nuevo',
      note: 'Si no lo ha sido, no tiene que hacer nada. No recibirá más correos.',
    },
    link: {
      subject: (site) => `Ya tiene una suscripción: ${site}`,
      heading: 'Ya tiene una suscripción',
      lead: (site) => `Esta dirección recibe ${site} y recibirá también la próxima edición.`,
      button: 'Escribir a la redacción',
      leave: 'Cancelar la suscripción por correo:',
      data: 'Pedir sus datos, o que se borren, por correo:',
      note: 'Si no lo ha solicitado, elimine este correo: nada cambiará.',
    },
    why: (site) => `Este correo se ha enviado en respuesta a uno que recibió ${site}.`,
    snippet: {
      button: 'Suscribirse por correo',
      subject: 'suscribirme',
      note: 'Se abrirá un correo ya preparado: envíelo tal como está. Después, responda al correo en el que le pedimos que confirme.',
    },
  },
  snippet: {
    heading: (site) => `${site} por correo`,
    note: 'Le enviaremos un correo de confirmación. Puede cancelar la suscripción en cualquier momento.',
  },
};
