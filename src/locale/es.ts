/** Spanish; readers are addressed as «usted». */

import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import { web } from './web-es.ts';
import type { DigestWords, FeedWords, Locale, PeriodWords } from './words.ts';

const months =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category} | ${site}`,
  siteDescription: (site) => `Artículos nuevos de ${site}`,
  descriptions: {
    category: (site, name) => `Artículos nuevos de ${site}, solo de la categoría «${name}».`,
    tag: (site, name) => `Artículos nuevos de ${site}, solo con la etiqueta «${name}».`,
    author: (site, name) => `Artículos nuevos de ${site}, solo de ${name}.`,
  },
  digests: 'Boletín',
  podcast: 'Pódcast',
  podcastDescription: (site) => `Artículos de ${site} para escuchar o ver.`,
  digestsDescription: (site) => `El boletín de ${site}, cada vez que sale una edición.`,
  minutes: (count) => `${count} min`,
  between: ' · ',
  heading: 'Lea los artículos nuevos en su lector RSS',
  whatIsAFeed:
    'Un canal RSS (o «feed») es una lista de artículos que se actualiza sola: copie su dirección en un lector RSS y leerá las novedades cuando le convenga, sin dar su correo a nadie.',
  all: 'Todos los artículos',
  allAbout: 'Si va a elegir solo uno, elija este.',
  groups: {
    digests: 'Todo en un correo',
    podcast: 'Para escuchar',
    category: 'Por categoría',
    tag: 'Por etiqueta',
    author: 'Por autor',
  },
  latest: 'Últimos artículos',
  copy: 'Copiar',
  copied: 'Copiado',
  copyFailed: 'Seleccionado',
  address: (feed, format) => `Dirección del canal ${format} de «${feed}»`,
  posts: (count) => (count === 1 ? '1 artículo' : `${count} artículos`),
  issues: (count) => (count === 1 ? '1 edición' : `${count} ediciones`),
  none: 'Todavía no hay artículos. Aparecerán aquí.',
  choice: 'RSS, Atom y JSON Feed contienen los mismos artículos. En caso de duda, elija RSS.',
  opml: 'Todos los canales a la vez (OPML)',
  backToSite: 'Volver al sitio',
  day: (year, month, day) => `${day} de ${months[month - 1]} de ${year}`,
};

const present = { week: 'Esta semana', day: 'Hoy', month: 'Este mes' } as const;

const periods: PeriodWords = {
  day: (instant, zone) => dayAndMonth(wallTime(instant, zone)),
  label,
  short,
  present,
  number: ({ kind, id }) => (kind === 'week' ? `Semana ${Number(id.slice(-2))}` : ''),
};

const mail: DigestWords = {
  words: {
    read_online: 'Ver en línea',
    read_in_feeds: 'Leer en un lector RSS',
    read: 'Leer el artículo',
    same_story: 'Sobre el mismo tema, ',
    same_story_end: ' más',
    sponsored: 'Publicidad:',
    reply: 'Si responde a este correo, lo leerá la redacción.',
    share: 'Recomendar esta edición',
    issues: 'Todas las ediciones',
    previous: 'Edición anterior',
    next: 'Edición siguiente',
    feeds: 'Leer en un lector RSS',
    contact: 'Contacto',
    sent_to: 'Enviado a',
    unsubscribe: 'Cancelar la suscripción',
    preferences: 'Cambiar lo que recibe',
    others: 'Otros temas',
    between: ' · ',
    title_end: ' | ',
    colon: ': ',
    bracket: ' (',
    bracket_end: ')',
  },
  lines: {
    subject:
      '{{ lead.title | cut: 64 }}{% if others > 0 %} y {{ others }} más{% endif %} | {{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 100, preheader: 160, fact: 120, lead: 320, item: 150, web: 220 },
  comma: ', ',
  slash: ' / ',
  leadHeading: (kind) => `El tema ${ofPresent[kind]}`,
  figureHeading: (kind) => `La cifra ${ofPresent[kind]}`,
  countHeading: (kind, count) => `${present[kind]} en ${feeds.posts(count)}`,
  pointsHeading: (kind, count) => `${present[kind]} en ${count === 1 ? '1 línea' : `${count} líneas`}`,
  more: (count) => `Ver ${count} más`,
  moreOf: (section, count) => `Ver ${count} más en ${section}`,
  issue: (number) => (/^\d+$/.test(number) ? `Edición ${number}` : number),
  reason: (site) => [
    `Recibe este correo porque se suscribió a ${site} con la dirección`,
    '. Puede cancelar la suscripción en cualquier momento con el enlace de abajo.',
  ],
  reasonText: (site) =>
    `Recibe este correo porque se suscribió a ${site}. Puede cancelar la suscripción en cualquier momento con el enlace de abajo.`,
  sharedSubject: (site) => `Una lectura recomendada: ${site}`,
  test: (subject) => `[Prueba] ${subject}`,
  month: (year, month) => `${capital(months[month - 1] ?? '')} de ${year}`,
  issuesOf: (site) => `Todas las ediciones de ${site}`,
  noIssues: 'Todavía no hay ediciones. Aparecerán aquí.',
};

const ofPresent = { week: 'de la semana', day: 'del día', month: 'del mes' } as const;

export const es: Locale = { feeds, periods, mail, web };

/** `del 3 al 9 de noviembre de 2025`, `del 29 de diciembre de 2025 al 4 de enero de 2026`, `noviembre de 2025`. */
function label(period: Period, zone: string): string {
  const [first, last] = [wallTime(period.start, zone), lastDay(period, zone)];
  return last.year === first.year
    ? `${short(period, zone)} de ${last.year}`
    : `del ${dayAndMonth(first)} de ${first.year} al ${dayAndMonth(last)} de ${last.year}`;
}

/** `del 3 al 9 de noviembre`, `del 27 de octubre al 2 de noviembre`, `viernes, 7 de noviembre`, `noviembre`. */
function short(period: Period, zone: string): string {
  const [first, last] = [wallTime(period.start, zone), lastDay(period, zone)];
  if (period.kind === 'month') return months[first.month - 1] ?? '';
  if (period.kind === 'day') return `${weekday(first)}, ${dayAndMonth(first)}`;
  const begins = last.month === first.month ? String(first.day) : dayAndMonth(first);
  const year = last.year === first.year ? '' : ` de ${last.year}`;
  return `del ${begins} al ${dayAndMonth(last)}${year}`;
}

function lastDay({ end }: Period, zone: string): WallTime {
  return wallTime(new Date(end.getTime() - 1), zone);
}

function dayAndMonth({ month, day }: WallTime): string {
  return `${day} de ${months[month - 1]}`;
}

/** Months are written in small letters, except at the beginning of a heading. */
function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

const weekdays = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'];

function weekday(date: WallTime): string {
  return weekdays[dayOfWeek(date)] ?? '';
}
