/**
 * French, for the public service. fr.ts says how blanks are set.
 *
 * The file is long because it holds every French word of the public service.
 */
import { LINK_DAYS } from '../settings/link-days.ts';
import type { WebWords } from './web-words.ts';

export const web: WebWords = {
  wording: 'fr-1',
  back: (site) => `Retour à ${site}`,
  sender: 'Publié par ',
  contact: 'Contact : ',
  subscribe: {
    title: (site) => `${site} par e-mail`,
    lead: (site) => `Les nouveaux articles publiés sur ${site}, réunis dans une lettre d’information.`,
    address: 'Adresse e-mail',
    example: 'nom@example.com',
    categories: 'Ce que vous souhaitez recevoir',
    button: 'S’abonner',
    promise:
      'Nous vous envoyons un e-mail de confirmation : ouvrez le lien qu’il contient, ou saisissez ses six chiffres. Vous pouvez vous désabonner à tout moment, et personne ne suit ce que vous ouvrez ni les liens sur lesquels vous cliquez.',
    trap: 'Laissez ce champ vide',
    already:
      'Vous recevez déjà la lettre ? Nous pouvons vous envoyer le lien qui permet de modifier vos choix ou de vous désabonner.',
  },
  sent: {
    title: 'Consultez votre messagerie',
    lead: 'Nous avons envoyé un e-mail à cette adresse. Ouvrez le lien qu’il contient, ou saisissez ici ses six chiffres.',
    code: 'Six chiffres',
    button: 'Confirmer',
    help: [
      'Cela peut prendre quelques minutes.',
      'Regardez aussi dans le dossier des indésirables.',
      'Si vous filtrez les expéditeurs, autorisez les e-mails de ce domaine :',
      'Si l’adresse était fausse, revenez en arrière et saisissez-la de nouveau. Nous envoyons au plus un e-mail par jour à une même adresse.',
    ],
  },
  linkSent: {
    title: 'Consultez votre messagerie',
    lead: 'Si cette adresse est inscrite, un e-mail avec vos liens est en route. Si rien n’arrive d’ici quelques minutes, regardez dans le dossier des indésirables et vérifiez l’adresse.',
  },
  confirm: {
    title: 'Confirmez votre inscription',
    lead: 'La lettre sera envoyée à cette adresse. Appuyez sur le bouton si c’est bien la vôtre.',
    button: 'Confirmer',
  },
  moving: {
    title: 'Confirmez votre nouvelle adresse',
    lead: 'La lettre sera désormais envoyée à cette adresse. Appuyez sur le bouton si c’est bien la vôtre.',
    button: 'Confirmer le changement',
  },
  confirmed: {
    title: 'Votre inscription est confirmée',
    lead: 'Vous recevrez le prochain numéro. Chaque e-mail contient des liens pour modifier vos choix et pour vous désabonner.',
  },
  moved: {
    title: 'Votre adresse est modifiée',
    lead: 'Le prochain numéro sera envoyé à la nouvelle adresse.',
  },
  leave: {
    title: 'Vous désabonner ?',
    lead: 'Il s’agit de la lettre envoyée à cette adresse.',
    button: 'Se désabonner',
    pause: 'Ou faire une pause',
    pauseAbout: 'Votre abonnement est conservé, et rien n’arrive avant le jour que vous choisissez.',
    until: 'Rien avant le',
    pauseButton: 'Faire une pause',
  },
  left: {
    title: 'Votre désabonnement est confirmé',
    lead: 'Vous ne recevrez plus rien. Merci de votre lecture.',
  },
  paused: (day) => ({
    title: 'Votre pause commence',
    lead: `Rien n’arrivera avant le ${day}. Ensuite, la lettre reviendra d’elle-même.`,
  }),
  resumed: { title: 'Votre pause est terminée', lead: 'Vous recevrez le prochain numéro.' },
  undo: {
    title: 'Vous réabonner ?',
    lead: 'La lettre sera de nouveau envoyée à cette adresse.',
    button: 'Se réabonner',
  },
  undone: { title: 'Bon retour parmi nous', lead: 'Vous recevrez le prochain numéro.' },
  preferences: {
    title: 'Votre abonnement',
    lead: 'Il s’agit de la lettre envoyée à cette adresse.',
    categories: 'Ce que vous recevez',
    save: 'Enregistrer',
    pause: 'Faire une pause',
    pauseAbout: 'Rien n’arrive avant le jour que vous choisissez ; ensuite, la lettre revient d’elle-même.',
    pausedUntil: (day) => `Vous faites une pause jusqu’au ${day}.`,
    until: 'Rien avant le',
    pauseButton: 'Faire une pause',
    resume: 'Terminer la pause maintenant',
    move: 'Changer d’adresse',
    moveAbout:
      'Nous envoyons un e-mail à la nouvelle adresse. Rien ne change tant que vous ne l’avez pas confirmée.',
    newAddress: 'Nouvelle adresse e-mail',
    moveButton: 'Envoyer l’e-mail',
    data: 'Vos données',
    dataAbout:
      'Nous vous envoyons un lien pour obtenir les données que nous conservons à votre sujet, ou pour les faire effacer.',
    leave: 'Se désabonner',
    leaveAbout: 'Vous ne recevrez plus rien. Nous vous envoyons un lien qui permet d’annuler.',
    chooseOne:
      'Choisissez au moins une rubrique. Si vous n’en voulez aucune, faites une pause ou désabonnez-vous.',
  },
  saved: {
    title: 'Vos choix sont enregistrés',
    lead: 'Le prochain numéro contiendra ce que vous avez choisi.',
  },
  link: {
    title: 'Recevoir vos liens de nouveau',
    lead: 'Saisissez l’adresse inscrite. Nous vous envoyons les liens pour modifier vos choix, vous désabonner, et consulter ou effacer vos données.',
    button: 'Envoyer les liens',
  },
  me: {
    title: 'Vos données',
    lead: 'Il s’agit de ce que nous conservons pour cette adresse.',
    exportTitle: 'Obtenir vos données',
    exportAbout: 'Tout ce qui est conservé à votre sujet, dans un fichier JSON.',
    exportButton: 'Télécharger le fichier',
    erase: 'Effacer vos données',
    eraseAbout:
      'Vous quittez la liste, et tout ce qui est conservé à votre sujet est effacé, sans retour possible. Il ne reste qu’une empreinte, dont l’adresse ne peut être déduite, pour qu’aucune liste ne vous réinscrive par erreur.',
    sure: 'Je comprends que tout sera effacé',
    eraseButton: 'Effacer mes données',
    notSure: 'Pour effacer vos données, cochez la case.',
  },
  erased: {
    title: 'Vos données sont effacées',
    lead: 'Si un e-mail vous est envoyé en ce moment même, l’effacement suit aussitôt après. Merci de votre lecture.',
  },
  faults: {
    address: {
      title: 'Vérifiez l’adresse',
      lead: 'Ce n’est pas une adresse e-mail. Écrivez-la comme nom@example.com.',
    },
    link: {
      title: 'Ce lien n’est pas valable',
      lead: 'Il en manque peut-être une partie. Ouvrez de nouveau le lien de l’e-mail, ou demandez de nouveaux liens.',
    },
    over: {
      title: 'Ce lien ne fonctionne plus',
      lead: 'Son délai est passé. Demandez de nouveaux liens par e-mail, ou abonnez-vous de nouveau.',
    },
    code: {
      title: 'Ces chiffres ne sont pas valables',
      lead: 'Ils sont faux, ou trop anciens. Regardez de nouveau l’e-mail, ou ouvrez son lien.',
    },
    confirmation: {
      title: 'Ce lien a déjà servi ou est trop ancien',
      lead: `Il fonctionne une fois, pendant ${LINK_DAYS.confirm} jours. Soit votre inscription est déjà faite, soit le délai est passé : dans ce cas, abonnez-vous de nouveau.`,
    },
    day: {
      title: 'Vérifiez le jour',
      lead: 'Choisissez un jour à partir de demain, dans l’année qui vient.',
    },
    limit: {
      title: 'Merci de patienter un peu',
      lead: 'Trop d’envois en peu de temps. Réessayez plus tard.',
    },
    missing: { title: 'Cette page n’existe pas', lead: 'Vérifiez l’adresse.' },
    size: { title: 'C’est trop long', lead: 'Raccourcissez le texte, puis réessayez.' },
    method: { title: 'Ce n’est pas possible ici', lead: 'Ouvrez de nouveau la page, puis réessayez.' },
    own: {
      title: 'Toutes nos excuses',
      lead: 'Une erreur s’est produite de notre côté. Réessayez un peu plus tard.',
    },
  },
  mails: {
    confirm: {
      subject: (site) => `Merci de confirmer : ${site}`,
      heading: 'Confirmez votre inscription',
      lead: (site) =>
        `On nous a demandé d’envoyer « ${site} » à cette adresse. Si cette demande vient de vous, ouvrez le lien.`,
      button: 'Confirmer',
      code: 'Ou saisissez ces chiffres sur la page d’inscription :',
      note: `Le lien et les chiffres sont valables ${LINK_DAYS.confirm} jours. Si cette demande ne vient pas de vous, ne faites rien : rien ne vous sera envoyé, et l’adresse sera oubliée au bout de ${LINK_DAYS.confirm} jours.`,
    },
    move: {
      subject: (site) => `Merci de confirmer votre nouvelle adresse : ${site}`,
      heading: 'Confirmez votre nouvelle adresse',
      lead: (site) =>
        `On nous a demandé d’envoyer désormais « ${site} » à cette adresse. Si cette demande vient de vous, ouvrez le lien.`,
      button: 'Confirmer le changement',
      code: 'Les chiffres :',
      note: `Le lien est valable ${LINK_DAYS.confirm} jours. Si cette demande ne vient pas de vous, ne faites rien : rien ne change.`,
    },
    welcome: {
      subject: (site) => `Bienvenue : ${site}`,
      heading: 'Votre inscription est confirmée',
      lead: (site) =>
        `Vous recevrez « ${site} » dès le prochain numéro. Vous pouvez choisir à tout moment ce que vous recevez.`,
      button: 'Choisir ce que je reçois',
      leave: 'Se désabonner :',
      note: 'Cet e-mail n’est envoyé qu’une fois, pour vous confirmer votre inscription.',
    },
    goodbye: {
      subject: (site) => `Désabonnement confirmé : ${site}`,
      heading: 'Votre désabonnement est confirmé',
      lead: (site) =>
        `« ${site} » ne vous sera plus envoyé. Merci de votre lecture. Si c’était une erreur, ce lien permet d’annuler pendant ${LINK_DAYS.undo} jours.`,
      button: 'Se réabonner',
      note: 'Sinon, il n’y a rien à faire. Vous ne recevrez plus rien.',
    },
    moved: {
      subject: (site) => `Votre adresse a été modifiée : ${site}`,
      heading: 'Votre adresse a été modifiée',
      lead: (site) => `« ${site} » est désormais envoyé à une autre adresse, et non plus à celle-ci.`,
      button: '',
      note: 'Si cette demande ne vient pas de vous, dites-le-nous : nos coordonnées sont ci-dessous.',
    },
    link: {
      subject: (site) => `Vos liens : ${site}`,
      heading: 'Vos liens',
      lead: (site) =>
        `Cette adresse est inscrite pour recevoir « ${site} ». Voici les liens pour modifier vos choix ou pour vous désabonner.`,
      button: 'Voir mes choix',
      leave: 'Se désabonner :',
      data: `Consulter ou effacer vos données (pendant ${LINK_DAYS.data} jours) :`,
      note: 'Si vous n’avez rien demandé, supprimez cet e-mail : rien ne change. Ne donnez ces liens à personne.',
    },
    why: (site) => `Cet e-mail vous est envoyé à la suite d’une demande faite sur le site « ${site} ».`,
  },
  byMail: {
    confirm: {
      subject: (site) => `Merci de confirmer : ${site}`,
      heading: 'Confirmez votre inscription',
      lead: (site) =>
        `Un e-mail venu de cette adresse demande à recevoir « ${site} ». S’il vient de vous, ouvrez le lien ci-dessous et envoyez l’e-mail qu’il prépare, ou répondez simplement à cet e-mail.`,
      button: 'Envoyer l’e-mail de confirmation',
      code: 'Ou répondez avec ces seuls chiffres :',
      note: `Votre réponse est acceptée pendant ${LINK_DAYS.confirm} jours. Si cette demande ne vient pas de vous, ne faites rien : rien ne vous sera envoyé, et l’adresse sera oubliée au bout de ${LINK_DAYS.confirm} jours.`,
    },
    welcome: {
      subject: (site) => `Bienvenue : ${site}`,
      heading: 'Votre inscription est confirmée',
      lead: (site) =>
        `Vous recevrez « ${site} » dès le prochain numéro. Si vous n’en voulez qu’une partie, écrivez à la rédaction.`,
      button: 'Écrire à la rédaction',
      leave: 'Se désabonner par e-mail :',
      note: 'Cet e-mail n’est envoyé qu’une fois, pour vous confirmer votre inscription.',
    },
    goodbye: {
      subject: (site) => `Désabonnement confirmé : ${site}`,
      heading: 'Votre désabonnement est confirmé',
      lead: (site) =>
        `« ${site} » ne vous sera plus envoyé. Merci de votre lecture. Si c’était une erreur, réabonnez-vous avec l’e-mail que ce lien prépare.`,
      button: 'Se réabonner',
      note: 'Sinon, il n’y a rien à faire. Vous ne recevrez plus rien.',
    },
    link: {
      subject: (site) => `Votre adresse est déjà inscrite : ${site}`,
      heading: 'Votre adresse est déjà inscrite',
      lead: (site) => `Cette adresse reçoit « ${site} », et recevra aussi le prochain numéro.`,
      button: 'Écrire à la rédaction',
      leave: 'Se désabonner par e-mail :',
      data: 'Demander vos données, ou leur effacement, par e-mail :',
      note: 'Si vous n’avez rien demandé, supprimez cet e-mail : rien ne change.',
    },
    why: (site) => `Cet e-mail vous est envoyé à la suite d’un e-mail reçu par « ${site} ».`,
    snippet: {
      button: 'S’abonner par e-mail',
      subject: 'S’abonner',
      note: 'Un e-mail s’ouvre : envoyez-le tel quel. Répondez ensuite à l’e-mail qui vous demande de confirmer.',
    },
  },
  snippet: {
    heading: (site) => `${site} par e-mail`,
    note: 'Nous vous envoyons un e-mail de confirmation. Vous pouvez vous désabonner à tout moment.',
  },
};
