/** What `tayori posts` shows: lines for people, and a document. */

import { contains, type Period, weekOf } from '../../period.ts';
import { refusedBodies } from '../../posts/article/refused-bodies.ts';
import { emptyFolder } from '../../posts/folder.ts';
import type { HeadReading } from '../../posts/head/read-head.ts';
import { newestFirst, type Post } from '../../posts/post.ts';
import { collect, momentsOf, type State, statesOf } from '../../posts/published-posts.ts';
import { readHeads, scanPosts } from '../../posts/read-posts.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { type During, duringOf, MINUTE, minuteOf, secondOf } from '../../time.ts';
import type { World } from '../command.ts';
import { table } from '../terminal/table.ts';
import { shortened } from '../terminal/terminal-text.ts';
import { digestsOfPosts } from './digests-of-posts.ts';

type Row = {
  readonly file: string;
  readonly post: Post | undefined;
  readonly state: State;
  /** The digest that it was in, if that is known here. */
  readonly digest: string | undefined;
};

export type PostList = {
  readonly lines: readonly string[];
  readonly document: { readonly posts: readonly unknown[] };
  /** How long the list stays right: until the next post is due. */
  readonly during: During;
  /** Whether it stays right as long as the posts stay the same. */
  readonly lasting: boolean;
};

/**
 * @param period only its posts; if it is missing, all posts
 * @throws ProblemError (posts-missing) if there is none, and the errors of reading posts
 */
export async function listPosts(
  world: Pick<World, 'root' | 'env' | 'random'>,
  settings: Settings,
  period: Period | undefined,
  now: Date,
): Promise<PostList> {
  const { root } = world;
  const readings = (await readHeads(root, settings)).filter(({ faults }) => !faults.some(isOther));
  const missing = readings.length > 0 ? undefined : emptyFolder(root, scanPosts(root, settings), settings);
  if (missing !== undefined) throw new ProblemError([missing]);
  const stateOf = statesOf(collect(readings, settings, now));
  const shown = sorted(readings).filter(
    ({ post }) => period === undefined || (post !== undefined && contains(period, post.published)),
  );
  const digests = await digestsOfPosts(
    world,
    settings,
    readings.flatMap(({ post }) => post ?? []),
    shown.flatMap(({ post }) => post ?? []),
  );
  const refused = refusedBodies(
    root,
    shown.flatMap(({ file, post }) => (stateOf(file) === 'published' ? (post ?? []) : [])),
    settings,
  );
  const rows = shown.map(({ file, post }): Row => {
    const state = post !== undefined && refused.posts.has(post) ? 'broken' : stateOf(file);
    // The newer post at this URL went into the digest, and not this one.
    const went = state === 'url-taken' ? undefined : post && digests.of(post);
    return { file, post, state, digest: went };
  });
  return {
    lines: [...report(rows, settings), ...(digests.known ? [] : [NOT_KNOWN])],
    document: { posts: rows.map((row) => documentOf(row, settings)) },
    during: duringOf(momentsOf(readings), now),
    lasting: !refused.depends,
  };
}

/** Files in the folder that are not posts of this site. */
function isOther({ code }: Problem): boolean {
  return code === 'post-other-file' || code === 'post-other-language';
}
/** The case of a fresh clone: neither digests nor a ledger are there. */
const NOT_KNOWN =
  'In which digest each went is not known here: there are none in out/digests/, and there is no ledger.';

/** Newest first; posts without a date come last, by name. */
function sorted(readings: readonly HeadReading[]): HeadReading[] {
  const byPost = new Map(readings.map((reading) => [reading.post, reading]));
  const dated = newestFirst(readings.flatMap(({ post }) => post ?? []));
  return [
    ...dated.flatMap((post) => byPost.get(post) ?? []),
    ...readings.filter(({ post }) => post === undefined),
  ];
}

function documentOf({ file, post, state, digest: went }: Row, { site, digest }: Settings) {
  if (post === undefined)
    return { file, title: null, url: null, date: null, week: null, categories: [], state, digest: null };
  return {
    file,
    title: post.title,
    url: post.url,
    date: stampOf(post.published, site.timezone),
    week: weekOf(post.published, site.timezone, digest.weekStart).id,
    categories: post.categories,
    state,
    digest: went ?? null,
  };
}

/** One group for each week: `11-08 01:39  港の話  投資分析  2025-W45  /2025/11/08/name/`; then the files that cannot be read. */
function report(rows: readonly Row[], { site, digest }: Settings): string[] {
  if (rows.length === 0) return ['No posts.'];
  const dated = rows.flatMap((row) => (row.post === undefined ? [] : [{ ...row, post: row.post }]));
  const broken = rows.filter(({ post }) => post === undefined);
  const lines = table(dated.map((row) => cells(row, site.timezone)));
  const groups = Map.groupBy(dated.keys(), (index) => {
    const { post } = dated[index] as Dated; // an index of `dated`
    return weekOf(post.published, site.timezone, digest.weekStart).id;
  });
  const counts = [...Map.groupBy(rows, ({ state }) => state)].map(
    ([state, some]) => `${some.length} ${state}`,
  );
  return [
    ...[...groups].flatMap(([name, indexes]) => [
      `${name}  ${plural(indexes.length)}`,
      ...indexes.map((index) => `  ${lines[index] ?? ''}`),
      '',
    ]),
    ...(broken.length === 0
      ? []
      : [
          `Broken  ${plural(broken.length)}: \`tayori check\` says why`,
          ...broken.map(({ file }) => `  ${file}`),
          '',
        ]),
    `${plural(rows.length)}: ${counts.join(', ')}.`,
  ];
}

function plural(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`;
}

const TITLE = 40; // columns

type Dated = Row & { readonly post: Post };

function cells({ post, state, digest = '' }: Dated, zone: string): string[] {
  const date = minuteOf(post.published, zone).slice('2025-'.length);
  const last = [state === 'published' ? '' : state, digest].filter((word) => word !== '').join(', ');
  return [date, shortened(post.title, TITLE), post.categories.join('、'), last, decodeURI(post.path)];
}

/** `2025-11-08T01:39:06+09:00` */
function stampOf(instant: Date, zone: string): string {
  const wall = secondOf(instant, zone).replace(' ', 'T');
  const offset = Math.round((Date.parse(`${wall}Z`) - Math.floor(instant.getTime() / 1000) * 1000) / MINUTE);
  const size = Math.abs(offset);
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
