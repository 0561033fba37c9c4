/**
 * Tells the hub which feeds changed since it was last told. `.tayori/websub.json` keeps what the hub knows, so if a
 * ping fails, the next one makes up for it, whatever was built in between. Without that file all feeds are announced
 * once more, which does no harm.
 */
import { join } from 'node:path';
import * as v from 'valibot';
import { readText, writeChanged } from '../../disk/files.ts';
import { formats } from '../formats/formats.ts';
import { MANIFEST_FILE, readManifest } from '../manifest.ts';
import { type HubPatience, type Ping, pingHub } from './hub-retries.ts';

const ANNOUNCED_FILE = '.tayori/websub.json';

const schema = v.object({ hub: v.string(), feeds: v.record(v.string(), v.string()) });

/**
 * @param site the address of the site, without `/` at the end
 * @returns a ping for each feed that changed since it was last announced
 */
export async function announce(
  root: string,
  { site, hub }: { readonly site: string; readonly hub: string },
  signal: AbortSignal,
  patience?: HubPatience,
): Promise<Ping[]> {
  const { files } = readManifest(await readText(join(root, 'out', MANIFEST_FILE)));
  const now = Object.entries(files)
    .filter(([file]) => isFeed(file))
    .map(([file, hash]) => [`${site}/${file}`, hash] as const);
  const before = readAnnounced(await readText(join(root, ANNOUNCED_FILE)), hub);
  const changed = now.filter(([topic, hash]) => before[topic] !== hash).map(([topic]) => topic);
  const pings = await pingHub(hub, changed, signal, patience);
  const failed = new Set(pings.filter(({ failure }) => failure !== undefined).map(({ topic }) => topic));
  const feeds = Object.fromEntries(
    now.flatMap(([topic, hash]) => {
      const told = failed.has(topic) ? before[topic] : hash;
      return told === undefined ? [] : [[topic, told]];
    }),
  );
  await writeChanged(join(root, ANNOUNCED_FILE), `${JSON.stringify({ hub, feeds }, undefined, 2)}\n`);
  return pings;
}

/** Archives are not announced: they do not change, so nobody subscribes to them. */
function isFeed(file: string): boolean {
  const name = file.split('/').at(-1);
  return !/(^|\/)archives\//.test(file) && Object.values(formats).some((format) => format.file === name);
}

/** @returns an empty object if the file is about another hub */
function readAnnounced(text: string | undefined, hub: string): Readonly<Record<string, string>> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return read.success && read.output.hub === hub ? read.output.feeds : {};
}
