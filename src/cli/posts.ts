/** `npm run posts`: the posts with URL, date, week, categories and state. */
import { loadConfig } from '../config.ts';
import { collect, type State, statesOf } from '../posts/collect.ts';
import { emptyFolder } from '../posts/folder.ts';
import type { HeadReading } from '../posts/head.ts';
import { newestFirst, type Post } from '../posts/post.ts';
import { readHeads, scanPosts } from '../posts/read.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { contains, MINUTE, type WallTime, wallTime, weekOf } from '../time.ts';
import { type Command, exitCodes } from './command.ts';
import { namedPeriod, periodOptions } from './period.ts';
import { table } from './terminal-text.ts';

type Row = { readonly file: string; readonly post: Post | undefined; readonly state: State };

export const posts: Command = {
  doc: 'Lists the posts with URL, date, week, categories and state, newest first.',
  details: [
    'States: published; draft (`draft: true` or `published: false`); future (its date is to come);',
    'url-taken (a newer post has its URL); broken (`tayori check` says why).',
  ].join('\n'),
  options: {
    ...periodOptions('all'),
  },
  json: {
    posts: 'Each post: `{file, url, date, week, categories, state}`; a broken one has nulls.',
  },
  run: async (call, { root, clock, output }) => {
    const settings = await loadConfig(root);
    const period = namedPeriod(call, settings, clock());
    const readings = (await readHeads(root, settings)).filter(({ faults }) => !faults.some(isOther));
    const missing = readings.length > 0 ? undefined : emptyFolder(root, scanPosts(root, settings), settings);
    if (missing !== undefined) throw new ProblemError([missing]);
    const stateOf = statesOf(collect(readings, settings, clock()));
    const rows = sorted(readings)
      .map(({ file, post }) => ({ file, post, state: stateOf(file) }))
      .filter(({ post }) => period === undefined || (post !== undefined && contains(period, post.published)));
    output.lines(...report(rows, settings));
    output.document({ posts: rows.map((row) => documentOf(row, settings)) });
    return exitCodes.done;
  },
};

/** What lies in the folder and is no post. */
function isOther({ code }: Problem): boolean {
  return code === 'post-other-file';
}

/** Newest first; what has no date comes last, by name. */
function sorted(readings: readonly HeadReading[]): HeadReading[] {
  const byPost = new Map(readings.map((reading) => [reading.post, reading]));
  const dated = newestFirst(readings.flatMap(({ post }) => post ?? []));
  return [
    ...dated.flatMap((post) => byPost.get(post) ?? []),
    ...readings.filter(({ post }) => post === undefined),
  ];
}

function documentOf({ file, post, state }: Row, { site, digest }: Settings) {
  if (post === undefined) return { file, url: null, date: null, week: null, categories: [], state };
  return {
    file,
    url: post.url,
    date: stampOf(post.published, site.timezone),
    week: weekOf(post.published, site.timezone, digest.weekStart).id,
    categories: post.categories,
    state,
  };
}

/** One group for each week: `11-08 01:39  /2025/11/08/name/  投資分析  published`. */
function report(rows: readonly Row[], { site, digest }: Settings): string[] {
  if (rows.length === 0) return ['No posts.'];
  const week = ({ post }: Row) =>
    post === undefined ? 'Broken' : weekOf(post.published, site.timezone, digest.weekStart).id;
  const lines = table(rows.map((row) => cells(row, site.timezone)));
  const groups = Map.groupBy(rows.keys(), (index) => week(rows[index] as Row)); // a key of rows has a row
  const counts = [...Map.groupBy(rows, ({ state }) => state)].map(
    ([state, some]) => `${some.length} ${state}`,
  );
  return [
    ...[...groups].flatMap(([name, indexes]) => [
      `${name}  ${plural(indexes.length)}`,
      ...indexes.map((index) => `  ${lines[index] ?? ''}`),
      '',
    ]),
    `${plural(rows.length)}: ${counts.join(', ')}.`,
  ];
}

function plural(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`;
}

function cells({ file, post, state }: Row, zone: string): string[] {
  if (post === undefined) return ['', file, '', state];
  const { month, day, hour, minute } = wallTime(post.published, zone);
  const date = `${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
  return [date, decodeURI(post.path), post.categories.join('、'), state === 'published' ? '' : state];
}

/** `2025-11-08T01:39:06+09:00` */
function stampOf(instant: Date, zone: string): string {
  const wall = wallTime(instant, zone);
  const offset = Math.round((utcOf(wall) - Math.floor(instant.getTime() / 1000) * 1000) / MINUTE);
  const size = Math.abs(offset);
  const { year, month, day, hour, minute, second } = wall;
  return (
    `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}` +
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
  );
}

function utcOf({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
