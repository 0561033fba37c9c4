/**
 * A digest on disk: `out/digests/2025-W45/{index.html,email.html,email.txt,manifest.json}`, public like all
 * of `out/`. What an editor approves there is what `send` freezes: the edition of all categories byte for
 * byte, and the other editions from the posts as the manifest keeps them, whatever became of them since.
 *
 * The manifest is written last and holds the hash of every file, so a digest that was half written, or
 * edited by hand, is noticed and refused.
 */

import { createHash } from 'node:crypto';
import { dirname, join, posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { placeBelow, readText, removeParts, writeChanged } from '../files.ts';
import { localeOf } from '../locale/locale.ts';
import { ALL, type Edition, type Email } from '../mail/email.ts';
import { type SlotPlace, slotNames, takeApart } from '../mail/slots.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { optionFor } from '../time.ts';
import type { Digest } from './digest.ts';
import { type Material, renderEmail } from './render.ts';
import { webUrlOf } from './template-variables.ts';

/** Below the site folder. */
export const DIGESTS = 'out/digests';
const MANIFEST = 'manifest.json';

const fileEntry = v.object({ bytes: v.number(), sha256: v.string() });
const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const item = v.object({
  title: v.string(),
  url: v.string(),
  excerpt: v.string(),
  author: v.string(),
  published: instant,
  readingMinutes: v.number(),
  image: v.pipe(
    v.nullable(v.string()),
    v.transform((image) => image ?? undefined),
  ),
  categories: v.array(v.string()),
  featured: v.boolean(),
  points: v.array(v.string()),
});
const places = v.array(v.object({ at: v.number(), slot: v.picklist(slotNames) }));
const manifestSchema = v.object({
  id: v.string(),
  period: v.object({ kind: v.picklist(['week', 'day', 'month']), start: instant, end: instant }),
  subject: v.string(),
  files: v.object({ 'index.html': fileEntry, 'email.html': fileEntry, 'email.txt': fileEntry }),
  /** Where the slots of the mail are; not in what an earlier version kept. */
  slots: v.optional(v.object({ html: places, text: places })),
  posts: v.array(item),
});

/** A digest as it was approved. */
export type Kept = {
  readonly digest: Digest;
  /** The edition of all categories, byte for byte. */
  readonly edition: Edition;
};

/** The files of a digest, by name. */
export type KeptFiles = Readonly<Record<'index.html' | 'email.html' | 'email.txt' | 'manifest.json', string>>;

/** Everything that is written, as it will stand on disk; nothing is written yet. */
export function keptFiles({ digest, settings }: Material, edition: Edition, web: string): KeptFiles {
  const files = { 'index.html': web, 'email.html': edition.html, 'email.txt': edition.text };
  const { id, period, items } = digest;
  const manifest = {
    id,
    period: {
      kind: period.kind,
      start: period.start,
      end: period.end,
      label: localeOf(settings.site.language).periods.label(period, settings.site.timezone),
    },
    subject: edition.subject,
    url: webUrlOf(settings, id),
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, entryOf(text)])),
    slots: edition.slots,
    posts: items.map((one) => ({ ...one, image: one.image ?? null })),
  };
  return { ...files, [MANIFEST]: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

/** @returns the names of the files that were written; the others are as they were */
export async function writeKept(root: string, id: string, files: KeptFiles): Promise<string[]> {
  const written: string[] = [];
  const below = posix.relative('out', DIGESTS);
  const place = (name: string) => placeBelow(join(root, 'out'), posix.join(below, id, name));
  removeParts(dirname(place('index.html')));
  for (const [name, text] of Object.entries(files)) {
    if (await writeChanged(place(name), text)) written.push(name);
  }
  return written;
}

/** Whether the files on disk are these already. */
export async function isKept(root: string, id: string, files: KeptFiles): Promise<boolean> {
  for (const [name, text] of Object.entries(files)) {
    const kept = await readText(join(root, DIGESTS, id, name));
    if (kept !== text && !(name === MANIFEST && isOlder(kept, text))) return false;
  }
  return true;
}

/** An earlier version wrote the same manifest, and did not say where the slots are. */
function isOlder(kept: string | undefined, now: string): boolean {
  const [before, after] = [kept, now].map((text) => v.safeParse(v.pipe(v.string(), v.parseJson()), text));
  if (before?.success !== true || after?.success !== true) return false;
  const { slots: _, ...rest } = after.output as Record<string, unknown>; // as `keptFiles` wrote it
  return isDeepStrictEqual(before.output, rest);
}

/**
 * Reads a kept digest.
 *
 * @returns `undefined` where none was made
 * @throws ProblemError (digest-altered) where a file is not as `tayori digest` wrote it
 */
export async function loadKept(root: string, id: string): Promise<Kept | undefined> {
  const place = (name: string) => `${DIGESTS}/${id}/${name}`;
  const text = await readText(join(root, place(MANIFEST)));
  if (text === undefined) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
  if (!read.success || read.output.id !== id) throw new ProblemError([altered(id, place(MANIFEST))]);
  const { files, period, posts, slots, subject } = read.output;
  const names = ['email.html', 'email.txt'] as const;
  const [html = '', plain = ''] = await Promise.all(names.map((name) => readText(join(root, place(name)))));
  const bodies = { 'email.html': html, 'email.txt': plain };
  const wrong = names.filter((name) => sha256(bodies[name]) !== files[name].sha256);
  if (wrong.length > 0) throw new ProblemError(wrong.map((name) => altered(id, place(name))));
  if (slots !== undefined && !(fits(html, slots.html) && fits(plain, slots.text)))
    throw new ProblemError([altered(id, place(MANIFEST))]);
  return {
    digest: { id, period: { id, ...period }, items: posts },
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
 * The mail that a kept digest becomes, with an edition for each set of categories.
 *
 * The other editions are rendered from the kept posts with the present settings and templates. That they
 * are the approved ones is proved by rendering the edition of all categories too: same bytes, same making.
 *
 * @throws ProblemError (digest-stale) where settings, templates or the program changed since
 */
export async function emailOf(
  kept: Kept,
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
  // The same bytes; and the places of the slots too where an earlier version did not keep them.
  return { id: digest.id, editions: [all, ...others] };
}

/** Posts that came, went or changed since the digest was made, by title; the kept digest is sent all the same. */
export function changesSince(
  kept: Digest,
  now: Digest,
): {
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly string[];
} {
  // As a manifest keeps them: without what is undefined, whatever the order of their fields.
  const plain = ({ items }: Digest) =>
    new Map<string, unknown>(items.map((one) => [one.url, JSON.parse(JSON.stringify(one))]));
  const [before, after] = [plain(kept), plain(now)];
  const titles = (items: Digest['items']) => items.map(({ title }) => title);
  return {
    added: titles(now.items.filter(({ url }) => !before.has(url))),
    gone: titles(kept.items.filter(({ url }) => !after.has(url))),
    changed: titles(
      now.items.filter(({ url }) => before.has(url) && !isDeepStrictEqual(before.get(url), after.get(url))),
    ),
  };
}

function entryOf(text: string): v.InferOutput<typeof fileEntry> {
  return { bytes: Buffer.byteLength(text), sha256: sha256(text) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
