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
import { renderMarkdown } from './markdown.ts';
import { dropMarkers } from './markers.ts';
import { plainText } from './plain.ts';
import type { Article, Post } from './post.ts';
import type { Mend, Mended } from './repair.ts';
import { dropRepeatedParagraphs } from './repeated-paragraph.ts';
import { dropRepeatedTitle } from './repeated-title.ts';
import { dropReplacements } from './replacement.ts';
import { dropTemplateTags } from './template-tags.ts';

/** @param source the whole file, in any line ends */
export function renderArticle(source: string, post: Post, settings: Settings): Article {
  const text = normalizeLineEnds(source);
  const { repairs } = settings.cleaning;
  const head = parseHead(text, repairs.marker ? settings.cleaning.markers : []);
  const found = 'data' in head;
  const body = splitBlocks(found ? text.slice(head.bodyStart) : text, found ? head.end + 1 : 1);
  const { blocks, mends } = repairBody(body, post.title, settings);
  const { html: safe, strays } = renderMarkdown(joinBlocks(blocks), post.url, repairs.strayEmphasis);
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
    repairs: [...mends, ...strayMends(blocks, strays)]
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ code, message, line, column }) => ({ code, message, at: { file: post.file, line, column } })),
  };
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
