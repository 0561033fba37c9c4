/**
 * What `check --fix` writes into a post: the repairs that readers get anyway, in the file itself. Only the lines that a
 * rule repairs change: front matter, line ends and everything else stay byte for byte.
 */
import type { RuleCode } from '../../problem.ts';
import { joinBlocks, splitBlocks } from '../blocks.ts';
import { parseHead } from '../head/front-matter/front-matter.ts';
import { wholeTitle } from '../rules/claims/pipeline-title.ts';
import type { RuleContext } from '../rules/rule.ts';
import { repairBody } from '../rules/table.ts';
import { markersOf } from '../severity.ts';
import { changesBetween, type LineChange } from './line-diff.ts';

/**
 * Rules whose repair is what an author would write. Jekyll's tags are not among them, because the site runs them; and a
 * fault that is only named has no repair.
 */
export const fixable: ReadonlySet<RuleCode> = new Set<RuleCode>([
  'post-title-cut',
  'post-replacement-character',
  'post-wrapping',
  'post-citation-mark',
  'post-marker',
  'post-flattened',
  'post-paragraph-heading',
  'post-run-in-heading',
  'post-bold-heading',
  'post-meta-talk',
  'post-repeated-title',
  'post-repeated-paragraph',
  'post-repeated-passage',
  'post-repeated-sentence',
  'post-repeated-heading',
  'post-empty-heading',
  'post-cut-joined',
  'post-cut-restarted',
  'post-cut-open',
  'post-leading-dots',
  'post-cut-link',
  'post-doubled-letters',
  'post-stray-emphasis',
]);

export type Fix = {
  readonly text: string;
  /** The lines of the old text that changed, without their line ends. */
  readonly changes: readonly LineChange[];
};

/** A repair of the title may make a repair of the text possible, so both are tried this many times. */
const ROUNDS = 5;

/**
 * @param raw the whole file, with its own line ends and byte order mark
 * @returns `undefined` if there is nothing to fix
 */
export function fixText(raw: string, context: RuleContext): Fix | undefined {
  const lines = linesOf(raw);
  const old = lines.map(({ text }) => text);
  let next = old.join('\n');
  for (let round = 0; round < ROUNDS; round += 1) {
    const fixed = fixOnce(next, context);
    if (fixed === next) break;
    next = fixed;
  }
  const changes = changesBetween(old, next.split('\n'));
  return changes.length === 0 ? undefined : { text: applyChanges(lines, changes), changes };
}

function fixOnce(text: string, context: RuleContext): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const plain = text.slice(mark.length);
  const head = parseHead(plain, markersOf(context.settings));
  if (!('data' in head)) return text;
  const body = plain.slice(head.bodyStart);
  const end = body.slice(body.trimEnd().length);
  const blocks = splitBlocks(body.trimEnd(), head.end + 1);
  const title = context.on('post-title-cut') ? wholeTitle(titleIn(head.data['title']), blocks) : undefined;
  const old = plain.slice(0, head.bodyStart);
  const front = withTitle(old, title);
  const on: RuleContext['on'] = (code) => fixable.has(code) && context.on(code);
  const repaired = repairBody(
    blocks,
    { ...context, title: front === old ? context.title : (title ?? context.title), on },
    { clean: false },
  );
  return `${mark}${front}${joinBlocks(repaired.blocks)}${end}`;
}

function titleIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Replaces a title in double quotes on one line, if the new one needs no escape; other titles stay. */
function withTitle(front: string, title: string | undefined): string {
  if (title === undefined || /["\\]/.test(title)) return front;
  return front.replace(/^(title:[ \t]*)"[^"\\\n]*"/m, (_, key: string) => `${key}"${title}"`);
}

type Line = { readonly text: string; readonly end: string };

function linesOf(raw: string): Line[] {
  const parts = raw.split(/(\r\n|\r|\n)/);
  return Array.from({ length: (parts.length + 1) / 2 }, (_, index) => ({
    text: parts[2 * index] ?? '',
    end: parts[2 * index + 1] ?? '',
  }));
}

/** New lines end like the line before them. */
function applyChanges(lines: readonly Line[], changes: readonly LineChange[]): string {
  const usual = lines[0]?.end || '\n';
  let made = '';
  let at = 0;
  for (const { from, to, lines: put } of changes) {
    made += lines
      .slice(at, from)
      .map(({ text, end }) => text + end)
      .join('');
    const last = to === lines.length;
    made += put.map((text, index) => text + (last && index === put.length - 1 ? '' : usual)).join('');
    at = to;
  }
  return (
    made +
    lines
      .slice(at)
      .map(({ text, end }) => text + end)
      .join('')
  );
}
