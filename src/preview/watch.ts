/**
 * Says when something changed that the digest is made from: posts, issue notes, templates, the config. Where the
 * system tells of changes, at once; and where it does not (network drives), by looking each second.
 */
import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIGESTS } from '../digest/digest-files.ts';
import { NOTES } from '../digest/note/note-text.ts';
import { TEMPLATE_FOLDER } from '../digest/templates/templates.ts';
import { scanPosts } from '../posts/read.ts';
import { type Scan, scanFiles, stampOf } from '../scan-files.ts';
import type { Settings } from '../settings.ts';
import { rootStamps } from './picture.ts';

export type Watched = {
  readonly root: string;
  /** As they are now: the folder of posts may be another one. */
  readonly settings: () => Settings;
  /** Files besides, such as the ledger, whose change is no change of the picture. */
  readonly beside: (id: string) => readonly string[];
  readonly id: () => string;
};

export type SiteChange = 'picture' | 'beside';

/** How often it looks, in ms; seldomer where one look takes long. */
const LOOK = 1_000;
/** An editor writes a file in several steps: so long is waited for the next, in ms. */
const STILL = 15;

/** @returns what ends it */
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
    const changes = (['picture', 'beside'] as const).filter((part) => next[part] !== seen[part]);
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

/** Where a folder can not be watched, looking each second is enough. */
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
  readonly picture: string;
  readonly beside: string;
  /** To be watched. */
  readonly folders: readonly string[];
};

function look({ root, settings, beside, id }: Watched): Look {
  const folder = join(root, settings().site.posts);
  const [notes, templates] = [join(folder, NOTES), join(root, TEMPLATE_FOLDER)];
  const scans = [
    { place: folder, scan: scanQuietly(() => scanPosts(root, settings())) },
    { place: notes, scan: scanQuietly(() => scanFiles(notes, /\.md$/)) },
    { place: templates, scan: scanQuietly(() => scanFiles(templates, /\.liquid$/)) },
  ];
  const folders = scans.flatMap(({ place, scan }) => [
    place,
    ...new Set(scan.paths.map((path) => join(place, dirname(path)))),
  ]);
  const own = [join(DIGESTS, id(), 'manifest.json'), ...beside(id())];
  return {
    picture: JSON.stringify([scans.map(({ scan }) => [scan.paths, [...scan.stamps]]), rootStamps(root)]),
    beside: JSON.stringify(own.map((file) => stampOf(join(root, file)) ?? null)),
    folders: [...new Set([root, ...folders])],
  };
}

/** A folder may go away while somebody looks. */
function scanQuietly(scan: () => Scan): Pick<Scan, 'paths' | 'stamps'> {
  try {
    return scan();
  } catch {
    return { paths: [], stamps: new Float64Array() };
  }
}
