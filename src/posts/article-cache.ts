/**
 * Rendered articles, kept in `.tayori/cache/articles`, one file each. A file is called by everything that an
 * article is made of: the program and the settings, the bytes of the post, and what rendering takes from its
 * head. So none can be stale; one that is broken is made anew, one that nobody asks for any more is removed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Cache, keepValue, recallValue } from '../cache.ts';
import { removeOthers } from '../files.ts';
import { stampOf } from '../scan-files.ts';
import { plainText } from './html-to-text.ts';
import type { Article, Post } from './post.ts';

const FOLDER = 'articles';

/** With the keys of what this build asked for, by the file of the post. */
export type ArticleCache = Cache & { readonly asked: Map<string, string> };

/** @param bytes the hash of the file */
export function articleKey({ key }: Cache, bytes: string, post: Post): string {
  const { file, title, url, excerpt, readingMinutes } = post;
  const made = JSON.stringify([key, bytes, file, title, url, excerpt, readingMinutes]);
  return createHash('sha256').update(made).digest('hex');
}

/** The text is made of the HTML again. */
type Body = Pick<Article, 'html' | 'excerpt' | 'readingMinutes' | 'repairs'>;

/**
 * The article that was kept, read when somebody asks for it: of most, a build only asks whether they are as
 * they were.
 *
 * @param render makes it anew where it turns out to be broken
 * @returns `undefined` where none was kept
 */
export function loadArticle(
  { folder }: Cache,
  key: string,
  post: Post,
  render: () => Article,
): Article | undefined {
  if (stampOf(join(folder, FOLDER, key)) === undefined) return undefined;
  let read: Body | undefined;
  const body = () => (read ??= recallValue<Body>(join(folder, FOLDER), key) ?? render());
  return {
    post,
    get html() {
      return body().html;
    },
    get text() {
      return plainText(body().html);
    },
    get excerpt() {
      return body().excerpt;
    },
    get readingMinutes() {
      return body().readingMinutes;
    },
    get repairs() {
      return body().repairs;
    },
  };
}

export function keepArticle({ folder }: Cache, key: string, article: Article): void {
  const { html, excerpt, readingMinutes, repairs } = article;
  const body: Body = { html, excerpt, readingMinutes, repairs };
  keepValue(join(folder, FOLDER), key, body);
}

/** Removes what no post of this build needs. */
export function forgetOthers({ folder }: Cache, keys: ReadonlySet<string>): void {
  removeOthers(join(folder, FOLDER), keys);
}
