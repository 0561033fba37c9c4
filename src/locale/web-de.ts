/**
 * German, for the public service.
 *
 * The file is long because it holds every German word of the public service.
 */
import { LINK_DAYS } from '../settings/link-days.ts';
import type { WebWords } from './web-words.ts';

export const web: WebWords = {
  wording: 'de-1',
  back: (site) => `Zu ${site}`,
  sender: 'Herausgegeben von ',
  contact: 'Kontakt: ',
  subscribe: {
    title: (site) => `${site} per E-Mail`,
    lead: (site) => `Neue Beiträge von ${site}, gesammelt in einem Newsletter.`,
    address: 'E-Mail-Adresse',
    example: 'name@example.com',
    categories: 'Was Sie erhalten möchten',
    button: 'Abonnieren',
    promise:
      'Wir senden Ihnen eine E-Mail zur Bestätigung: Öffnen Sie den Link darin, oder geben Sie die sechs Ziffern ein. Sie können sich jederzeit abmelden, und niemand verfolgt, was Sie öffnen oder anklicken.',
    trap: 'Bitte lassen Sie dieses Feld leer',
    already:
      'Sie haben schon abonniert? Wir senden Ihnen den Link, mit dem Sie Ihre Auswahl ändern oder sich abmelden können.',
  },
  sent: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    lead: 'Wir haben eine E-Mail an diese Adresse gesendet. Öffnen Sie den Link darin, oder geben Sie hier die sechs Ziffern ein.',
    code: 'Sechs Ziffern',
    button: 'Bestätigen',
    help: [
      'Es kann einige Minuten dauern.',
      'Sehen Sie auch im Spam-Ordner nach.',
      'Wenn Sie Absender filtern, lassen Sie E-Mails von dieser Domain zu:',
      'War die Adresse falsch, gehen Sie zurück und geben Sie sie noch einmal ein. An dieselbe Adresse senden wir höchstens eine E-Mail am Tag.',
    ],
  },
  linkSent: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    lead: 'Wenn diese Adresse angemeldet ist, ist eine E-Mail mit Ihren Links unterwegs. Kommt in den nächsten Minuten nichts an, sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.',
  },
  confirm: {
    title: 'Anmeldung bestätigen',
    lead: 'Der Newsletter geht künftig an diese Adresse. Bitte bestätigen Sie, dass das stimmt.',
    button: 'Bestätigen',
  },
  moving: {
    title: 'Neue Adresse bestätigen',
    lead: 'Der Newsletter geht künftig an diese Adresse. Bitte bestätigen Sie, dass das stimmt.',
    button: 'Änderung bestätigen',
  },
  confirmed: {
    title: 'Sie sind angemeldet',
    lead: 'Die nächste Ausgabe kommt zu Ihnen. In jeder E-Mail finden Sie Links, mit denen Sie Ihre Auswahl ändern oder sich abmelden können.',
  },
  moved: { title: 'Ihre Adresse ist geändert', lead: 'Die nächste Ausgabe geht an die neue Adresse.' },
  leave: {
    title: 'Newsletter abbestellen?',
    lead: 'Es geht um den Newsletter an diese Adresse.',
    button: 'Abmelden',
    pause: 'Oder eine Pause einlegen',
    pauseAbout: 'Sie bleiben angemeldet, und vor dem Tag, den Sie wählen, kommt nichts.',
    until: 'Nichts vor dem',
    pauseButton: 'Pause einlegen',
  },
  left: {
    title: 'Sie sind abgemeldet',
    lead: 'Es kommt nichts mehr. Danke, dass Sie uns gelesen haben.',
  },
  paused: (day) => ({
    title: 'Sie machen eine Pause',
    lead: `Vor dem ${day} kommt nichts. Danach kommt der Newsletter von selbst wieder.`,
  }),
  resumed: { title: 'Ihre Pause ist zu Ende', lead: 'Die nächste Ausgabe kommt zu Ihnen.' },
  undo: {
    title: 'Wieder anmelden?',
    lead: 'Der Newsletter geht dann wieder an diese Adresse.',
    button: 'Wieder abonnieren',
  },
  undone: { title: 'Willkommen zurück', lead: 'Die nächste Ausgabe kommt zu Ihnen.' },
  preferences: {
    title: 'Ihr Abonnement',
    lead: 'Es geht um den Newsletter an diese Adresse.',
    categories: 'Was Sie erhalten',
    save: 'Speichern',
    pause: 'Pause einlegen',
    pauseAbout: 'Vor dem Tag, den Sie wählen, kommt nichts; danach kommt der Newsletter von selbst wieder.',
    pausedUntil: (day) => `Sie machen eine Pause bis zum ${day}.`,
    until: 'Nichts vor dem',
    pauseButton: 'Pause einlegen',
    resume: 'Pause jetzt beenden',
    move: 'Adresse ändern',
    moveAbout: 'Wir senden eine E-Mail an die neue Adresse. Bevor Sie sie bestätigen, ändert sich nichts.',
    newAddress: 'Neue E-Mail-Adresse',
    moveButton: 'E-Mail senden',
    data: 'Ihre Daten',
    dataAbout:
      'Wir senden Ihnen einen Link, mit dem Sie Ihre gespeicherten Daten herunterladen oder löschen lassen können.',
    leave: 'Abmelden',
    leaveAbout:
      'Es kommt nichts mehr. Wir senden Ihnen einen Link, mit dem Sie das rückgängig machen können.',
    chooseOne:
      'Bitte wählen Sie mindestens eines aus. Möchten Sie nichts davon, legen Sie eine Pause ein oder melden Sie sich ab.',
  },
  saved: { title: 'Gespeichert', lead: 'Die nächste Ausgabe enthält, was Sie gewählt haben.' },
  link: {
    title: 'Links noch einmal erhalten',
    lead: 'Geben Sie die angemeldete Adresse ein. Wir senden Ihnen Links, mit denen Sie Ihre Auswahl ändern, sich abmelden und Ihre Daten einsehen oder löschen können.',
    button: 'Links senden',
  },
  me: {
    title: 'Ihre Daten',
    lead: 'Es geht um das, was wir zu dieser Adresse gespeichert haben.',
    exportTitle: 'Daten herunterladen',
    exportAbout: 'Alles, was über Sie gespeichert ist, in einer JSON-Datei.',
    exportButton: 'Datei herunterladen',
    erase: 'Daten löschen',
    eraseAbout:
      'Sie werden abgemeldet, und alles, was über Sie gespeichert ist, wird gelöscht. Das lässt sich nicht rückgängig machen. Es bleibt nur ein Merkmal, aus dem sich die Adresse nicht ablesen lässt, damit keine Liste Sie versehentlich wieder anmeldet.',
    sure: 'Ich habe verstanden, dass alles gelöscht wird',
    eraseButton: 'Meine Daten löschen',
    notSure: 'Um Ihre Daten zu löschen, setzen Sie bitte das Häkchen.',
  },
  erased: {
    title: 'Ihre Daten sind gelöscht',
    lead: 'Wird gerade noch eine E-Mail an Sie gesendet, folgt das Löschen gleich danach. Danke, dass Sie uns gelesen haben.',
  },
  faults: {
    address: {
      title: 'Bitte prüfen Sie die Adresse',
      lead: 'Das ist keine E-Mail-Adresse. Schreiben Sie sie in der Form name@example.com.',
    },
    link: {
      title: 'Der Link stimmt nicht',
      lead: 'Vielleicht fehlt ein Teil. Öffnen Sie den Link in der E-Mail noch einmal, oder lassen Sie sich neue Links senden.',
    },
    over: {
      title: 'Der Link gilt nicht mehr',
      lead: 'Seine Frist ist abgelaufen. Lassen Sie sich neue Links senden, oder abonnieren Sie noch einmal.',
    },
    code: {
      title: 'Die Ziffern stimmen nicht',
      lead: 'Sie sind falsch oder zu alt. Sehen Sie noch einmal in die E-Mail, oder öffnen Sie den Link darin.',
    },
    confirmation: {
      title: 'Der Link ist verbraucht oder zu alt',
      lead: `Er gilt einmal, ${LINK_DAYS.confirm} Tage lang. Entweder sind Sie schon angemeldet, oder die Frist ist abgelaufen: Dann abonnieren Sie bitte noch einmal.`,
    },
    day: {
      title: 'Bitte prüfen Sie den Tag',
      lead: 'Wählen Sie einen Tag ab morgen, innerhalb eines Jahres.',
    },
    limit: {
      title: 'Bitte warten Sie ein wenig',
      lead: 'In kurzer Zeit wurde zu viel gesendet. Versuchen Sie es später noch einmal.',
    },
    missing: { title: 'Diese Seite gibt es nicht', lead: 'Bitte prüfen Sie die Adresse.' },
    size: { title: 'Das ist zu lang', lead: 'Kürzen Sie es, und versuchen Sie es noch einmal.' },
    method: {
      title: 'Das ist hier nicht möglich',
      lead: 'Öffnen Sie die Seite neu, und versuchen Sie es noch einmal.',
    },
    own: {
      title: 'Es tut uns leid',
      lead: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es etwas später noch einmal.',
    },
  },
  mails: {
    confirm: {
      subject: (site) => `Bitte bestätigen: ${site}`,
      heading: 'Anmeldung bestätigen',
      lead: (site) =>
        `Jemand möchte „${site}“ an diese Adresse erhalten. Wenn Sie das waren, öffnen Sie den Link.`,
      button: 'Bestätigen',
      code: 'Oder geben Sie diese Ziffern dort ein, wo Sie abonniert haben:',
      note: `Link und Ziffern gelten ${LINK_DAYS.confirm} Tage. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es kommt nichts, und die Adresse wird nach ${LINK_DAYS.confirm} Tagen gelöscht.`,
    },
    move: {
      subject: (site) => `Bitte bestätigen Sie Ihre neue Adresse: ${site}`,
      heading: 'Neue Adresse bestätigen',
      lead: (site) =>
        `Jemand möchte „${site}“ künftig an diese Adresse erhalten. Wenn Sie das waren, öffnen Sie den Link.`,
      button: 'Änderung bestätigen',
      code: 'Die Ziffern:',
      note: `Der Link gilt ${LINK_DAYS.confirm} Tage. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es ändert sich nichts.`,
    },
    welcome: {
      subject: (site) => `Willkommen: ${site}`,
      heading: 'Sie sind angemeldet',
      lead: (site) =>
        `Mit der nächsten Ausgabe kommt „${site}“ zu Ihnen. Was Sie erhalten, können Sie jederzeit auswählen.`,
      button: 'Auswählen, was ich erhalte',
      leave: 'Abmelden:',
      note: 'Diese E-Mail kommt nur einmal, um Ihnen die Anmeldung zu bestätigen.',
    },
    goodbye: {
      subject: (site) => `Sie sind abgemeldet: ${site}`,
      heading: 'Sie sind abgemeldet',
      lead: (site) =>
        `Wir senden Ihnen „${site}“ nicht mehr. Danke, dass Sie uns gelesen haben. War es ein Versehen, macht dieser Link es ${LINK_DAYS.undo} Tage lang rückgängig.`,
      button: 'Wieder abonnieren',
      note: 'Sonst brauchen Sie nichts zu tun. Es kommt nichts mehr.',
    },
    moved: {
      subject: (site) => `Ihre Adresse wurde geändert: ${site}`,
      heading: 'Ihre Adresse wurde geändert',
      lead: (site) => `„${site}“ geht künftig an eine andere Adresse und nicht mehr an diese.`,
      button: '',
      note: 'Wenn Sie das nicht waren, sagen Sie uns bitte Bescheid: Wie Sie uns erreichen, steht unten.',
    },
    link: {
      subject: (site) => `Ihre Links: ${site}`,
      heading: 'Ihre Links',
      lead: (site) =>
        `Mit dieser Adresse ist „${site}“ abonniert. Hier sind die Links, mit denen Sie Ihre Auswahl ändern oder sich abmelden können.`,
      button: 'Meine Auswahl öffnen',
      leave: 'Abmelden:',
      data: `Ihre Daten einsehen oder löschen (gilt ${LINK_DAYS.data} Tage):`,
      note: 'Wenn Sie nicht darum gebeten haben, löschen Sie diese E-Mail: Es ändert sich nichts. Geben Sie die Links an niemanden weiter.',
    },
    why: (site) => `Diese E-Mail wurde gesendet, weil auf der Website von „${site}“ etwas ausgelöst wurde.`,
  },
  byMail: {
    confirm: {
      subject: (site) => `Bitte bestätigen: ${site}`,
      heading: 'Anmeldung bestätigen',
      lead: (site) =>
        `In einer E-Mail von dieser Adresse wurde um „${site}“ gebeten. Wenn Sie das waren, öffnen Sie den Link unten und senden Sie die E-Mail, die er vorbereitet, oder antworten Sie einfach auf diese E-Mail.`,
      button: 'E-Mail zur Bestätigung senden',
      code: 'Oder antworten Sie nur mit diesen Ziffern:',
      note: `Ihre Antwort gilt ${LINK_DAYS.confirm} Tage lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es kommt nichts, und die Adresse wird nach ${LINK_DAYS.confirm} Tagen gelöscht.`,
    },
    welcome: {
      subject: (site) => `Willkommen: ${site}`,
      heading: 'Sie sind angemeldet',
      lead: (site) =>
        `Mit der nächsten Ausgabe kommt „${site}“ zu Ihnen. Möchten Sie nur einen Teil davon, schreiben Sie der Redaktion.`,
      button: 'Der Redaktion schreiben',
      leave: 'Per E-Mail abmelden:',
      note: 'Diese E-Mail kommt nur einmal, um Ihnen die Anmeldung zu bestätigen.',
    },
    goodbye: {
      subject: (site) => `Sie sind abgemeldet: ${site}`,
      heading: 'Sie sind abgemeldet',
      lead: (site) =>
        `Wir senden Ihnen „${site}“ nicht mehr. Danke, dass Sie uns gelesen haben. War es ein Versehen, abonnieren Sie wieder mit der E-Mail, die dieser Link vorbereitet.`,
      button: 'Wieder abonnieren',
      note: 'Sonst brauchen Sie nichts zu tun. Es kommt nichts mehr.',
    },
    link: {
      subject: (site) => `Sie sind schon angemeldet: ${site}`,
      heading: 'Sie sind schon angemeldet',
      lead: (site) => `Diese Adresse erhält „${site}“ und bekommt auch die nächste Ausgabe.`,
      button: 'Der Redaktion schreiben',
      leave: 'Per E-Mail abmelden:',
      data: 'Ihre Daten per E-Mail anfordern oder löschen lassen:',
      note: 'Wenn Sie nicht darum gebeten haben, löschen Sie diese E-Mail: Es ändert sich nichts.',
    },
    why: (site) => `Diese E-Mail wurde gesendet, weil bei „${site}“ eine E-Mail eingegangen ist.`,
    snippet: {
      button: 'Per E-Mail abonnieren',
      subject: 'Anmeldung',
      note: 'Damit beginnt eine E-Mail: Senden Sie sie unverändert ab. Antworten Sie dann auf die E-Mail, die Sie um Bestätigung bittet.',
    },
  },
  snippet: {
    heading: (site) => `${site} per E-Mail`,
    note: 'Wir senden Ihnen eine E-Mail zur Bestätigung. Sie können sich jederzeit abmelden.',
  },
};
