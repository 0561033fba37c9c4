/**
 * A digest on disk: `out/digests/2025-W45/{index.html,email.html,email.txt,manifest.json}`. It is public, like all of
 * `out/`. What an editor approves there is what `send` freezes: the edition of all categories, byte for byte, and the
 * other editions, made from the posts in the manifest, even if the posts have changed since.
 *
 * The manifest is written last and holds the hash of every file. So a digest that is incomplete, or was edited by hand,
 * is noticed and refused.
 */

import { hash } from 'node:crypto';
import { dirname, join, posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { readText, removeParts, writeChanged } from '../disk/files.ts';
import { placeBelow } from '../disk/links-on-disk.ts';
import { DIGESTS } from '../feeds/digests-folder.ts';
import { localeOf } from '../locale/locale.ts';
import { ALL, type Edition, type Email } from '../mail/email.ts';
import { type SlotPlace, takeApart } from '../mail/slots.ts';
import { optionFor } from '../period.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Digest, Item } from './digest.ts';
import { type fileEntry, isOlder, manifestSchema, VERSION } from './digest-manifest.ts';
import { type Material, renderEmail } from './render.ts';
import { webUrlOf } from './web-address.ts';
import { withoutNeighbours } from './web-pages/neighbour-links.ts';

const MANIFEST = 'manifest.json';
/** The web version. Its links to the digests before and after it are not part of what was approved. */
const PAGE = 'index.html';

/** A digest as it was approved. */
export type KeptDigest = {
  readonly digest: Digest;
  /** The edition of all categories, byte for byte. */
  readonly edition: Edition;
};

/** The files of a digest, by name. */
export type KeptFiles = Readonly<Record<'index.html' | 'email.html' | 'email.txt' | 'manifest.json', string>>;

/**
 * All files of a digest as texts; nothing is written yet.
 *
 * @param highlights the posts that the list of digests names, the lead first
 */
export function keptFiles(
  { digest, settings }: Material,
  edition: Edition,
  web: string,
  highlights: readonly Item[],
): KeptFiles {
  const files = { 'index.html': web, 'email.html': edition.html, 'email.txt': edition.text };
  const { id, period, items, note } = digest;
  const manifest = {
    version: VERSION,
    id,
    period: {
      kind: period.kind,
      start: period.start,
      end: period.end,
      label: localeOf(settings.site.language).periods.label(period, settings.site.timezone),
    },
    subject: edition.subject,
    url: webUrlOf(settings, id),
    ...(highlights.length === 0 ? {} : { highlights: highlights.map(({ title }) => title) }),
    files: Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, entryOf(withoutNeighbours(text))]),
    ),
    slots: edition.slots,
    ...(note === undefined ? {} : { note }),
    posts: items.map((one) => ({ ...one, image: one.image ?? null })),
  };
  return { ...files, [MANIFEST]: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

/** @returns the names of the files that were written; the others were the same already */
export async function writeKept(root: string, id: string, files: KeptFiles): Promise<string[]> {
  const written: string[] = [];
  const below = posix.relative('out', DIGESTS);
  const place = (name: string) => placeBelow(join(root, 'out'), posix.join(below, id, name));
  removeParts(dirname(place('index.html')));
  for (const [name, text] of Object.entries(files)) {
    if (name === PAGE && withoutNeighbours((await readText(place(name))) ?? '') === text) continue;
    if (await writeChanged(place(name), text)) written.push(name);
  }
  return written;
}

/** Whether the files on disk are the same as these. */
export async function isKept(root: string, id: string, files: KeptFiles): Promise<boolean> {
  for (const [name, text] of Object.entries(files)) {
    const kept = withoutNeighbours((await readText(join(root, DIGESTS, id, name))) ?? '');
    if (kept !== text && !(name === MANIFEST && isOlder(kept, text))) return false;
  }
  return true;
}

/**
 * Reads a digest from the disk.
 *
 * @returns `undefined` if there is none
 * @throws ProblemError (digest-altered) if a file is not as `tayori digest` wrote it
 */
export async function loadKept(root: string, id: string): Promise<KeptDigest | undefined> {
  const place = (name: string) => `${DIGESTS}/${id}/${name}`;
  const text = await readText(join(root, place(MANIFEST)));
  if (text === undefined) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
  if (!read.success || read.output.id !== id) throw new ProblemError([altered(id, place(MANIFEST))]);
  const { files, period, posts, slots, subject, note } = read.output;
  const names = ['email.html', 'email.txt'] as const;
  const [html = '', plain = ''] = await Promise.all(names.map((name) => readText(join(root, place(name)))));
  const bodies = { 'email.html': html, 'email.txt': plain };
  const wrong = names.filter((name) => hash('sha256', bodies[name]) !== files[name].sha256);
  if (wrong.length > 0) throw new ProblemError(wrong.map((name) => altered(id, place(name))));
  if (slots !== undefined && !(fits(html, slots.html) && fits(plain, slots.text)))
    throw new ProblemError([altered(id, place(MANIFEST))]);
  return {
    digest: { id, period: { id, ...period }, items: posts, ...(note === undefined ? {} : { note }) },
    edition: { key: ALL, subject, html, text: plain, ...(slots === undefined ? {} : { slots }) },
  };
}

/** Whether the slots are where the manifest says. */
function fits(text: string, slots: readonly SlotPlace[]): boolean {
  try {
    takeApart(text, slots);
    return true;
  } catch {
    return false;
  }
}

/**
 * The mail of a digest on disk, with an edition for each set of categories.
 *
 * The other editions are rendered from the posts in the manifest, with the present settings and templates. To prove
 * that these are the approved ones, the edition of all categories is rendered too: it must have the same bytes.
 *
 * @throws ProblemError (digest-stale) if settings, templates or the program changed in the meantime
 */
export async function emailOf(
  kept: KeptDigest,
  making: Pick<Material, 'settings' | 'templates'>,
  sets: readonly (readonly string[])[],
): Promise<Email> {
  const { digest, edition } = kept;
  if (sets.length === 0) return { id: digest.id, editions: [edition] };
  const email = await renderEmail({ ...making, digest }, sets);
  const [all, ...others] = email?.editions ?? [];
  const same = (['subject', 'html', 'text'] as const).every((part) => all?.[part] === edition[part]);
  const sameSlots = edition.slots === undefined || isDeepStrictEqual(all?.slots, edition.slots);
  if (all === undefined || !same || !sameSlots) throw new ProblemError([stale(digest.id)]);
  // The same bytes; also the same places of the slots, unless an earlier version did not store them.
  return { id: digest.id, editions: [all, ...others] };
}

function entryOf(text: string): v.InferOutput<typeof fileEntry> {
  return { bytes: Buffer.byteLength(text), sha256: hash('sha256', text) };
}

function altered(id: string, file: string): Problem {
  return {
    code: 'digest-altered',
    message: 'The file is not as `tayori digest` wrote it, so it is not what was approved.',
    hint: `Make the digest again with ${again(id)}; to change a mail, change its posts or the templates.`,
    at: { file },
  };
}

function stale(id: string): Problem {
  return {
    code: 'digest-stale',
    message: `Settings, templates or the program changed since ${id} was made, so its other editions would not be the approved ones.`,
    hint: `Make the digest again with ${again(id)}, and look at it once more.`,
    at: { file: `${DIGESTS}/${id}/${MANIFEST}` },
  };
}

/** The command line that makes a digest. */
export function again(id: string): string {
  return `\`tayori digest ${optionFor(id)}\``;
}
