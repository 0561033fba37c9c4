/**
 * From the text of a file to an `Article`: cleaned, repaired, rendered, sanitised. A pure function of the
 * text, the post and the settings, so that a cache may stand before it.
 */
import type { Settings } from '../settings.ts';
import { joinBlocks, splitBlocks } from './blocks.ts';
import { cleanText, normalizeLineEnds, REPLACEMENT } from './clean.ts';
import { excerptOf, readingMinutes } from './excerpt.ts';
import { parseHead } from './front-matter.ts';
import { renderMarkdown } from './markdown.ts';
import { plainText } from './plain.ts';
import type { Article, Post } from './post.ts';
import type { Scene } from './rules/rule.ts';
import { levelsFor, markersOf } from './rules/severity.ts';
import { repairBody } from './rules/table.ts';

/** @param source the whole file, in any line ends */
export function renderArticle(source: string, post: Post, settings: Settings): Article {
  const text = normalizeLineEnds(source);
  const head = parseHead(text, markersOf(settings));
  const found = 'data' in head;
  const body = splitBlocks(found ? text.slice(head.bodyStart) : text, found ? head.end + 1 : 1);
  const levelOf = levelsFor(post.frontMatter, settings);
  const { title, excerpt, frontMatter, published } = post;
  const on: Scene['on'] = (code) => levelOf(code) !== 'off';
  const { blocks, mends } = repairBody(body, { title, excerpt, frontMatter, published, settings, on });
  const { html: safe } = renderMarkdown(joinBlocks(blocks), post.url, on('post-stray-emphasis'));
  const html = cleanHtml(safe, on('post-replacement-character')).trim();
  let plain: string | undefined;
  const asText = () => (plain ??= plainText(html));
  return {
    post,
    html,
    get text() {
      return asText();
    },
    excerpt: post.excerpt ?? excerptOf(html),
    readingMinutes: post.readingMinutes ?? readingMinutes(asText()),
    repairs: mends
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ code, message, line, column }) => ({ code, message, at: { file: post.file, line, column } })),
  };
}

/** What may not stand in text can come back as an entity (`&#xFFFE;`), which only rendering reads. */
function cleanHtml(html: string, dropReplacement: boolean): string {
  const clean = cleanText(html);
  return dropReplacement ? clean.replaceAll(REPLACEMENT, '') : clean;
}
