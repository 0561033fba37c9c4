/** Renders one post: from its file as it is now, or from the cache of an earlier build. */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { posix } from 'node:path';
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { Article, Post, Skipped } from '../post.ts';
import { decoder, notUtf8, onDisk, readBytes } from '../post-bytes.ts';
import { type ArticleCache, articleKey, keepArticle, loadArticle } from './article-cache.ts';
import { noteTaking, otherFilesOf, takenIn } from './other-files.ts';
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
  return renderArticle(readSource(root, post.file), post, settings, otherFilesOf(root, settings));
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

/**
 * The same, but rendered only if no earlier build did it. A kept article is found by the text itself, whatever the name
 * and the time of the file.
 *
 * @throws ProblemError as above
 */
async function recallArticle(
  root: string,
  post: Post,
  settings: Settings,
  cache: ArticleCache,
): Promise<Article> {
  const print = fingerprintOf(root, post, settings);
  noteTaking(print, cache.taking);
  const key = articleKey(cache, print, post);
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
 * A hash of the file as it is now, to know whether it has changed. If its Liquid takes something from other files, such
 * as the URLs of other posts, that follows behind a `+`.
 *
 * @throws ProblemError (file-unreadable)
 */
export function fingerprintOf(root: string, post: Pick<Post, 'file'>, settings: Settings): string {
  const bytes = readBytes(posix.join(root, onDisk(root, post.file)));
  const own = hash('sha256', bytes);
  return own + takenIn(root, bytes, post, settings);
}
