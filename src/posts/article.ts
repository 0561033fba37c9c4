/** From the text of a file to an `Article`: cleaned, repaired, rendered, sanitised. Pure. */
import type { Settings } from '../settings.ts';
import { cleanText, normalizeLineEnds } from './clean.ts';
import { excerptOf, readingMinutes } from './excerpt.ts';
import { parseHead } from './front-matter.ts';
import { renderMarkdown } from './markdown.ts';
import { plainText } from './plain.ts';
import type { Article, Post } from './post.ts';
import { sanitize } from './sanitize.ts';

/** @param source the whole file */
export function renderArticle(source: string, post: Post, settings: Settings): Article {
  const text = normalizeLineEnds(source);
  const head = parseHead(text, settings.cleaning.repairs.marker ? settings.cleaning.markers : []);
  const body = 'data' in head ? text.slice(head.bodyStart) : text;
  const html = sanitize(renderMarkdown(cleanText(body)), post.url).trim();
  const plain = plainText(html);
  return {
    post,
    html,
    text: plain,
    excerpt: post.excerpt ?? excerptOf(plain),
    readingMinutes: post.readingMinutes ?? readingMinutes(plain),
    repairs: [],
  };
}
