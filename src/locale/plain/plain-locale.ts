/** Makes the locale of a language out of its plain texts. */
import { LINK_DAYS } from '../../settings/link-days.ts';
import { en } from '../en.ts';
import type { WebWords } from '../web-words.ts';
import type { DigestWords, FeedWords, Locale } from '../words.ts';
import { filled } from './filled.ts';
import { type DayWriter, dayWriter, plainPeriods, yearComesFirst } from './plain-dates.ts';
import type { Marks, PlainWords, Plural } from './plain-words.ts';

type Given = Readonly<Record<string, string | number>>;
/** Chooses the plural for a count, and fills it. */
type Counted = (texts: Plural, count: number, given?: Given) => string;

/** @param tag a tag that `Intl` takes: the language with its region, because regions name months differently */
export function plainLocale(words: PlainWords, tag: string): Locale {
  const write = dayWriter(tag);
  const counted = countedIn(tag);
  return {
    feeds: feedsOf(words, write, counted),
    periods: plainPeriods(words.periods, write, yearComesFirst(tag)),
    mail: mailOf(words, tag, write, counted),
    web: webOf(words, counted),
  };
}

function countedIn(tag: string): Counted {
  const rules = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag, { numberingSystem: 'latn' });
  return (texts, count, given = {}) => {
    const text = typeof texts === 'string' ? texts : (texts[rules.select(count)] ?? '');
    return filled(text, { ...given, count: numbers.format(count) });
  };
}

const marksOfMost: Marks = {
  between: ' · ',
  title_end: ' – ',
  colon: ': ',
  bracket: ' (',
  bracket_end: ')',
  comma: ', ',
  slash: ' / ',
};

function feedsOf({ feeds, marks }: PlainWords, write: DayWriter, counted: Counted): FeedWords {
  const { category, tag, author } = feeds.descriptions;
  return {
    ...feeds,
    feedTitle: (site, name) => filled(feeds.feedTitle, { site, category: name }),
    siteDescription: (site) => filled(feeds.siteDescription, { site }),
    descriptions: {
      category: (site, name) => filled(category, { site, name }),
      tag: (site, name) => filled(tag, { site, name }),
      author: (site, name) => filled(author, { site, name }),
    },
    podcastDescription: (site) => filled(feeds.podcastDescription, { site }),
    digestsDescription: (site) => filled(feeds.digestsDescription, { site }),
    minutes: (count) => counted(feeds.minutes, count),
    between: marks?.between ?? marksOfMost.between,
    address: (feed, format) => filled(feeds.address, { feed, format }),
    posts: (count) => counted(feeds.posts, count),
    issues: (count) => counted(feeds.issues, count),
    day: (year, month, day) => write('dayOfYear', { year, month, day }),
  };
}

function mailOf(
  { mail, marks: own }: PlainWords,
  tag: string,
  write: DayWriter,
  counted: Counted,
): DigestWords {
  const { comma, slash, ...marks } = { ...marksOfMost, ...own };
  const [same_story = '', same_story_end = ''] = mail.same_story.split('{count}');
  const more = (count: number) => counted(mail.more, count);
  return {
    words: { ...mail.words, ...marks, same_story, same_story_end },
    lines: { ...en.mail.lines, subject: subjectOf(mail.and_others, marks.title_end) },
    cuts: mail.cuts ?? en.mail.cuts,
    comma,
    slash,
    leadHeading: (kind) => mail.leadHeading[kind],
    figureHeading: (kind) => mail.figureHeading[kind],
    countHeading: (kind, count) =>
      capital(counted(mail.countHeading, count, { whole: mail.whole[kind] }), tag),
    pointsHeading: (kind, count) =>
      capital(counted(mail.pointsHeading, count, { whole: mail.whole[kind] }), tag),
    more,
    moreOf: (section, count) => filled(mail.moreOf, { more: more(count), section }),
    issue: (number) => (/^\d+$/.test(number) ? filled(mail.issue, { number }) : number),
    reason: (site) => {
      const [before = '', after = ''] = mail.reason.split('{address}').map((part) => filled(part, { site }));
      return [before.trimEnd(), after];
    },
    reasonText: (site) => filled(mail.reasonText, { site }),
    sharedSubject: (site) => filled(mail.sharedSubject, { site }),
    test: (subject) => filled(mail.test, { subject }),
    month: (year, month) => capital(write('monthOfYear', { year, month, day: 1 }), tag),
    issuesOf: (site) => filled(mail.issuesOf, { site }),
    noIssues: mail.noIssues,
  };
}

/** The template of the subject. The blank before the address of `reason` stands in the template of the mail. */
function subjectOf({ one, other }: PlainWords['mail']['and_others'], end: string): string {
  const others = filled(other, { others: '{{ others }}' });
  return `{{ lead.title | cut: 60 }}{% if others == 1 %}${one}{% elsif others > 1 %}${others}{% endif %}${end}{{ period.short }}`;
}

/** A heading begins with a capital letter, where there are such letters. */
function capital(text: string, tag: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(tag) + text.slice(first.length);
}

/** All that the service says takes one name or one day, so English shows where a text is to be a function. */
function webOf({ web, days }: PlainWords, counted: Counted): WebWords {
  const links = Object.fromEntries(
    Object.entries(LINK_DAYS).map(([link, count]) => [link, counted(days, count)]),
  );
  return spoken(web, en.web, links) as WebWords; // `Plain<WebWords>` has the same names
}

/** @param pattern the same in English */
function spoken(text: unknown, pattern: unknown, given: Given): unknown {
  if (typeof pattern === 'function') return (name: string) => said(text, { ...given, site: name, day: name });
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return said(text, given);
  const patterns = pattern as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(text).map(([name, inner]) => [name, spoken(inner, patterns[name], given)]),
  );
}

/** A text, or the texts of a page. */
function said(text: unknown, given: Given): unknown {
  if (typeof text === 'string') return filled(text, given);
  if (Array.isArray(text)) return text.map((one) => said(one, given));
  return Object.fromEntries(
    Object.entries(text as object).map(([name, inner]) => [name, said(inner, given)]),
  );
}
