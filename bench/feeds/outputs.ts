/**
 * Nobody wins by writing less: each feed file must be there, hold the newest posts in their order, and
 * have their whole text. Read by feedsmith, which had no part in writing any of them.
 */
import { readFile } from 'node:fs/promises';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { type Corpus, expectedFeeds } from './corpus.ts';
import type { SamplePost } from './posts.ts';
import type { FeedFile, Format } from './tool.ts';

type Item = { readonly title: string; readonly content: string };

/** The least part of a post's text that must come through: kramdown and friends may eat a sign or two. */
const LEAST = 0.995;

/** @returns what is missing, in sentences; empty where all is there */
export async function shortcomings(files: readonly FeedFile[], corpus: Corpus): Promise<string[]> {
  const expected = expectedFeeds(corpus);
  const found = await Promise.all(
    files.map(async (file) => shortcomingsOf(file, await readItems(file), expected.get(file.feed) ?? [])),
  );
  return found.flat();
}

function shortcomingsOf(
  { path }: FeedFile,
  items: readonly Item[] | undefined,
  posts: readonly SamplePost[],
): string[] {
  if (items === undefined) return [`${path} is missing or can not be read`];
  if (items.length !== posts.length) return [`${path} has ${items.length} items instead of ${posts.length}`];
  return posts.flatMap((post, index) => {
    const item = items[index];
    if (item?.title !== post.title)
      return [`${path}: item ${index + 1} is “${item?.title}”, not “${post.title}”`];
    const part = letters(item.content) / letters(post.body.join('').replaceAll(/\]\([^)]*\)/g, ''));
    return part >= LEAST ? [] : [`${path}: item ${index + 1} has ${Math.round(part * 100)} % of the text`];
  });
}

/** Letters of Japanese text: mark-up, escapes and white space do not count. */
function letters(text: string): number {
  return text.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu)?.length ?? 0;
}

const readers: Readonly<Record<Format, (text: string) => Item[]>> = {
  rss: (text) =>
    (parseRssFeed(text).items ?? []).map((item) => ({
      title: item.title ?? '',
      content: item.content?.encoded ?? item.description ?? '',
    })),
  atom: (text) =>
    (parseAtomFeed(text).entries ?? []).map((entry) => ({
      title: entry.title?.value ?? '',
      content: entry.content?.value ?? '',
    })),
  json: (text) =>
    (parseJsonFeed(text).items ?? []).map((item) => ({
      title: item.title ?? '',
      content: item.content_html ?? '',
    })),
};

async function readItems({ path, format }: FeedFile): Promise<Item[] | undefined> {
  try {
    return readers[format](await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
