/**
 * The marks that a generator has beside Markdown, as readers of its pages see them. For Jekyll nothing is done here: its
 * marks are Liquid's.
 */
import type { GeneratorName } from '../../settings/generators.ts';
import { codeSpans } from '../code-spans.ts';
import { placesIn } from '../line-numbers.ts';
import { type Mapped, replaceSpans } from '../mapped-lines.ts';
import { withoutBoxes } from './boxes.ts';
import { builtPictures, pelicanAddresses } from './built-pictures.ts';
import { hatenaChanges } from './hatena-marks.ts';
import { hexoMarks, ownTags } from './hexo-tags.ts';
import { hugoMarks } from './hugo-shortcodes.ts';
import { apart, type MarkPage, type Marks } from './marks.ts';
import { mdxChanges } from './mdx-lines.ts';
import { embedChanges } from './service-embeds.ts';
import { zolaMarks } from './zola-shortcodes.ts';

type Told = {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly isAddress?: true;
};

export type Translated = Mapped & {
  /** Left out, and not missed in a sentence. */
  readonly leftOut: readonly Told[];
  /** A sentence has a hole without it. */
  readonly missing: readonly Told[];
};

const BOXES: ReadonlySet<GeneratorName> = new Set(['docusaurus', 'qiita', 'quarto', 'vitepress', 'zenn']);
/** Their `.md` is MDX, too. */
const MDX: ReadonlySet<GeneratorName> = new Set(['docusaurus', 'nextjs']);
const NONE: Marks = { changes: [], unknown: [] };

/** @param source a cleaned body */
export function translateMarks(
  source: Mapped,
  file: string,
  generator: GeneratorName,
  page: MarkPage,
): Translated {
  if (generator === 'jekyll') return { ...source, leftOut: [], missing: [] };
  const { text } = source;
  const { changes, unknown } = marksOf(text, generator, page);
  const placeOf = placesIn(text, source.lines[0] ?? 1);
  const told = unknown.map(({ at, ...one }) => ({ ...one, ...placeOf(at) }));
  const changed = replaceSpans(source, changes);
  const isMdx = /\.mdx$/i.test(file) || MDX.has(generator);
  const plain = isMdx ? replaceSpans(changed, mdxChanges(changed.text)) : changed;
  return {
    ...(BOXES.has(generator) ? withoutBoxes(plain) : plain),
    leftOut: told.filter(({ isNeeded }) => !isNeeded).map(said),
    missing: told.filter(({ isNeeded }) => isNeeded).map(said),
  };
}

function said({ message, line, column, isAddress }: Told): Told {
  return { message, line, column, ...(isAddress === true ? { isAddress } : {}) };
}

function marksOf(text: string, generator: GeneratorName, page: MarkPage): Marks {
  const hasTags = /\{\{|\{%/.test(text);
  const code = codeSpans(text);
  if (generator === 'hugo') return hasTags ? hugoMarks(text, page, code) : NONE;
  if (generator === 'zola') return hasTags || text.includes('@/') ? zolaMarks(text, page, code) : NONE;
  if (generator === 'hexo') return hasTags ? hexoMarks(text, page, code) : NONE;
  if (generator === 'eleventy') return hasTags ? ownTags(text, code) : NONE;
  if (generator === 'hatena') return { changes: hatenaChanges(text, code), unknown: [] };
  if (generator === 'pelican') return { changes: pelicanAddresses(text, page, code), unknown: [] };
  const { changes, unknown } = builtPictures(text, generator, page, code);
  const embeds = generator === 'zenn' || generator === 'qiita' ? embedChanges(text, code) : [];
  return { changes: apart([...changes, ...embeds]), unknown };
}
