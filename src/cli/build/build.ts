/** `npm run build`: the posts -> the feeds in `out/`, and the page that lists them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../cache.ts';
import { keyOf } from '../../cache-key.ts';
import { type Scan, stampOf } from '../../disk/scan-files.ts';
import type { Build } from '../../feeds/build.ts';
import { recall, remember, scanDigests } from '../../feeds/last-build.ts';
import { scanPostsIn } from '../../posts/folder.ts';
import { HEADS } from '../../posts/head/heads-cache.ts';
import { isError, type ProblemCode } from '../../problem.ts';
import { type Command, exitCodes, type World } from '../command.ts';
import { working } from '../terminal/working.ts';
import type { PingAnswer } from './build-ping.ts';

export const build: Command = {
  doc: 'Writes the feeds of the site and of each category, and the page that lists them.',
  details: [
    'Files that would not change are not touched. A post that can not be published is named and left',
    "out, or stops the build where the config says `feeds: { broken: 'stop' }`.",
  ].join('\n'),
  options: {
    empty: { type: 'boolean', doc: 'Write the feeds also where no post is left to publish.' },
    fresh: { type: 'boolean', doc: 'Use nothing that an earlier build kept in .tayori/cache.' },
    ping: { type: 'boolean', doc: 'Tell the WebSub hub (`feeds.hub`) which feeds have changed.' },
    strict: { type: 'boolean', doc: 'Exit with 1 when a post could not be published.' },
  },
  json: {
    published: 'How many posts are published.',
    written: 'How many files were written; the others had not changed.',
    removed: 'How many files of categories that are gone were removed.',
    feeds:
      'The feeds: `{kind, category, title, url, posts}`; `kind` is site, category, tag, author or digests.',
    notes: 'What happened to ids: posts that were recognised after a move, or are gone.',
    announced: 'With --ping: the feeds that the hub was told of.',
    unannounced: 'With --ping: the feeds that it could not be told of.',
    skipped: 'The posts that are not published: `{file, code, message}`, drafts and future posts too.',
  },
  run: async (call, world) => {
    const { clock, output } = world;
    const answer = await buildSite(world, clock(), { fresh: call.flag('fresh'), empty: call.flag('empty') });
    const broken = answer.skipped.filter(isError);
    output.problems([...broken, ...answer.warnings]);
    for (const note of answer.notes) output.note(note);
    const pings = call.flag('ping') ? await ping(world) : undefined;
    output.lines(...report(answer), ...(pings?.lines ?? []));
    output.document({ ...documentOf(answer), ...pings?.document });
    return pings?.failed === true || (call.flag('strict') && broken.length > 0)
      ? exitCodes.mend
      : exitCodes.done;
  },
};

/** The code of the ping is large: without --ping it is not loaded. */
async function ping({ root, output, signal }: World): Promise<PingAnswer> {
  const { loadConfig } = await import('../../config.ts');
  const { pingFeeds } = await import('./build-ping.ts');
  const answer = await pingFeeds(root, await loadConfig(root), signal);
  output.problems(answer.problems);
  return answer;
}

/** What a build says, as data that can be kept: if nothing changed, the next build says the same. */
type Answer = Pick<Build, 'published' | 'skipped' | 'warnings' | 'notes' | 'unchanged'> & {
  readonly site: string;
  readonly written: number;
  readonly removed: number;
  readonly feeds: ReturnType<typeof feedsOf>;
};

/** `fresh`: what was kept is thrown away. `empty`: feeds are written even if no post is left. */
type BuildFlags = { readonly fresh: boolean; readonly empty: boolean };

/** The config and the feeds are large modules: they are loaded only if there is something to build. */
export async function buildSite(
  { root, output }: World,
  now: Date,
  { fresh, empty }: BuildFlags = { fresh: false, empty: false },
): Promise<Answer> {
  const folder = join(root, CACHE_FOLDER);
  const cache = { folder, key: await keyOf(root) };
  let scan: Scan | undefined;
  const look = (posts: string) => (scan ??= scanPostsIn(root, posts));
  const before = fresh ? undefined : (recall(root, cache, now, look) as Answer | undefined); // kept below
  if (before !== undefined) return before;
  const isFirst = fresh || stampOf(join(folder, HEADS)) === undefined;
  const memory = isFirst ? await import('../../process/v8-memory.ts') : undefined;
  memory?.keepNurserySmall();
  memory?.growOldBy(100);
  const { loadConfig } = await import('../../config.ts');
  const { buildFeeds } = await import('../../feeds/build.ts');
  const settings = await loadConfig(root);
  if (fresh) await rm(folder, { recursive: true, force: true });
  const digests = scanDigests(root);
  const between = memory?.nurseryGrowsOnce();
  const result = await working(output, 'Building the feeds', () =>
    buildFeeds(root, settings, now, { cache: { ...cache, scan, between }, mayBeEmpty: empty }),
  );
  const answer = answerOf(result, settings.site.url);
  const again = { written: 0, removed: 0, notes: [], unchanged: answer.unchanged + answer.written };
  // A build without a post is refused the next time, unless the option is given again.
  if (answer.published > 0) remember(root, cache, result.trace, digests, { ...answer, ...again });
  return answer;
}

function answerOf(result: Build, site: string): Answer {
  const { published, skipped, warnings, notes, written, removed, unchanged, channels } = result;
  return {
    site,
    published,
    skipped,
    warnings,
    notes,
    unchanged,
    written: written.length,
    removed: removed.length,
    feeds: feedsOf(channels),
  };
}

function feedsOf(channels: Build['channels']) {
  return channels.map(({ kind, name, title, folder, total }) => {
    return {
      kind,
      category: kind === 'category' ? (name ?? null) : null,
      title,
      url: folder,
      posts: total,
    };
  });
}

function documentOf({ published, written, removed, feeds, notes, skipped }: Answer) {
  return {
    published,
    written,
    removed,
    feeds,
    notes,
    skipped: skipped.map(({ at, code, message }) => ({ file: at.file, code, message })),
  };
}

/**
 *     Posts    16 published, 2 left out (1 draft, 1 that can not be published)
 *     Feeds    5, each as RSS, Atom and JSON Feed
 *     Files    17 written, 0 unchanged
 *     Look at  out/feeds/index.html
 */
function report({ feeds, published, skipped, written, removed, unchanged, site }: Answer): string[] {
  const files = [`${written} written`, `${unchanged} unchanged`];
  if (removed > 0) files.push(`${removed} removed`);
  return [
    `Posts    ${published} published${leftOut(skipped.map(({ code }) => code))}`,
    `Feeds    ${feeds.length}, each as RSS, Atom and JSON Feed, for ${site}`,
    `Files    ${files.join(', ')}`,
    'Look at  out/feeds/index.html',
  ];
}

const reasons: Partial<Readonly<Record<ProblemCode, string>>> = {
  'post-draft': 'draft',
  'post-future': 'dated in the future',
  'post-expired': 'whose time is over',
  'post-url-taken': 'whose URL a newer post has',
  'post-other-file': 'that is no post',
  'post-other-language': 'in another language',
};

function leftOut(codes: readonly ProblemCode[]): string {
  if (codes.length === 0) return '';
  const counts = new Map<string, number>();
  for (const code of codes) {
    const reason = reasons[code] ?? 'to mend';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return `, ${codes.length} left out (${[...counts].map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}
