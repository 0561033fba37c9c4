/** `npm run posts`: lists the posts with URL, date, title, week, categories, state and the digest that they were in. */
import { join, relative } from 'node:path';
import { CACHE_FOLDER } from '../../cache.ts';
import { keyOf } from '../../cache-key.ts';
import { distrustFresh, stampOf } from '../../disk/scan-files.ts';
import { recall, remember, scanDigests } from '../../feeds/last-build.ts';
import { DEFAULT_LEDGER, ledgerFile } from '../../ledger/open.ts';
import { periodKinds } from '../../period.ts';
import { scanPostsIn } from '../../posts/folder.ts';
import { type Call, type Command, exitCodes, type World } from '../command.ts';
import { namedPeriod, periodOptions } from '../period-options.ts';
import type { PostList } from './post-list.ts';

export const posts: Command = {
  doc: 'Lists the posts with URL, date, title, categories, state and digest, newest first.',
  details: [
    'States: published; draft (`draft: true` or `published: false`); future (its date is to come);',
    'expired (its time is over); url-taken (a newer post has its URL); held (a rule keeps it back) and broken: `tayori check` says why. The',
    'digest that a post went into is known from out/digests/, and for those that are not kept there, from the ledger.',
  ].join('\n'),
  options: {
    ...periodOptions('all'),
  },
  json: {
    posts:
      'Each post: `{file, title, url, date, week, categories, state, digest}`; one whose front matter is broken has nulls, and `digest` is null where none is known.',
  },
  run: async (call, world) => {
    const { lines, document } = await recalledList(call, world);
    world.output.lines(...lines);
    world.output.document(document);
    return exitCodes.done;
  },
};

/** The names in the cache of the last list, for people and for scripts, each with everything that it was made from. */
const LINES = 'posts';
const DOCUMENT = 'posts-document';

/** What is shown of a list: its lines or its document. */
type Shown = Pick<PostList, 'lines'> & { readonly document: PostList['document'] | undefined };

/** If posts, digests, ledger and config are unchanged, the list of the last time is shown again. */
async function recalledList(call: Call, world: World): Promise<Shown> {
  const { root, env, clock, output } = world;
  const folder = join(root, CACHE_FOLDER);
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  const named = periodKinds.some((kind) => call.text(kind) !== undefined);
  // Nobody can tell cheaply whether a database server changed; and if nothing was built here, no cache is left behind.
  if (named || stampOf(folder) === undefined) return listOf(call, world);
  const ledger = ledgerFile(url, root);
  if (ledger === undefined) return listOf(call, world);
  const cache = { folder, key: JSON.stringify([await keyOf(root), url]) };
  const name = output.json ? DOCUMENT : LINES;
  const kept = recall(root, { ...cache, name }, clock(), (posts) => scanPostsIn(root, posts));
  return (kept as Shown | undefined) ?? keptList(call, world, cache, ledger); // as remembered below
}

/** The code that reads posts is large: it is loaded only if there is no kept list. */
async function listOf(call: Call, world: World): Promise<PostList> {
  const { loadConfig } = await import('../../config.ts');
  const { listPosts } = await import('./post-list.ts');
  const settings = await loadConfig(world.root);
  const now = world.clock();
  return listPosts(world, settings, namedPeriod(call, settings, now), now);
}

/** @param ledger the path of its file, absolute */
async function keptList(
  call: Call,
  world: World,
  cache: Parameters<typeof remember>[1],
  ledger: string,
): Promise<PostList> {
  const { root, clock } = world;
  const { site } = await (await import('../../config.ts')).loadConfig(root);
  // Scan before anything is read: then the next list notices what changes meanwhile.
  const [scan, digests, before] = [scanPostsIn(root, site.posts), scanDigests(root), stampOf(ledger)];
  const list = await listOf(call, world);
  const since = clock().getTime() - (before?.[1] ?? 0);
  if (since < UNSETTLED || String(stampOf(ledger)) !== String(before)) return list;
  const files = [ledger, `${ledger}-wal`].map((file) => relative(root, file));
  const trace = {
    scan: distrustFresh(scan, cache.folder),
    posts: site.posts,
    during: list.during,
    lasting: list.lasting,
    files,
    sizes: {},
  };
  const { lines, document } = list;
  remember(root, { ...cache, name: LINES }, trace, digests, { lines, document: undefined } satisfies Shown);
  remember(root, { ...cache, name: DOCUMENT }, trace, digests, { lines: [], document } satisfies Shown);
  return list;
}

/** In ms. A ledger that was written so recently may be written again without a new stamp. */
const UNSETTLED = 2000;
