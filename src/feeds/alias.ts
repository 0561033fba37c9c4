/**
 * Aliases: more paths under which a feed is written (`feeds.aliases` of the config). Readers keep the address that they
 * subscribed to for years, such as the `/feed.xml` of a Jekyll site. The file there has the same bytes as one of our
 * feeds, and its `self` names the address of that feed.
 */
import { join } from 'node:path';
import { CONFIG_FILE } from '../config.ts';
import { readText } from '../disk/files.ts';
import { ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { FeedChannel } from './channel.ts';
import { documentNames } from './documents-cache.ts';
import { formats } from './formats/formats.ts';
import type { Manifest } from './manifest.ts';

/** The path of each alias, and the path of the feed whose content it has; both in `out/`. */
export type Aliases = Readonly<Record<string, string>>;

/**
 * @param files every file that the build writes, by its path in `out/`
 * @throws ProblemError (config-value) if an alias names no feed, or another file has the same path
 */
export function aliasesOf(
  { feeds: { aliases } }: Settings,
  channels: readonly FeedChannel[],
  files: readonly string[],
): Aliases {
  const feeds = new Set(channels.flatMap(({ path }) => documentNames(path)));
  const found = Object.entries(aliases).map(([alias, feed]) => [alias.slice(1), feed] as const);
  const taken = [...feeds, ...files];
  const problems = found.flatMap(([alias, feed]) => {
    const key = `feeds.aliases./${alias}`;
    if (!feeds.has(feed))
      return fault(
        key,
        `names \`${feed}\`, which is no feed of this site`,
        `Name one, such as ${[...feeds][0]}.`,
      );
    const rivals = [...taken, ...found.map(([other]) => other).filter((other) => other !== alias)];
    const rival = rivals.find((file) => collide(alias, file));
    return rival === undefined
      ? []
      : fault(key, `stands where ${rival} is written`, 'Remove it, or give it another path.');
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return Object.fromEntries(found);
}

function fault(key: string, what: string, hint: string) {
  const message = `\`${key}\` ${what}.`;
  return [{ code: 'config-value' as const, message, hint, at: { file: CONFIG_FILE, key } }];
}

/**
 * Whether two files cannot exist side by side: some disks see both names as one, or one would be a folder of the other.
 */
function collide(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/**
 * An alias has the same hash as its feed.
 * @param files the hash of each feed, by its path in `out/`
 */
export function aliasHashes(aliases: Aliases, files: Manifest['files']): Manifest['files'] {
  return Object.fromEntries(Object.entries(aliases).map(([alias, feed]) => [alias, files[feed] ?? '']));
}

/** The content of each alias. If its feed was not rendered again, the content is read from the disk. */
export async function aliasDocuments(
  out: string,
  documents: ReadonlyMap<string, string>,
  aliases: Aliases,
): Promise<[alias: string, document: string][]> {
  const read = Object.entries(aliases).map(async ([alias, feed]): Promise<[string, string]> => {
    return [alias, documents.get(feed) ?? (await readText(join(out, feed))) ?? ''];
  });
  return Promise.all(read);
}

/** Whether a text is a feed that we wrote: only such a file is removed when it is no longer an alias. */
export function isFeed(text: string): boolean {
  return Object.values(formats).some(({ read }) => {
    try {
      return read(text).self !== '';
    } catch {
      return false;
    }
  });
}
