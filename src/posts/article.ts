/**
 * From the text of a file to an `Article`: cleaned, repaired, rendered, sanitised. A pure function of the
 * text, the post and the settings, so that a cache may stand before it.
 */
import type { Settings } from '../settings.ts';
import { type Block, joinBlocks, splitBlocks } from './blocks.ts';
import { boldLinesToHeadings } from './bold-heading.ts';
import { cleanText, normalizeLineEnds, REPLACEMENT } from './clean.ts';
import { closeUpEmphasis } from './emphasis.ts';
import { excerptOf, readingMinutes } from './excerpt.ts';
import { restoreLines } from './flattened.ts';
import { parseHead } from './front-matter.ts';
import { lastUpTo } from './lines.ts';
import type { Mapped } from './mapped.ts';
import { renderMarkdown } from './markdown.ts';
import { dropMarkers } from './markers.ts';
import { plainText } from './plain.ts';
import type { Article, Post } from './post.ts';
import { prepareBody, type UrlOf } from './prepare.ts';
import type { Mend, Mended } from './repair.ts';
import { dropRepeatedParagraphs } from './repeated-paragraph.ts';
import { dropRepeatedTitle } from './repeated-title.ts';
import { dropReplacements } from './replacement.ts';
import { sanitize } from './sanitize.ts';

/**
 * @param source the whole file, in any line ends
 * @param urlOf the URL of another post, by the name that `post_url` and `link` use
 * @throws ProblemError (post-liquid)
 */
export function renderArticle(
  source: string,
  post: Post,
  settings: Settings,
  urlOf: UrlOf = () => undefined,
): Article {
  const text = normalizeLineEnds(source);
  const { repairs } = settings.cleaning;
  const head = parseHead(text, repairs.marker ? settings.cleaning.markers : []);
  const found = 'data' in head;
  const written = { text: found ? text.slice(head.bodyStart) : text, line: found ? head.end + 1 : 1 };
  const prepared = prepareBody(written, post, settings, urlOf);
  const isHtml = /\.html$/i.test(post.file);
  const body = isHtml ? [] : blocksOf(prepared);
  const { blocks, mends } = repairBody(body, post.title, settings);
  const { html: safe, strays } = isHtml
    ? { html: sanitize(prepared.text, post.url), strays: [] }
    : renderMarkdown(joinBlocks(blocks), post.url, repairs.strayEmphasis);
  const html = cleanHtml(safe, repairs.replacementCharacter).trim();
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
    repairs: [...mends, ...prepared.mends, ...strayMends(blocks, strays), ...emptyMends(html, written.line)]
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ code, message, line, column }) => ({ code, message, at: { file: post.file, line, column } })),
  };
}

/** The blocks of the body, each with its line in the file. */
function blocksOf({ text, lines }: Mapped): Block[] {
  return splitBlocks(text, 1).map((block) => ({ ...block, line: lines[block.line - 1] ?? 1 }));
}

/** A post of which readers would see nothing is published, as Jekyll does, and named. */
function emptyMends(html: string, line: number): Mend[] {
  if (/<(?:img|audio|video|hr)\b/.test(html) || plainText(html) !== '') return [];
  return [
    { code: 'post-empty', message: 'Nothing is left of the body once it is rendered.', line, column: 1 },
  ];
}

/** What may not stand in text can come back as an entity (`&#xFFFE;`), which only rendering reads. */
function cleanHtml(html: string, dropReplacement: boolean): string {
  const clean = cleanText(html);
  return dropReplacement ? clean.replaceAll(REPLACEMENT, '') : clean;
}

/** The repairs in their order: each works on what the one before it left. */
function repairBody(body: readonly Block[], title: string, { cleaning }: Settings): Mended {
  const { markers, repairs: on } = cleaning;
  const steps: readonly (false | ((blocks: readonly Block[]) => Mended))[] = [
    on.replacementCharacter && dropReplacements,
    (blocks) => ({ blocks: blocks.map((block) => ({ ...block, text: cleanText(block.text) })), mends: [] }),
    on.flattened && restoreLines,
    on.marker && ((blocks) => dropMarkers(blocks, markers, on.repeatedTitle ? title : undefined)),
    on.repeatedTitle && ((blocks) => dropRepeatedTitle(blocks, title)),
    on.repeatedParagraph && dropRepeatedParagraphs,
    on.strayEmphasis && closeUpEmphasis,
    on.boldHeading && boldLinesToHeadings,
  ];
  const mends: Mend[] = [];
  let blocks = body;
  for (const step of steps) {
    if (step === false) continue;
    const mended = step(blocks);
    blocks = mended.blocks;
    mends.push(...mended.mends);
  }
  return { blocks, mends };
}

/** @param lines of the repaired text, from 1 */
function strayMends(blocks: readonly Block[], lines: readonly number[]): Mend[] {
  let end = 1;
  const spans = blocks.map(({ gap, text }) => {
    const begin = end + gap.split('\n').length - 1;
    end = begin + text.split('\n').length - 1;
    return { begin, end };
  });
  const ends = spans.map((span) => span.end);
  return lines.map((line) => {
    const index = lastUpTo(ends, line - 1) + 1;
    const block = blocks[index] ?? blocks.at(-1);
    return stray((block?.line ?? 1) + Math.max(0, line - (spans[index]?.begin ?? line)));
  });
}

function stray(line: number): Mend {
  return { code: 'post-stray-emphasis', message: 'A `**` without a partner is dropped.', line, column: 1 };
}
