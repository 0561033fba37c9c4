/** Which words a language must have: what each locale is checked against. */
import type { Period } from '../time.ts';
import type { WebWords } from './web-words.ts';

export type Locale = {
  readonly feeds: FeedWords;
  readonly periods: PeriodWords;
  readonly web: WebWords;
};

/** In the feeds and on the page that lists them. */
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
  /** What stands between two remarks. */
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
  /** A date on the wall, month from 1. */
  readonly day: (year: number, month: number, day: number) => string;
};

/** How a reader says when; days are those on the wall in the zone. */
export type PeriodWords = {
  /** `11月7日` */
  readonly day: (instant: Date, zone: string) => string;
  /** `2025年11月3日〜9日` */
  readonly label: (period: Period, zone: string) => string;
  /** The same without the year, except where the period goes on into the next. */
  readonly short: (period: Period, zone: string) => string;
  /** `今週` */
  readonly present: Readonly<Record<Period['kind'], string>>;
  /** `第45週` for a week, else nothing. */
  readonly number: (period: Period) => string;
};
