/** English. */

import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import { web } from './web-en.ts';
import type { DigestWords, FeedWords, Locale, PeriodWords } from './words.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category} – ${site}`,
  siteDescription: (site) => `New posts from ${site}`,
  descriptions: {
    category: (site, name) => `New posts from ${site}, in ${name} only.`,
    tag: (site, name) => `New posts from ${site}, tagged ${name}.`,
    author: (site, name) => `New posts from ${site}, by ${name}.`,
  },
  digests: 'Digest',
  podcast: 'Podcast',
  podcastDescription: (site) => `Posts from ${site} to listen to or to watch.`,
  digestsDescription: (site) => `The digest of ${site}, whenever there is a new one.`,
  minutes: (count) => `${count} min`,
  between: ' · ',
  heading: 'Read new posts in your feed reader',
  whatIsAFeed:
    'A feed is a list of posts that updates itself: copy its address into a feed reader, and you get what is new when it suits you, without giving anyone your mail address.',
  all: 'All posts',
  allAbout: 'If you take only one, take this.',
  groups: {
    digests: 'All in one letter',
    podcast: 'To listen to',
    category: 'By category',
    tag: 'By tag',
    author: 'By author',
  },
  latest: 'Latest posts',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Selected',
  address: (feed, format) => `Address of the ${format} feed of ${feed}`,
  posts: (count) => (count === 1 ? '1 post' : `${count} posts`),
  issues: (count) => (count === 1 ? '1 issue' : `${count} issues`),
  none: 'There are no posts yet. They will appear here.',
  choice: 'RSS, Atom and JSON Feed hold the same posts. When in doubt, take RSS.',
  opml: 'All feeds at once (OPML)',
  backToSite: 'Back to the site',
  day: (year, month, day) => `${day} ${months[month - 1]} ${year}`,
};

const present = { week: 'This week', day: 'Today', month: 'This month' } as const;

const periods: PeriodWords = {
  day: (instant, zone) => dayAndMonth(wallTime(instant, zone)),
  label: (period, zone) => {
    const words = short(period, zone);
    const { year } = wallTime(lastMoment(period), zone);
    return words.endsWith(String(year)) ? words : `${words} ${year}`;
  },
  short,
  present,
  number: ({ kind, id }) => (kind === 'week' ? `Week ${Number(id.slice(-2))}` : ''),
};

const mail: DigestWords = {
  words: {
    read_online: 'Read online',
    read_in_feeds: 'Read in a feed reader',
    read: 'Read the story',
    same_story: 'Same story, ',
    same_story_end: ' more',
    sponsored: 'Advertisement',
    reply: 'Replies to this mail reach the editors.',
    share: 'Recommend this issue',
    issues: 'All issues',
    previous: 'Previous issue',
    next: 'Next issue',
    feeds: 'Read in a feed reader',
    contact: 'Contact',
    sent_to: 'Sent to',
    unsubscribe: 'Unsubscribe',
    preferences: 'Change what you get',
    others: 'Other stories',
    between: ' · ',
    title_end: ' – ',
    colon: ': ',
    bracket: ' (',
    bracket_end: ')',
  },
  lines: {
    subject:
      '{{ lead.title | cut: 64 }}{% if others > 0 %} and {{ others }} more{% endif %} – {{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 100, preheader: 160, fact: 120, lead: 320, item: 150, web: 220 },
  comma: ', ',
  slash: ' / ',
  leadHeading: (kind) =>
    ({ week: 'Story of the week', day: 'Story of the day', month: 'Story of the month' })[kind],
  figureHeading: (kind) =>
    ({ week: 'Number of the week', day: 'Number of the day', month: 'Number of the month' })[kind],
  countHeading: (kind, count) => `${present[kind]} in ${count === 1 ? '1 story' : `${count} stories`}`,
  pointsHeading: (kind, count) => `${present[kind]} in ${count === 1 ? '1 line' : `${count} lines`}`,
  more: (count) => `See ${count} more`,
  moreOf: (section, count) => `See ${count} more in ${section}`,
  issue: (number) => (/^\d+$/.test(number) ? `Issue ${number}` : number),
  reason: (site) => [
    `You get this mail because you signed up for ${site} with the address`,
    '. You can leave at any time by the link below.',
  ],
  reasonText: (site) =>
    `You get this mail because you signed up for ${site}. You can leave at any time by the link below.`,
  sharedSubject: (site) => `Worth reading: ${site}`,
  test: (subject) => `[Test] ${subject}`,
  month: (year, month) => `${months[month - 1]} ${year}`,
  issuesOf: (site) => `All issues of ${site}`,
  noIssues: 'There are no issues yet. They will appear here.',
};

export const en: Locale = { feeds, periods, mail, web };

/** `3–9 November`, `27 October – 2 November`, `29 December – 4 January 2026`, `Friday 7 November`, `November`. */
function short(period: Period, zone: string): string {
  const first = wallTime(period.start, zone);
  if (period.kind === 'month') return monthOf(first);
  if (period.kind === 'day') return `${weekday(first)} ${dayAndMonth(first)}`;
  const last = wallTime(lastMoment(period), zone);
  if (last.month === first.month) return `${first.day}–${dayAndMonth(last)}`;
  const year = last.year === first.year ? '' : ` ${last.year}`;
  return `${dayAndMonth(first)} – ${dayAndMonth(last)}${year}`;
}

function lastMoment({ end }: Period): Date {
  return new Date(end.getTime() - 1);
}

function dayAndMonth(wall: WallTime): string {
  return `${wall.day} ${monthOf(wall)}`;
}

function monthOf({ month }: WallTime): string {
  return months[month - 1] ?? '';
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function weekday(date: WallTime): string {
  return weekdays[dayOfWeek(date)] ?? '';
}
