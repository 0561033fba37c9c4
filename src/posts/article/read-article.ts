/** Renders one post: from its file as it is now, or from the cache of an earlier build. */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { posix } from 'node:path';
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { type Article, POST_NAME, type Post, type Skipped } from '../post.ts';
import { decoder, nfc, notUtf8, onDisk, readBytes } from '../post-bytes.ts';
import { readPost, scanPosts } from '../read-posts.ts';
import { type ArticleCache, articleKey, keepArticle, loadArticle } from './article-cache.ts';
import type { UrlOf } from './prepare-body.ts';
import { renderArticle } from './render-article.ts';

/**
 * Reads and renders one post, from the file as it is now, not as it was when its head was read.
 *
 * @throws ProblemError (post-encoding, file-unreadable)
 */
export async function readArticle(root: string, post: Post, settings: Settings): Promise<Article> {
  return renderFile(root, post, settings);
}

function renderFile(root: string, post: Post, settings: Settings): Article {
  return renderArticle(readSource(root, post.file), post, settings, urlFinder(root, settings));
}

/**
 * The whole text of a post.
 * @throws ProblemError (post-encoding, file-unreadable)
 */
export function readSource(root: string, file: string): string {
  const bytes = readBytes(posix.join(root, onDisk(root, file)));
  if (!isUtf8(bytes)) throw new ProblemError([notUtf8(file)]);
  return decoder.decode(bytes);
}

/** Finds the URL for the name in `post_url` or `link`: a post, by its file, or another file of the site. */
export function urlFinder(root: string, settings: Settings): UrlOf {
  let all: readonly string[] | undefined;
  return (name) => {
    const path = name.replace(/^\/+/, '').replace(/^(?:[^/]+\/)*_posts\//, '');
    if (path.split('/').some((part) => /^(?:\.|_|$)/.test(part))) return undefined;
    if (/\.[A-Za-z\d]+$/.test(path) && !/\.(?:html?|scss|sass)$/i.test(path) && !POST_NAME.test(path))
      return encodeURI(`${settings.site.url}/${path}`);
    all ??= scanPosts(root, settings).paths;
    const wanted = nfc(path.replace(POST_NAME, ''));
    const named = (file: string) => nfc(file).replace(POST_NAME, '');
    const file =
      all.find((one) => named(one) === wanted) ?? all.find((one) => posix.basename(named(one)) === wanted);
    return file === undefined
      ? undefined
      : readPost(root, `${settings.site.posts}/${file}`, settings).post?.url;
  };
}

/** The URLs that Liquid in a file takes from other posts: if one changes, the file is rendered again. */
function addressesIn(root: string, bytes: Uint8Array, settings: Settings): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!text.includes('{%') || !(text.includes('post_url') || text.includes('link '))) return '';
  const urlOf = urlFinder(root, settings);
  const tags = text.toString('utf8').matchAll(/\{%-?\s*(?:post_url|link)\s([^%]*)%\}/g);
  return [...tags].map(([, name = '']) => `+${urlOf(name.replace(/-$/, '').trim()) ?? ''}`).join('');
}

/**
 * The same, but rendered only if no earlier build did it. A kept article is found by the text itself, whatever the name
 * and the time of the file.
 *
 * @throws ProblemError as above
 */
export async function recallArticle(
  root: string,
  post: Post,
  settings: Settings,
  cache: ArticleCache,
): Promise<Article> {
  const key = articleKey(cache, fingerprintOf(root, post, settings), post);
  cache.asked.set(post.file, key);
  const render = () => articleOf(root, post, settings, cache, key);
  return loadArticle(cache, key, post, render) ?? render();
}

/**
 * The rendered post; or what is wrong with it if its body cannot be read, so that the other posts go on.
 *
 * @param cache where rendered posts are kept
 */
export async function readOrSkip(
  root: string,
  post: Post,
  settings: Settings,
  cache?: ArticleCache,
): Promise<Article | Skipped> {
  try {
    if (cache !== undefined) return await recallArticle(root, post, settings, cache);
    return await readArticle(root, post, settings);
  } catch (error) {
    const [problem] = error instanceof ProblemError ? error.problems : [];
    if (problem === undefined) throw error;
    return { ...problem, at: { ...problem.at, file: post.file } };
  }
}

/** @throws ProblemError as above */
function articleOf(root: string, post: Post, settings: Settings, cache: ArticleCache, key: string): Article {
  const article = renderFile(root, post, settings);
  // Not if the file changed between the two readings.
  if (articleKey(cache, fingerprintOf(root, post, settings), post) === key) keepArticle(cache, key, article);
  return article;
}

/**
 * A hash of the file as it is now, to know whether it has changed. If it links to other posts by name, their URLs
 * follow, each after a `+`.
 *
 * @throws ProblemError (file-unreadable)
 */
export function fingerprintOf(root: string, post: Pick<Post, 'file'>, settings: Settings): string {
  const bytes = readBytes(posix.join(root, onDisk(root, post.file)));
  const own = hash('sha256', bytes);
  return own + addressesIn(root, bytes, settings);
}
