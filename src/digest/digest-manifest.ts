/**
 * The manifest of a digest: what was approved, for `send`, for scripts and for people. It has a version. The manifest
 * of an earlier version is read too; a field that it does not have is not compared.
 */

import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { slotNames } from '../mail/slots.ts';
import { isMap } from '../plain-map.ts';

export const fileEntry = v.object({ bytes: v.number(), sha256: v.string() });
const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const line = v.exactOptional(v.string());
/** Optional fields are missing in manifests of an earlier version. */
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
  tags: v.exactOptional(v.array(v.string())),
  tells: v.exactOptional(v.array(v.string())),
  telling: line,
  opening: line,
  imageAlt: line,
  figure: v.exactOptional(v.object({ value: v.string(), text: v.string() })),
  quote: v.exactOptional(v.object({ text: v.string(), by: v.string() })),
});
const note = v.object({
  subject: line,
  preheader: line,
  number: line,
  closing: line,
  lead: line,
  order: v.array(v.string()),
  sponsor: v.exactOptional(v.object({ name: v.string(), text: v.string(), url: line })),
  html: v.string(),
  text: v.string(),
});
const places = v.array(v.object({ at: v.number(), slot: v.picklist(slotNames) }));
/**
 * Grows by one if a manifest holds more fields, or other values in them. Version 1 had no version number and no slots.
 */
export const VERSION = 2;
export const manifestSchema = v.object({
  version: v.optional(v.number(), 1),
  id: v.string(),
  period: v.object({ kind: v.picklist(['week', 'day', 'month']), start: instant, end: instant }),
  subject: v.string(),
  files: v.object({ 'index.html': fileEntry, 'email.html': fileEntry, 'email.txt': fileEntry }),
  /** The places of the slots in the mail; missing in manifests of an earlier version. */
  slots: v.optional(v.object({ html: places, text: places })),
  note: v.exactOptional(note),
  posts: v.array(item),
});

/** Whether an earlier version wrote the stored manifest, and all its fields have the same values in the new one. */
export function isOlder(kept: string, now: string): boolean {
  const [before, after] = [kept, now].map((text) => v.safeParse(v.pipe(v.string(), v.parseJson()), text));
  return before?.success === true && after?.success === true && isSaid(before.output, after.output);
}

/** Whether `now` has everything that `before` has; it may have more. */
export function isSaid(before: unknown, now: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(now))
    return before.length === now.length && before.every((part, index) => isSaid(part, now[index]));
  if (!isMap(before) || !isMap(now)) return isDeepStrictEqual(before, now);
  return Object.entries(before).every(
    ([key, part]) => isSaid(part, now[key]) || (key === 'version' && Number(part) < VERSION),
  );
}
