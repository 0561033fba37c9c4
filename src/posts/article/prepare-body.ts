/**
 * What happens to a body before it is read as Markdown: it is cleaned, its Liquid runs, and kramdown's tags are
 * removed. If Liquid asks for something unknown, the post is refused, or cut to the paragraphs before that place.
 */
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { cleanText } from '../clean-text.ts';
import { type Translated, translateMarks } from '../generator-marks/generator-marks.ts';
import { textOf } from '../head/fields.ts';
import { TAG_HINT } from '../liquid/faults.ts';
import { hasLiquid, type LiquidResult, runLiquid } from '../liquid/liquid.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import { type Mapped, unchanged } from '../mapped-lines.ts';
import { dropExtensions } from '../markdown/kramdown/kramdown-tags.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { dropLineNumbers } from '../markdown/numbered-code.ts';
import type { Post } from '../post.ts';
import type { Mend } from '../repair.ts';
import { UNKNOWN_ADDRESS } from '../unknown-address.ts';

/** The values of its head that a body may use. */
export type LiquidPage = Pick<
  Post,
  'file' | 'title' | 'excerpt' | 'frontMatter' | 'url' | 'slug' | 'path' | 'published' | 'categories' | 'tags'
>;

export type Prepared = Mapped & { readonly mends: readonly Mend[] };

/**
 * @param written the body, and its line in the file
 * @throws ProblemError (post-liquid)
 */
export function prepareBody(
  written: { readonly text: string; readonly line: number },
  post: LiquidPage,
  settings: Settings,
  files: OtherFiles,
): Prepared {
  const source = cleanText(written.text);
  const { site } = settings;
  if (site.generator !== 'jekyll') return prepareForeign(source, written.line, post, settings, files);
  if (!runsLiquid(source, post)) return { ...withoutMarks(unchanged(source, written.line)), mends: [] };
  return runBody(source, written.line, post, settings, files);
}

/** The body of a post of another generator than Jekyll: first its own marks, then Liquid where it has Liquid's. */
function prepareForeign(
  source: string,
  line: number,
  post: LiquidPage,
  settings: Settings,
  files: OtherFiles,
): Prepared {
  const { generator, unresolved } = settings.site;
  const page = { url: post.url, urlOf: files.urlOf };
  const marks = translateMarks(unchanged(source, line), post.file, generator, page);
  const left = marks.leftOut.map(
    ({ isAddress, ...one }): Mend => ({ code: isAddress === true ? 'post-address' : 'post-include', ...one }),
  );
  const unknown = marks.missing.map((one) => ({ ...one, hint: TAG_HINT }));
  if (unknown.length > 0) {
    if (unresolved === 'error') throw new ProblemError(problemsOf({ unknown }, post.file));
    return { ...beginning(source, line, { unknown }, post), mends: cutMends({ unknown }) };
  }
  if (!runsLiquid(marks.text, post))
    return { ...withoutMarks(marks), mends: [...left, ...addressMends(marks)] };
  return movedBack(() => runBody(marks.text, 1, post, settings, files), marks, left);
}

/** Changes the lines of a translated text to those of the file. */
function movedBack(run: () => Prepared, { lines }: Translated, left: readonly Mend[]): Prepared {
  const lineOf = (line: number) => lines[line - 1] ?? lines.at(-1) ?? line;
  try {
    const made = run();
    const mends = made.mends.map((mend) => ({ ...mend, line: lineOf(mend.line) }));
    return { text: made.text, lines: made.lines.map(lineOf), mends: [...left, ...mends] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problems = error.problems.map((one) =>
      one.at?.line === undefined ? one : { ...one, at: { ...one.at, line: lineOf(one.at.line) } },
    );
    throw new ProblemError(problems, { cause: error });
  }
}

/** The body after its Liquid has run. */
function runBody(
  source: string,
  line: number,
  post: LiquidPage,
  settings: Settings,
  files: OtherFiles,
): Prepared {
  const { site } = settings;
  const html = (text: string) => renderMarkdown(text, post.url, false, site.kramdown).html;
  const run = runLiquid(source, line, {
    site,
    page: post,
    frontMatter: post.frontMatter,
    files,
    html,
  });
  if (run.unknown.length > 0 && site.unresolved === 'error')
    throw new ProblemError(problemsOf(run, post.file));
  const whole = run.unknown.length > 0 ? beginning(source, line, run, post) : run;
  const left = run.leftOut.map((one): Mend => ({ code: 'post-include', ...one }));
  const slips = run.slips.map((one): Mend => ({ code: 'post-liquid-slip', ...one }));
  return { ...withoutMarks(whole), mends: [...cutMends(run), ...slips, ...left, ...addressMends(whole)] };
}

/** Without what has a meaning for kramdown or a page alone. */
function withoutMarks(source: Mapped): Mapped {
  return dropExtensions(dropLineNumbers(source));
}

/** Whether a body has Liquid that is run: `render_with_liquid: false` in the front matter leaves it as text, as in Jekyll 4. */
export function runsLiquid(text: string, { frontMatter }: Pick<LiquidPage, 'frontMatter'>): boolean {
  return hasLiquid(text) && !/^(?:false|no|off)$/i.test(textOf(frontMatter, 'render_with_liquid') ?? '');
}

function problemsOf({ unknown }: Pick<LiquidResult, 'unknown'>, file: string) {
  return unknown.map(({ message, hint, line, column }) => ({
    code: 'post-liquid' as const,
    message,
    hint,
    at: { file, line, column },
  }));
}

/** The paragraphs before the first one that has any Liquid, and a link to the whole post. */
function beginning(
  source: string,
  line: number,
  { unknown }: Pick<LiquidResult, 'unknown'>,
  { title, url, excerpt }: LiquidPage,
): Mapped {
  const first = Math.min(...unknown.map((one) => one.line)) - line;
  const lines = source.split('\n').slice(0, Math.max(0, first));
  const tag = lines.findIndex(hasLiquid);
  const kept = tag < 0 ? lines : lines.slice(0, tag);
  const blank = kept.findLastIndex((text) => text.trim() === '');
  const whole = kept.slice(0, blank + 1).join('\n');
  const words = escaped(title);
  const text = `${whole.trim() === '' ? escaped(excerpt ?? '') : whole.trimEnd()}\n\n[${words}](<${url}>)\n`;
  return { text, lines: text.split('\n').map((_, index) => line + index) };
}

/** Plain text as Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\[\]<>*_`&$]/g, '\\$&');
}

function cutMends({ unknown }: Pick<LiquidResult, 'unknown'>): Mend[] {
  return unknown.map(({ message, line, column }) => ({
    code: 'post-excerpted',
    message: `${message} Readers get the beginning of the post and its link.`,
    line,
    column,
  }));
}

function addressMends({ text, lines }: Mapped): Mend[] {
  if (!text.includes(UNKNOWN_ADDRESS)) return [];
  return text.split('\n').flatMap((line, index) =>
    line.includes(UNKNOWN_ADDRESS)
      ? [
          {
            code: 'post-address' as const,
            message: 'A link leads to a page that is not known here; its words stay, the link goes.',
            line: lines[index] ?? 1,
            column: 1,
          },
        ]
      : [],
  );
}
