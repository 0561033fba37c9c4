/**
 * A digest: the posts of one period as readers see them, and the decisions of its editor. It is data for the templates,
 * not rendered. It is stored with the mail, so that every edition is made from what was approved. Optional fields are
 * missing in digests of an earlier version.
 */
import { localeOf } from '../locale/locale.ts';
import type { Period } from '../period.ts';
import { EXCERPT_LENGTH, excerptOf, saidAfter } from '../posts/article/excerpt.ts';
import { minutesByWords } from '../posts/article/reading-minutes.ts';
import { textOf } from '../posts/head/fields.ts';
import type { Article, FrontMatter, Post } from '../posts/post.ts';
import type { Pair } from '../posts/rules/same-event/told-twice.ts';
import { type IssueNote, isYes } from './note/issue-note.ts';
import type { NotePosts } from './note/note-posts.ts';
import { tellingsOf } from './same-story.ts';
import { defuse, withoutBraces } from './text/escape-slots.ts';
import { afterTelling, tellingOf } from './text/telling-sentence.ts';

export type Digest = {
  /** `2025-W45`, `2025-11-07` or `2025-11`. */
  readonly id: string;
  readonly period: Period;
  /** All posts of the period except those that the note leaves out, newest first. */
  readonly items: readonly Item[];
  readonly note?: IssueNote;
};

/** A post as a digest shows it. All texts are plain, and hold nothing that looks like a template tag or a slot. */
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
  /** `featured: true` or `pin: true` in the front matter: the post asks to be the lead. */
  readonly featured: boolean;
  /** `points:` in the front matter: three lines that the mail shows if this post is the lead. */
  readonly points: readonly string[];
  readonly tags?: readonly string[];
  /** The other posts of the period that tell the same event, by their URLs (same-story.ts). */
  readonly tells?: readonly string[];
  /** One sentence of the post that shows why to open it; empty if there is none. */
  readonly telling?: string;
  /** The sentences after the telling one, shown below it. They never repeat its words. */
  readonly opening?: string;
  /** A description of the picture, for people who do not see it; empty if the post has none. */
  readonly imageAlt?: string;
  /** `figure:` in the front matter: the post asks to give the number of the week. */
  readonly figure?: { readonly value: string; readonly text: string };
  /** `quote:` in the front matter: the post asks to give the quote of the week. */
  readonly quote?: { readonly text: string; readonly by: string };
};

/** What a digest is made with, besides its posts. */
export type DigestMaking = {
  /** Of the site. */
  readonly language: string;
  /** The posts that are alike, as pairs of places in the list of posts. */
  readonly pairs?: readonly Pair[];
  readonly note?: IssueNote | undefined;
  /** What the note says about posts. */
  readonly words?: NotePosts['words'] | undefined;
};

/** @param articles the posts of the period that are shown, newest first */
export function makeDigest(
  period: Period,
  articles: readonly Article[],
  { language, pairs = [], note, words }: DigestMaking,
): Digest {
  const tellings = tellingsOf(articles.length, pairs);
  const items = articles.map((article, index): Item => {
    const others = (tellings[index] ?? []).flatMap((other) => articles[other]?.post.url ?? []);
    const item = itemOf(article, language, words?.get(article.post));
    return { ...item, tells: others.map(withoutBraces) };
  });
  return { id: period.id, period, items, ...(note === undefined ? {} : { note }) };
}

/** What the note says about a post, instead of the post's own words. */
type Words = { readonly title: string | undefined; readonly excerpt: string | undefined };

function itemOf(article: Article, language: string, words: Words | undefined): Item {
  const { post } = article;
  const { featured, pin, points } = post.frontMatter;
  const excerpt = words?.excerpt ?? article.excerpt;
  const telling = tellingOf(excerpt, words?.title ?? post.title);
  const picture = defuse(alternativeOf(post.frontMatter));
  return {
    title: defuse(words?.title ?? post.title),
    url: withoutBraces(post.url),
    excerpt: defuse(excerpt),
    author: defuse(post.authors.join(localeOf(language).mail.comma)),
    published: post.published,
    readingMinutes: minutesByWords(article),
    image: post.image === undefined ? undefined : withoutBraces(post.image),
    categories: post.categories.map(defuse),
    featured: isYes(featured) || isYes(pin),
    points: Array.isArray(points) ? points.filter((point) => typeof point === 'string').map(defuse) : [],
    tags: post.tags.map(defuse),
    telling: defuse(telling),
    opening: defuse(openingOf(article, excerpt, telling)),
    ...(picture === '' ? {} : { imageAlt: picture }),
    ...askedFigure(post),
    ...askedQuote(post),
  };
}

/**
 * The rest of the excerpt. If the author wrote only one sentence, the beginning of the post, or what follows that
 * sentence in the post.
 */
function openingOf(article: Article, excerpt: string, telling: string): string {
  const rest = afterTelling(excerpt, telling);
  if (rest.length > EXCERPT_LENGTH / 4) return rest;
  const body = excerptOf(article.html, article.post.title).replace(BETWEEN_SENTENCES, '');
  if (telling === '' || !body.includes(telling)) return body;
  return rest === '' ? saidAfter(article.html, telling).replace(BETWEEN_SENTENCES, '') : rest;
}

/** A blank between two Japanese sentences: it comes from the end of a paragraph, and Japanese needs none. */
const BETWEEN_SENTENCES =
  /(?<=[。！？」』）])\s+(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（])/gu;

/** As themes for Jekyll write it: `image: { path: …, alt: … }`, or `image_alt:`. */
function alternativeOf(data: FrontMatter): string {
  const { image } = data;
  const map = typeof image === 'object' && !Array.isArray(image) ? (image as FrontMatter) : {}; // it is neither a list nor a text
  return textOf(map, 'alt', 'caption') ?? textOf(data, 'image_alt', 'imageAlt') ?? '';
}

/** `figure: { value: 8億円, text: … }`, or `figure: 8億円`; then the telling sentence explains the number. */
function askedFigure({ frontMatter }: Post): Pick<Item, 'figure'> {
  const map = mapOf(frontMatter, 'figure', 'value');
  const value = textOf(map, 'value');
  return value === undefined
    ? {}
    : { figure: { value: defuse(value), text: defuse(textOf(map, 'text') ?? '') } };
}

/** `quote: { text: …, by: … }`, or `quote: …`. */
function askedQuote({ frontMatter }: Post): Pick<Item, 'quote'> {
  const map = mapOf(frontMatter, 'quote', 'text');
  const text = textOf(map, 'text');
  return text === undefined ? {} : { quote: { text: defuse(text), by: defuse(textOf(map, 'by') ?? '') } };
}

/** A field that is a map, or one text that counts as the part `part` of it. */
function mapOf(data: FrontMatter, key: string, part: string): FrontMatter {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  if (typeof value === 'string') return { [part]: value };
  return value === undefined || Array.isArray(value) ? {} : (value as FrontMatter); // it is neither a text nor a list
}
