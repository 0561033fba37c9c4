/** Writes what a build made into `out/`: archives, documents, aliases, manifest; removes the feeds that are gone. */
import { hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { readText, removeFile, removeParts } from '../disk/files.ts';
import { placeBelow } from '../disk/links-on-disk.ts';
import { type Aliases, aliasDocuments, aliasHashes, isFeed } from './alias.ts';
import { type ArchivesBuilt, type Source, writeArchives } from './archives/build-archives.ts';
import type { FeedChannel } from './channel.ts';
import { documentNames } from './documents-cache.ts';
import { HEADERS_FILE } from './hosting-headers.ts';
import {
  hashesOf,
  MANIFEST_FILE,
  type Manifest,
  readManifest,
  staleAliases,
  staleFiles,
  writeManifest,
} from './manifest.ts';
import type { Rendered } from './render-site.ts';
import { writeProved } from './write-checked.ts';

/** Writes the archives, the documents and the manifest, and removes the files of feeds that are gone. */
export async function writeSite(
  source: Source,
  channels: readonly FeedChannel[],
  { documents, kept, aliases }: Rendered,
) {
  const out = join(source.root, 'out');
  const last = readManifest(await readText(join(out, MANIFEST_FILE)));
  if (await isForeign(join(out, HEADERS_FILE), last.files[HEADERS_FILE])) documents.delete(HEADERS_FILE);
  const archives = await writeArchives(source, channels, last);
  const feeds = inOrder(channels, { ...kept, ...hashesOf(documents) });
  const files = { ...feeds, ...aliasHashes(aliases, feeds) };
  const changes = await writeDocuments(out, documents, { files, aliases }, archives, last);
  return { files, archives, changes };
}

/**
 * Whether somebody else changed the file at this path.
 * @param ours the hash of what we wrote
 */
async function isForeign(path: string, ours: string | undefined): Promise<boolean> {
  const text = await readText(path);
  return text !== undefined && hash('sha256', text) !== ours;
}

/** Puts the feeds first, in their order, whether they were rendered or kept. */
function inOrder(channels: readonly FeedChannel[], files: Manifest['files']): Manifest['files'] {
  const names = [...channels.flatMap(({ path }) => documentNames(path)), ...Object.keys(files)];
  return Object.fromEntries(names.flatMap((name) => (name in files ? [[name, files[name] ?? '']] : [])));
}

/** What happened to the files of `out/`. */
export type Changes = {
  /** Paths in `out/`. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
};

async function writeDocuments(
  out: string,
  documents: ReadonlyMap<string, string>,
  ours: { readonly files: Manifest['files']; readonly aliases: Aliases },
  archives: ArchivesBuilt,
  last: Manifest,
): Promise<Changes> {
  const files = { ...ours.files, ...archives.files };
  const manifest: Manifest = { files, archives: archives.archives, aliases: Object.keys(ours.aliases) };
  const written = [...archives.written];
  const aliases = await aliasDocuments(out, documents, ours.aliases);
  const all = [...documents, ...aliases, [MANIFEST_FILE, writeManifest(manifest)] as const];
  const places = all.map(([file]) => placeBelow(out, file)); // check all places before the first file is written
  for (const folder of new Set(places.map((place) => dirname(place)))) removeParts(folder);
  for (const [file, document] of all) {
    if (await writeProved(join(out, file), document)) written.push(file);
  }
  const removed: string[] = [];
  const staleFeeds = staleAliases(last, manifest);
  for (const file of [...staleFiles(last, manifest), ...staleFeeds]) {
    const text = await readText(join(out, file));
    if (text === undefined || hash('sha256', text) !== last.files[file]) continue;
    if (staleFeeds.includes(file) && !isFeed(text)) continue;
    await removeFile(placeBelow(out, file));
    removed.push(file);
  }
  return { written, removed, unchanged: Object.keys(files).length + 1 - written.length };
}
