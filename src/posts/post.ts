/**
 * A post: one Markdown file with front matter. `PostHead` is what every build needs of it, and `Post` is everything in
 * its front matter. An `Article` also holds its body, cleaned and rendered; it needs the whole file, so make one only
 * for a post that is shown.
 */
import type { Place, Problem, ProblemCode } from '../problem.ts';

/** The endings of posts, as in Jekyll, and those of MDX and Quarto. */
export const POST_NAME = /\.(?:md|markdown|mkd|mkdn|mkdown|mdx|qmd|html)$/i;

/** What every build needs of every post. A hundred thousand of them are read at once. */
export type PostHead = {
  /** Relative to the site folder, such as `posts/2025-11-07-1-alibaba.md`; NFC, with `/`. */
  readonly file: string;
  /** Plain text, cleaned, never empty. */
  readonly title: string;
  /** The path on the site, percent-encoded ASCII: `/2025/11/08/1-alibaba/`. */
  readonly path: string;
  /** Absolute and ASCII. */
  readonly url: string;
  /** The id in feeds: it stays when title, body, tags or order change. An absolute URI. */
  readonly id: string;
  readonly published: Date;
  /** The last change that the author declared; `undefined` if there is none. Never before `published`. */
  readonly updated: Date | undefined;
  /** As written, without repeats; names, not slugs. */
  readonly categories: readonly string[];
};

/** Everything in the front matter. */
export type Post = PostHead & {
  readonly slug: string;
  readonly tags: readonly string[];
  /** Never empty if the site has an author. */
  readonly authors: readonly string[];
  /** BCP 47. */
  readonly language: string;
  /** The author's own; `undefined` if there is none or it is boilerplate. */
  readonly excerpt: string | undefined;
  /** The author's own, in minutes. */
  readonly readingMinutes: number | undefined;
  /** The cover: an absolute URL. */
  readonly image: string | undefined;
  /** All values of the front matter: strings, lists and maps of strings, as YAML wrote them. */
  readonly frontMatter: FrontMatter;
};

/** Gets the `Post` of a head: reads the front matter again. */
export type WholePost = (head: PostHead) => Post;

/** The fields of a post in a fixed order, however the object was made. */
export const POST_FIELDS = [
  'authors',
  'categories',
  'excerpt',
  'file',
  'frontMatter',
  'id',
  'image',
  'language',
  'path',
  'published',
  'readingMinutes',
  'slug',
  'tags',
  'title',
  'updated',
  'url',
] as const satisfies readonly (keyof Post)[];

/** The same post under another id. */
export function withId<Head extends PostHead>(post: Head, id: string): Head {
  return { ...post, id };
}

export type FrontMatter = { readonly [key: string]: FrontMatterValue };
export type FrontMatterValue =
  | string
  | readonly FrontMatterValue[]
  | { readonly [key: string]: FrontMatterValue };

export type Article = {
  readonly post: Post;
  /** Sanitised, every URL absolute, no title. */
  readonly html: string;
  /** The same as plain text, with a blank line between paragraphs; made when somebody asks for it. */
  readonly text: string;
  /** Plain text, one paragraph: the author's own, or the first sentences. May be empty if the body is. */
  readonly excerpt: string;
  /** Minutes, at least 1: the author's, or counted. */
  readonly readingMinutes: number;
  readonly repairs: readonly Repair[];
};

/** One thing that cleaning repaired, so that it can be counted and shown. */
export type Repair = {
  readonly code: ProblemCode;
  readonly message: string;
  readonly at: Place;
};

/** A file in `posts/` that is not published, and why. */
export type Skipped = Problem & { readonly at: Place };

/** The content of `posts/` at one moment: every file is in `posts` or in `skipped`. */
export type Collection<Head extends PostHead = Post> = {
  /** Newest first; for the same moment, the file name decides. */
  readonly posts: readonly Head[];
  readonly skipped: readonly Skipped[];
  /** Problems of published posts that deserve a look, such as an unknown category. */
  readonly warnings: readonly Problem[];
};

/** Newest first; for the same moment, the file name decides, so that builds repeat byte for byte. */
export function newestFirst<Head extends PostHead>(posts: readonly Head[]): Head[] {
  return posts.toSorted(
    (a, b) => b.published.getTime() - a.published.getTime() || (a.file < b.file ? -1 : 1),
  );
}
