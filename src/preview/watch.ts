/**
 * Tells when something changed that the digest is made from: posts and the data they use, issue notes, templates, the config. Mostly the
 * system reports a change at once. Where it does not, as on network drives, the files are looked at every second.
 */
import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { NOTES } from '../digest/note/note-text.ts';
import { TEMPLATE_FOLDER } from '../digest/templates/templates.ts';
import { type Scan, scanFiles, stampOf } from '../disk/scan-files.ts';
import { DIGESTS } from '../feeds/digests-folder.ts';
import { scanPosts } from '../posts/read-posts.ts';
import { scanData, scanIncludes, siteFolders } from '../posts/site-files/scan-site-files.ts';
import type { Settings } from '../settings.ts';
import { rootStamps } from './live-config.ts';

export type Watched = {
  readonly root: string;
  /** The settings as they are now, because the folder of posts may change. */
  readonly settings: () => Settings;
  /** Other files to watch, such as the ledger, that the digest is not made from. Paths from `root`. */
  readonly beside: (id: string) => readonly string[];
  /** The id of the digest, such as `2025-W45`. */
  readonly id: () => string;
};

export type SiteChange = 'digest' | 'beside';

/** In ms: the files are looked at this often. */
const LOOK = 1_000;
/** In ms: the wait between a report and a look, because editors write a file in several steps. */
const STILL = 15;

/** @returns a function that stops watching */
export function watchSite(watched: Watched, tell: (change: SiteChange) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let seen = look(watched);
  let soon: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(soon);
    soon = setTimeout(compare, STILL);
  };
  const compare = () => {
    const next = look(watched);
    const changes = (['digest', 'beside'] as const).filter((part) => next[part] !== seen[part]);
    seen = next;
    follow();
    for (const change of changes) tell(change);
  };
  const follow = () => {
    for (const folder of seen.folders.filter((one) => !watchers.has(one))) {
      const watcher = watchQuietly(folder, heard);
      if (watcher !== undefined) watchers.set(folder, watcher);
    }
  };
  follow();
  const timer = setInterval(compare, LOOK);
  timer.unref();
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** @returns `undefined` if the folder cannot be watched: looking at it every second is enough */
function watchQuietly(folder: string, heard: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, heard);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

type Look = {
  readonly digest: string;
  readonly beside: string;
  /** The folders to watch. */
  readonly folders: readonly string[];
};

function look({ root, settings, beside, id }: Watched): Look {
  const folder = join(root, settings().site.posts);
  const [notes, templates] = [join(folder, NOTES), join(root, TEMPLATE_FOLDER)];
  const { data, includes } = siteFolders(settings());
  const scans = [
    { place: folder, scan: scanQuietly(() => scanPosts(root, settings())) },
    { place: notes, scan: scanQuietly(() => scanFiles(notes, /\.md$/)) },
    { place: join(root, data), scan: scanQuietly(() => scanData(root, data)) },
    { place: join(root, includes), scan: scanQuietly(() => scanIncludes(root, includes)) },
    { place: templates, scan: scanQuietly(() => scanFiles(templates, /\.liquid$/)) },
  ];
  const folders = scans.flatMap(({ place, scan }) => [
    place,
    ...new Set(scan.paths.map((path) => join(place, dirname(path)))),
  ]);
  const own = [join(DIGESTS, id(), 'manifest.json'), ...beside(id())];
  return {
    digest: JSON.stringify([scans.map(({ scan }) => [scan.paths, [...scan.stamps]]), rootStamps(root)]),
    beside: JSON.stringify(own.map((file) => stampOf(join(root, file)) ?? null)),
    folders: [...new Set([root, ...folders])],
  };
}

/** Like `scan`, but a folder that disappears while it is scanned counts as empty. */
function scanQuietly(scan: () => Scan): Pick<Scan, 'paths' | 'stamps'> {
  try {
    return scan();
  } catch {
    return { paths: [], stamps: new Float64Array() };
  }
}
