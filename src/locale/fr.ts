/**
 * French. Readers are addressed as « vous », and no word depends on whether they are women or men. Before : ; ! ? stands
 * a narrow no-break blank (U+202F), inside « » a no-break blank (U+00A0); a test looks for others. A title stands behind
 * « sur » or in « », never behind « de », which would have to become « d’ » or « du ».
 */

import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import { web } from './web-fr.ts';
import type { DigestWords, FeedWords, Locale, PeriodWords } from './words.ts';

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category} – ${site}`,
  siteDescription: (site) => `Les nouveaux articles publiés sur ${site}`,
  descriptions: {
    category: (site, name) => `Les nouveaux articles de la rubrique « ${name} » sur ${site}.`,
    tag: (site, name) => `Les nouveaux articles au mot-clé « ${name} » sur ${site}.`,
    author: (site, name) => `Les nouveaux articles signés ${name} sur ${site}.`,
  },
  digests: 'Lettre d’information',
  podcast: 'Podcast',
  podcastDescription: (site) => `À écouter ou à regarder sur ${site}.`,
  digestsDescription: (site) => `La lettre d’information « ${site} », à chaque parution.`,
  minutes: (count) => `${grouped(count)} min`,
  between: ' · ',
  heading: 'Lire les nouveaux articles dans un lecteur de flux',
  whatIsAFeed:
    'Un flux est une liste d’articles qui se met à jour toute seule : copiez son adresse dans un lecteur de flux, et vous lirez les nouveautés quand bon vous semble, sans donner votre adresse e-mail à personne.',
  all: 'Tous les articles',
  allAbout: 'Si vous n’en prenez qu’un, prenez celui-ci.',
  groups: {
    digests: 'Tout en une lettre',
    podcast: 'À écouter',
    category: 'Par rubrique',
    tag: 'Par mot-clé',
    author: 'Par signature',
  },
  latest: 'Derniers articles',
  copy: 'Copier',
  copied: 'Copié',
  copyFailed: 'Sélectionné',
  address: (feed, format) => `Adresse du flux « ${feed} » (${format})`,
  posts: articles,
  issues: (count) => `${grouped(count)} ${count < 2 ? 'numéro' : 'numéros'}`,
  none: 'Aucun article pour le moment. Les prochains paraîtront ici.',
  choice: 'RSS, Atom et JSON Feed contiennent les mêmes articles. Dans le doute, prenez RSS.',
  opml: 'Tous les flux en une fois (OPML)',
  backToSite: 'Retour au site',
  day: (year, month, day) => `${dayOf(day)} ${months[month - 1]} ${year}`,
};

const periods: PeriodWords = {
  day: (instant, zone) => dayAndMonth(wallTime(instant, zone)),
  label: (period, zone) => named(period, zone, true),
  short: (period, zone) => named(period, zone, false),
  present: { week: 'Cette semaine', day: 'Aujourd’hui', month: 'Ce mois-ci' },
  number: ({ kind, id }) => (kind === 'week' ? `Semaine ${Number(id.slice(-2))}` : ''),
};

const whole = { week: 'La semaine', day: 'La journée', month: 'Le mois' } as const;
const ofPeriod = { week: 'de la semaine', day: 'du jour', month: 'du mois' } as const;

const mail: DigestWords = {
  words: {
    read_online: 'Lire en ligne',
    read_in_feeds: 'Lire dans un lecteur de flux',
    read: 'Lire l’article',
    same_story: 'Sur le même sujet (',
    same_story_end: ')',
    sponsored: 'Publicité',
    reply: 'Vos réponses parviennent à la rédaction.',
    share: 'Recommander ce numéro',
    issues: 'Tous les numéros',
    previous: 'Numéro précédent',
    next: 'Numéro suivant',
    feeds: 'Lire dans un lecteur de flux',
    contact: 'Contact',
    sent_to: 'Envoyé à',
    unsubscribe: 'Se désabonner',
    preferences: 'Modifier mes choix',
    others: 'Autres articles',
    between: ' · ',
    title_end: ' – ',
    colon: ' : ',
    bracket: ' (',
    bracket_end: ')',
  },
  lines: {
    subject:
      '{{ lead.title | cut: 60 }}{% if others == 1 %} et 1 autre article{% elsif others > 1 %} et {{ others }} autres articles{% endif %} – {{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 116, preheader: 160, fact: 120, lead: 320, item: 150, web: 220 },
  comma: ', ',
  slash: ' / ',
  leadHeading: (kind) => `L’article ${ofPeriod[kind]}`,
  figureHeading: (kind) => `Le chiffre ${ofPeriod[kind]}`,
  countHeading: (kind, count) => `${whole[kind]} en ${count === 1 ? 'un article' : `${count} articles`}`,
  pointsHeading: (kind, count) => `${whole[kind]} en ${count === 1 ? 'une ligne' : `${count} lignes`}`,
  more: moreOf,
  moreOf: (section, count) => `${moreOf(count)} dans « ${section} »`,
  issue: (number) => (/^\d+$/.test(number) ? `Numéro ${number}` : number),
  reason: (site) => [
    `Vous recevez cet e-mail parce que vous avez demandé à recevoir « ${site} » à l’adresse`,
    '. Vous pouvez vous désabonner à tout moment par le lien ci-dessous.',
  ],
  reasonText: (site) =>
    `Vous recevez cet e-mail parce que vous avez demandé à recevoir « ${site} ». Vous pouvez vous désabonner à tout moment par le lien ci-dessous.`,
  sharedSubject: (site) => `À lire : ${site}`,
  test: (subject) => `[Test] ${subject}`,
  /** It is a heading, so it begins with a capital letter. */
  month: (year, month) => `${capital(months[month - 1] ?? '')} ${year}`,
  issuesOf: (site) => `${site} : tous les numéros`,
  noIssues: 'Aucun numéro pour le moment. Les prochains paraîtront ici.',
};

export const fr: Locale = { feeds, periods, mail, web };

/** In French, none and one are singular: 0 article, 1 article, 2 articles. */
function articles(count: number): string {
  return `${grouped(count)} ${count < 2 ? 'article' : 'articles'}`;
}

function moreOf(count: number): string {
  return `${grouped(count)} ${count < 2 ? 'autre article' : 'autres articles'}`;
}

/** `2 550`, with a narrow no-break blank. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

/**
 * `du 3 au 9 novembre 2025`, `du 27 octobre au 2 novembre 2025`, `du 29 décembre 2025 au 4 janvier 2026`, `vendredi 7
 * novembre 2025`, `novembre 2025`; without the year if `withYear` is false, unless the period goes on into the next year.
 */
function named(period: Period, zone: string, withYear: boolean): string {
  const first = wallTime(period.start, zone);
  const last = wallTime(new Date(period.end.getTime() - 1), zone);
  const crosses = last.year !== first.year;
  const end = withYear || crosses ? ` ${last.year}` : '';
  if (period.kind === 'month') return monthOf(first) + end;
  if (period.kind === 'day') return `${weekday(first)} ${dayAndMonth(first)}${end}`;
  if (last.month === first.month) return `du ${dayOf(first.day)} au ${dayAndMonth(last)}${end}`;
  const begin = withYear && crosses ? ` ${first.year}` : '';
  return `du ${dayAndMonth(first)}${begin} au ${dayAndMonth(last)}${end}`;
}

/** The first of a month is an ordinal. */
function dayOf(day: number): string {
  return day === 1 ? '1er' : String(day);
}

function dayAndMonth(wall: WallTime): string {
  return `${dayOf(wall.day)} ${monthOf(wall)}`;
}

function monthOf({ month }: WallTime): string {
  return months[month - 1] ?? '';
}

const weekdays = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

function weekday(date: WallTime): string {
  return weekdays[dayOfWeek(date)] ?? '';
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
