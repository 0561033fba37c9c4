/**
 * The feed of the digests: each digest in `out/digests/` is an entry, for people who want to read it without giving a
 * mail address. It reads the manifests that `tayori digest` wrote and knows nothing else about digests.
 */

import { join } from 'node:path';
import * as v from 'valibot';
import { listFiles, readText } from '../disk/files.ts';
import { localeOf } from '../locale/locale.ts';
import type { FeedWords } from '../locale/words.ts';
import { sanitize } from '../posts/markdown/sanitize.ts';
import type { Settings } from '../settings.ts';
import { categorySlug } from './category.ts';
import type { FeedChannel } from './channel.ts';
import { DIGESTS } from './digests-folder.ts';
import { type FeedEntry, textLine } from './feed.ts';
import { html } from './formats/html.ts';

/** The folder in `out/`. */
const FOLDER = 'digests/';

const manifestSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{4}-(W\d\d|\d\d(-\d\d)?)$/)),
  period: v.object({
    /** The name for people. Early versions did not write it. */
    label: v.optional(v.string(), ''),
    end: v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.transform((text) => new Date(text)),
    ),
  }),
  subject: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  /** Titles, the lead first. Early versions did not write them. */
  highlights: v.optional(v.array(v.string()), []),
  note: v.optional(
    v.object({
      subject: v.optional(v.string()),
      number: v.optional(v.string()),
      html: v.optional(v.string(), ''),
    }),
  ),
  posts: v.array(
    v.object({
      title: v.string(),
      url: v.string(),
      excerpt: v.string(),
      author: v.string(),
      readingMinutes: v.pipe(v.number(), v.minValue(1)),
      categories: v.array(v.string()),
    }),
  ),
});

/** What the manifest says about a digest. */
export type DigestManifest = Readonly<v.InferOutput<typeof manifestSchema>>;

/** The digests whose manifest can be read, newest first; `send` says what is wrong with the others. */
export async function readDigests(root: string): Promise<DigestManifest[]> {
  const folder = join(root, DIGESTS);
  const manifests = (await listFiles(folder)).filter((file) => /^[^/]+\/manifest\.json$/.test(file));
  const digests: DigestManifest[] = [];
  for (const file of manifests) {
    const text = await readText(join(folder, file));
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
    if (read.success && file.startsWith(`${read.output.id}/`)) digests.push(read.output);
  }
  return digests.toSorted(
    (a, b) => b.period.end.getTime() - a.period.end.getTime() || (a.id < b.id ? 1 : -1),
  );
}

/**
 * The feed of the digests. A digest is published when its period ends, so the digest of the present period waits.
 *
 * @param digests newest first
 * @returns `undefined` if there is no digest yet, or the config wants no feed of them
 */
export function digestsChannel(
  digests: readonly DigestManifest[],
  settings: Settings,
  now: Date,
): FeedChannel | undefined {
  const { site, feeds } = settings;
  const ended = digests.filter(({ period }) => period.end <= now);
  if (!feeds.digests.on || ended.length === 0) return undefined;
  const words = localeOf(site.language).feeds;
  const content = feeds.digests.content ?? feeds.content;
  return {
    kind: 'digests',
    name: words.digests,
    title: words.feedTitle(site.title, words.digests),
    description: words.digestsDescription(site.title),
    path: FOLDER,
    folder: `${site.url}/${FOLDER}`,
    content,
    posts: [],
    entries: ended
      .slice(0, feeds.digests.limit ?? feeds.limit)
      .map((digest) =>
        entryOf(
          digest,
          settings,
          content === 'full' ? contentOf(digest, `${site.url}/${FOLDER}${digest.id}/`, words) : undefined,
        ),
      ),
    archives: [],
    total: ended.length,
  };
}

function entryOf(
  { id, period, subject, posts }: DigestManifest,
  settings: Settings,
  content: string | undefined,
): FeedEntry {
  const { site, categories } = settings;
  const url = `${site.url}/${FOLDER}${id}/`;
  const labels = [...new Set(posts.flatMap((post) => post.categories.map(textLine)))];
  return {
    id: url,
    url,
    title: textLine(subject),
    summary: textLine(posts.map(({ title }) => title).join(' / ')),
    content,
    contact: undefined,
    authors: [textLine(site.author ?? site.title)],
    categories: labels.map((label) => {
      return { term: categorySlug(label, categories), label, scheme: `${site.url}/categories/` };
    }),
    published: period.end,
    updated: period.end,
    language: site.language,
    image: undefined,
    readingMinutes: posts.reduce((total, post) => total + post.readingMinutes, 0),
    enclosures: [],
  };
}

/** The editor's note, which was sanitised when the digest was made, and each post. */
function contentOf({ posts, note }: DigestManifest, url: string, words: FeedWords): string {
  const parts = posts.map(({ title, url, excerpt, author, readingMinutes }) => {
    const by = [author, words.minutes(readingMinutes)].filter((part) => part !== '').join(words.between);
    return html`<h3><a href="${url}">${title}</a></h3>
<p>${excerpt}</p>
<p><small>${by}</small></p>`.html.replace('<p></p>\n', '');
  });
  return [...(note?.html ? [sanitize(note.html, url)] : []), ...parts].join('\n');
}
