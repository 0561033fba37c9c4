/**
 * Keeps rendered articles in `.tayori/cache/articles`, one file each. The name of a file is a hash of everything that
 * the article is made of: the program and the settings, the bytes of the post, and the values of its head that
 * rendering uses. So no file can be out of date. A broken one is made again, and one that no build asks for is removed.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { type Cache, keepValue, recallValue } from '../../cache.ts';
import { removeOthers } from '../../disk/files.ts';
import { stampOf } from '../../disk/scan-files.ts';
import { plainText } from '../html-to-text.ts';
import type { Article, Post } from '../post.ts';
import type { Taking } from './other-files.ts';

const FOLDER = 'articles';

export type ArticleCache = Cache & {
  /** The keys that this build asked for, by the file of the post. */
  readonly asked: Map<string, string>;
  readonly taking?: Taking;
};

/** @param bytes the hash of the file */
export function articleKey({ key }: Cache, bytes: string, post: Post): string {
  const { file, title, url, excerpt, readingMinutes } = post;
  const made = JSON.stringify([key, bytes, file, title, url, excerpt, readingMinutes]);
  return hash('sha256', made);
}

/** The text is not kept: it is made from the HTML again. */
type Body = Pick<Article, 'html' | 'excerpt' | 'readingMinutes' | 'repairs'>;

/**
 * The article that was kept. It is read when somebody asks for it, because for most articles a build only asks whether
 * they are unchanged.
 *
 * @param render makes the article again if the kept one is broken
 * @returns `undefined` if none was kept
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

/** Removes the articles that no post of this build needs. */
export function forgetOthers({ folder }: Cache, keys: ReadonlySet<string>): void {
  removeOthers(join(folder, FOLDER), keys);
}
