/** The words that every language must have: the type of each locale. */
import type { Period } from '../period.ts';
import type { WebWords } from './web-words.ts';

export type Locale = {
  readonly feeds: FeedWords;
  readonly periods: PeriodWords;
  readonly mail: DigestWords;
  readonly web: WebWords;
};

/** For the feeds, and for the page that lists them. */
export type FeedWords = {
  readonly feedTitle: (site: string, category: string) => string;
  readonly siteDescription: (site: string) => string;
  readonly descriptions: Readonly<
    Record<'category' | 'tag' | 'author', (site: string, name: string) => string>
  >;
  readonly digests: string;
  readonly podcast: string;
  readonly podcastDescription: (site: string) => string;
  readonly digestsDescription: (site: string) => string;
  readonly minutes: (count: number) => string;
  /** The text between two remarks. */
  readonly between: string;
  readonly heading: string;
  readonly whatIsAFeed: string;
  readonly all: string;
  readonly allAbout: string;
  readonly groups: Readonly<Record<'digests' | 'podcast' | 'category' | 'tag' | 'author', string>>;
  readonly latest: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly address: (feed: string, format: string) => string;
  readonly posts: (count: number) => string;
  readonly issues: (count: number) => string;
  readonly none: string;
  readonly choice: string;
  readonly opml: string;
  readonly backToSite: string;
  /** A date as people write it; `month` begins with 1. */
  readonly day: (year: number, month: number, day: number) => string;
};

/** How a period is named; days are those of the time zone. */
export type PeriodWords = {
  /** `11月7日` */
  readonly day: (instant: Date, zone: string) => string;
  /** `2025年11月3日〜9日` */
  readonly label: (period: Period, zone: string) => string;
  /** The same without the year, unless the period goes on into the next year. */
  readonly short: (period: Period, zone: string) => string;
  /** `今週` */
  readonly present: Readonly<Record<Period['kind'], string>>;
  /** `第45週` for a week, otherwise empty. */
  readonly number: (period: Period) => string;
};

/** Fixed words of mails and of the pages of digests. Templates name them as `words.NAME`. */
const wordNames = [
  'read_online',
  'read_in_feeds',
  'read',
  'same_story',
  'same_story_end',
  'sponsored',
  'reply',
  'share',
  'issues',
  'previous',
  'next',
  'feeds',
  'contact',
  'sent_to',
  'unsubscribe',
  'preferences',
  'others',
  'between',
  'title_end',
  'colon',
  'bracket',
  'bracket_end',
] as const;
export type Words = Readonly<Record<(typeof wordNames)[number], string>>;

/** For the mail, its web version and the list of digests. */
export type DigestWords = {
  readonly words: Words;
  /** The templates that are used if the config has none. */
  readonly lines: Readonly<Record<'subject' | 'preheader' | 'greeting', string>>;
  /** How many letters fit: a Latin letter is half as wide as a Japanese one. */
  readonly cuts: Readonly<Record<'subject' | 'preheader' | 'fact' | 'lead' | 'item' | 'web', number>>;
  /** The text between the names of authors, and between headlines in one line. */
  readonly comma: string;
  readonly slash: string;
  /** The headings above the lead and above the number of the period. */
  readonly leadHeading: (kind: Period['kind']) => string;
  readonly figureHeading: (kind: Period['kind']) => string;
  /** `今週の3本` */
  readonly countHeading: (kind: Period['kind'], count: number) => string;
  readonly pointsHeading: (kind: Period['kind'], count: number) => string;
  readonly more: (count: number) => string;
  readonly moreOf: (section: string, count: number) => string;
  /** `第42号` */
  readonly issue: (number: string) => string;
  /** Why a person gets the mail: the text before their address, and the text after it. */
  readonly reason: (site: string) => readonly [before: string, after: string];
  /** The same for plain text, where the address has a line of its own. */
  readonly reasonText: (site: string) => string;
  readonly sharedSubject: (site: string) => string;
  /** The subject of a mail that is sent as a test. */
  readonly test: (subject: string) => string;
  /** `2025年11月`, the heading above the digests of a month. */
  readonly month: (year: number, month: number) => string;
  readonly issuesOf: (site: string) => string;
  readonly noIssues: string;
};
