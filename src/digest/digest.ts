/**
 * A digest: every post of one period, as readers are shown it. Data for the templates, nothing rendered:
 * what stands in it is kept with the mail, so that every edition is made from what was approved.
 */
import type { Article } from '../posts/post.ts';
import type { Period } from '../time.ts';
import { defuse } from './escape-slots.ts';

export type Digest = {
  /** `2025-W45`, `2025-11-07` or `2025-11`. */
  readonly id: string;
  readonly period: Period;
  /** All posts of the period, newest first. */
  readonly items: readonly Item[];
};

/** A post as a digest shows it. All plain text, without anything that a template or a slot could mistake. */
export type Item = {
  readonly title: string;
  readonly url: string;
  /** One paragraph; may be empty. */
  readonly excerpt: string;
  readonly author: string;
  readonly published: Date;
  readonly readingMinutes: number;
  /** The cover: an absolute URL. */
  readonly image: string | undefined;
  /** Names, as the post writes them. */
  readonly categories: readonly string[];
  /** `featured: true` or `pin: true` in the front matter: asks to be the lead. */
  readonly featured: boolean;
  /** `points:` in the front matter: what the editors want said in three lines when this post leads. */
  readonly points: readonly string[];
};

/** @param articles the posts of the period, in the order of the collection: newest first */
export function makeDigest(period: Period, articles: readonly Article[]): Digest {
  return { id: period.id, period, items: articles.map(itemOf) };
}

function itemOf({ post, excerpt, readingMinutes }: Article): Item {
  const { featured, pin, points } = post.frontMatter;
  return {
    title: defuse(post.title),
    url: withoutBraces(post.url),
    excerpt: defuse(excerpt),
    author: defuse(post.authors.join('、')),
    published: post.published,
    readingMinutes,
    image: post.image === undefined ? undefined : withoutBraces(post.image),
    categories: post.categories.map(defuse),
    featured: isYes(featured) || isYes(pin),
    points: Array.isArray(points) ? points.filter((point) => typeof point === 'string').map(defuse) : [],
  };
}

/** A URL in which nothing looks like a template tag: braces belong into none (RFC 3986, 2). */
function withoutBraces(url: string): string {
  return url.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

/** What YAML 1.1 calls true; the front matter reader leaves words as they are written. */
function isYes(value: unknown): boolean {
  return typeof value === 'string' && /^(true|yes|on)$/i.test(value.trim());
}
