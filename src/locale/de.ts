/**
 * German. Readers are addressed as „Sie“. No word has an ß, so that the words are right in Switzerland too.
 */

import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import { web } from './web-de.ts';
import type { DigestWords, FeedWords, Locale, PeriodWords } from './words.ts';

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category} – ${site}`,
  siteDescription: (site) => `Neue Beiträge von ${site}`,
  descriptions: {
    category: (site, name) => `Neue Beiträge von ${site}, nur aus der Rubrik „${name}“.`,
    tag: (site, name) => `Neue Beiträge von ${site}, nur zum Schlagwort „${name}“.`,
    author: (site, name) => `Neue Beiträge von ${name} auf ${site}.`,
  },
  digests: 'Newsletter',
  podcast: 'Podcast',
  podcastDescription: (site) => `Beiträge von ${site} zum Hören und Sehen.`,
  digestsDescription: (site) => `Der Newsletter von ${site}: jede neue Ausgabe.`,
  minutes: (count) => `${grouped(count)}\u00a0Min.`,
  between: ' · ',
  heading: 'Neue Beiträge im Feedreader lesen',
  whatIsAFeed:
    'Ein Feed ist eine Liste von Beiträgen, die sich selbst aktualisiert: Kopieren Sie seine Adresse in einen Feedreader, und Sie lesen das Neue, wann es Ihnen passt – ohne jemandem Ihre E-Mail-Adresse zu geben.',
  all: 'Alle Beiträge',
  allAbout: 'Wenn Sie nur einen Feed abonnieren, dann diesen.',
  groups: {
    digests: 'Alles in einem Newsletter',
    podcast: 'Zum Hören',
    category: 'Nach Rubrik',
    tag: 'Nach Schlagwort',
    author: 'Nach Autorin oder Autor',
  },
  latest: 'Neueste Beiträge',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Markiert',
  address: (feed, format) => `Adresse des Feeds „${feed}“ (${format})`,
  posts: (count) => `${grouped(count)}\u00a0${count === 1 ? 'Beitrag' : 'Beiträge'}`,
  issues: (count) => `${grouped(count)}\u00a0${count === 1 ? 'Ausgabe' : 'Ausgaben'}`,
  none: 'Noch gibt es keine Beiträge. Sobald welche erscheinen, stehen sie hier.',
  choice: 'RSS, Atom und JSON Feed enthalten dieselben Beiträge. Im Zweifel nehmen Sie RSS.',
  opml: 'Alle Feeds auf einmal (OPML)',
  backToSite: 'Zur Website',
  day: (year, month, day) => `${day}.\u00a0${months[month - 1]} ${year}`,
};

const periods: PeriodWords = {
  day: (instant, zone) => dayAndMonth(wallTime(instant, zone)),
  label: (period, zone) => named(period, zone, true),
  short: (period, zone) => named(period, zone, false),
  present: { week: 'Diese Woche', day: 'Heute', month: 'Dieser Monat' },
  number: ({ kind, id }) => (kind === 'week' ? `Woche ${Number(id.slice(-2))}` : ''),
};

const whole = { week: 'Die Woche', day: 'Der Tag', month: 'Der Monat' } as const;
const ofPeriod = { week: 'der Woche', day: 'des Tages', month: 'des Monats' } as const;

const mail: DigestWords = {
  words: {
    read_online: 'Online lesen',
    read_in_feeds: 'Im Feedreader lesen',
    read: 'Beitrag lesen',
    same_story: 'Zum selben Thema (',
    same_story_end: ')',
    sponsored: 'Anzeige',
    reply: 'Ihre Antwort erreicht die Redaktion.',
    share: 'Diese Ausgabe empfehlen',
    issues: 'Alle Ausgaben',
    previous: 'Vorige Ausgabe',
    next: 'Nächste Ausgabe',
    feeds: 'Im Feedreader lesen',
    contact: 'Kontakt',
    sent_to: 'Gesendet an',
    unsubscribe: 'Abmelden',
    preferences: 'Auswahl ändern',
    others: 'Weitere Beiträge',
    between: ' · ',
    title_end: ' – ',
    colon: ': ',
    bracket: ' (',
    bracket_end: ')',
  },
  lines: {
    subject:
      '{{ lead.title | cut: 60 }}{% if others == 1 %} und 1 weiterer Beitrag{% elsif others > 1 %} und {{ others }} weitere Beiträge{% endif %} – {{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 116, preheader: 160, fact: 120, lead: 320, item: 150, web: 220 },
  comma: ', ',
  slash: ' / ',
  leadHeading: (kind) => `Beitrag ${ofPeriod[kind]}`,
  figureHeading: (kind) => `Zahl ${ofPeriod[kind]}`,
  countHeading: (kind, count) => `${whole[kind]} in ${count === 1 ? 'einem Beitrag' : `${count} Beiträgen`}`,
  pointsHeading: (kind, count) => `${whole[kind]} in ${count === 1 ? 'einer Zeile' : `${count} Zeilen`}`,
  more: moreOf,
  moreOf: (section, count) => `${moreOf(count)} in „${section}“`,
  issue: (number) => (/^\d+$/.test(number) ? `Ausgabe ${number}` : number),
  reason: (site) => [
    `Sie erhalten diese E-Mail, weil Sie „${site}“ mit der Adresse`,
    ' abonniert haben. Über den Link unten können Sie sich jederzeit abmelden.',
  ],
  reasonText: (site) =>
    `Sie erhalten diese E-Mail, weil Sie „${site}“ abonniert haben. Über den Link unten können Sie sich jederzeit abmelden.`,
  sharedSubject: (site) => `Leseempfehlung: ${site}`,
  test: (subject) => `[Test] ${subject}`,
  month: (year, month) => `${months[month - 1]} ${year}`,
  issuesOf: (site) => `Alle Ausgaben von ${site}`,
  noIssues: 'Noch gibt es keine Ausgaben. Sobald welche erscheinen, stehen sie hier.',
};

export const de: Locale = { feeds, periods, mail, web };

function moreOf(count: number): string {
  return `${grouped(count)}\u00a0${count === 1 ? 'weiterer Beitrag' : 'weitere Beiträge'}`;
}

/** `2.550`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '.');
}

/**
 * `3.–9. November 2025`, `27. Oktober – 2. November 2025`, `29. Dezember 2025 – 4. Januar 2026`, `Freitag, 7. November
 * 2025`, `November 2025`; without the year if `withYear` is false, unless the period goes on into the next year.
 */
function named(period: Period, zone: string, withYear: boolean): string {
  const first = wallTime(period.start, zone);
  const last = wallTime(new Date(period.end.getTime() - 1), zone);
  const crosses = last.year !== first.year;
  const end = withYear || crosses ? ` ${last.year}` : '';
  if (period.kind === 'month') return monthOf(first) + end;
  if (period.kind === 'day') return `${weekday(first)}, ${dayAndMonth(first)}${end}`;
  if (last.month === first.month) return `${first.day}.–${dayAndMonth(last)}${end}`;
  const begin = withYear && crosses ? ` ${first.year}` : '';
  return `${dayAndMonth(first)}${begin}\u00a0– ${dayAndMonth(last)}${end}`;
}

/** A no-break blank keeps `9.` from ending a line. */
function dayAndMonth(wall: WallTime): string {
  return `${wall.day}.\u00a0${monthOf(wall)}`;
}

function monthOf({ month }: WallTime): string {
  return months[month - 1] ?? '';
}

const weekdays = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'];

function weekday(date: WallTime): string {
  return weekdays[dayOfWeek(date)] ?? '';
}
