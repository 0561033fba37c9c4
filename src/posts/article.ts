/**
 * From the text of a file to an `Article`: cleaned, repaired, rendered, sanitised. A pure function of the
 * text, the post and the settings, so that a cache may stand before it.
 */
import type { Settings } from '../settings.ts';
import { type Block, joinBlocks, splitBlocks } from './blocks.ts';
import { boldLinesToHeadings } from './bold-heading.ts';
import { cleanText, normalizeLineEnds } from './clean.ts';
import { closeUpEmphasis } from './emphasis.ts';
import { excerptOf, readingMinutes } from './excerpt.ts';
import { restoreLines } from './flattened.ts';
import { parseHead } from './front-matter.ts';
import { renderMarkdown } from './markdown.ts';
import { dropMarkers } from './markers.ts';
import { plainText } from './plain.ts';
import type { Article, Post } from './post.ts';
import type { Mend, Mended } from './repair.ts';
import { dropRepeatedParagraphs } from './repeated-paragraph.ts';
import { dropRepeatedTitle } from './repeated-title.ts';
import { dropReplacements } from './replacement.ts';
import { sanitize } from './sanitize.ts';
import { dropTemplateTags } from './template-tags.ts';

/** @param source the whole file, in any line ends */
export function renderArticle(source: string, post: Post, settings: Settings): Article {
  const text = normalizeLineEnds(source);
  const { repairs } = settings.cleaning;
  const head = parseHead(text, repairs.marker ? settings.cleaning.markers : []);
  const found = 'data' in head;
  const body = splitBlocks(found ? text.slice(head.bodyStart) : text, found ? head.end + 1 : 1);
  const { blocks, mends } = repairBody(body, post.title, settings);
  const { html: unsafe, strays } = renderMarkdown(joinBlocks(blocks), repairs.strayEmphasis);
  const html = sanitize(unsafe, post.url).trim();
  const plain = plainText(html);
  return {
    post,
    html,
    text: plain,
    excerpt: post.excerpt ?? excerptOf(html),
    readingMinutes: post.readingMinutes ?? readingMinutes(plain),
    repairs: [...mends, ...strays.map((line) => strayMend(blocks, line))]
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ code, message, line, column }) => ({ code, message, at: { file: post.file, line, column } })),
  };
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
    on.templateTag && dropTemplateTags,
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

/** @param line of the repaired text, from 1 */
function strayMend(blocks: readonly Block[], line: number): Mend {
  let begin = 1;
  for (const block of blocks) {
    begin += block.gap.split('\n').length - 1;
    const end = begin + block.text.split('\n').length - 1;
    if (line <= end) return stray(block.line + Math.max(0, line - begin));
    begin = end;
  }
  return stray(blocks.at(-1)?.line ?? 1);
}

function stray(line: number): Mend {
  return { code: 'post-stray-emphasis', message: 'A `**` without a partner is dropped.', line, column: 1 };
}
