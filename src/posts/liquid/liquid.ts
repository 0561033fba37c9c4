/**
 * Liquid in posts, which Jekyll runs before Markdown. LiquidJS runs it here, with Jekyll's tags and filters as data:
 * no file is read, and time and memory are bounded. What is not known here (`site.data`, an include) is
 * reported; what Jekyll could not run is left alone inside code.
 */
import type { Context, Liquid, LiquidError, Template } from 'liquidjs';
import { nearestName } from '../../problem.ts';
import { codeSpans, type Span } from '../code-spans.ts';
import { lastUpTo, lineStarts } from '../line-numbers.ts';
import { joinPieces, type Mapped, type MappedPiece, unchanged } from '../mapped-lines.ts';
import type { FrontMatter, FrontMatterValue } from '../post.ts';
import { liquidjs } from './liquidjs.ts';
import { type LiquidScope, scopeOf } from './scope.ts';
import {
  BRACE,
  type ReportUnknown,
  TAG_HINT,
  type TagListeners,
  UNKNOWN_ADDRESS,
  unshielded,
  useJekyllTags,
} from './tags.ts';
import { addressesOf, jekyllFilters } from './words.ts';

/** Something that Liquid asks for and nobody here knows. */
export type Unknown = { readonly message: string; readonly hint: string; readonly line: number };

export type LiquidResult = Mapped & {
  readonly unknown: readonly Unknown[];
  /** Includes that stood alone between blank lines, so that no sentence misses them. */
  readonly leftOut: readonly Pick<Unknown, 'message' | 'line'>[];
};

/** Whether there is anything to run. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * Runs the Liquid of a body.
 *
 * @param source a cleaned body @param firstLine its line in the file
 */
export function runLiquid(source: string, firstLine: number, known: LiquidScope): LiquidResult {
  if (!hasLiquid(source)) return { ...unchanged(source, firstLine), unknown: [], leftOut: [] };
  const first = attempt(source, firstLine, known);
  if (first.unknown.length === 0) return first;
  const spans = codeSpans(source).filter(({ from, to }) => shields(source.slice(from, to)));
  if (spans.length === 0) return first;
  const run = attempt(shielded(source, spans), firstLine, known);
  return { ...run, text: unshielded(run.text) };
}

/** Runs a text of one line, such as a value of the front matter. @returns `undefined` where something is not known */
export function runLine(text: string, known: LiquidScope): string | undefined {
  const { text: made, unknown, leftOut } = attempt(text, 1, known);
  const isWhole = unknown.length === 0 && leftOut.length === 0 && !made.includes(UNKNOWN_ADDRESS);
  return isWhole ? made : undefined;
}

/**
 * The values of a front matter, with the Liquid run in those where all is known; any other stays as it is. A path that
 * begins with `site.baseurl` then becomes an address, because the site is put before paths that have none.
 */
export function runFrontMatter(known: LiquidScope): FrontMatter {
  const { url, baseurl } = addressesOf(known.site.url);
  return mapTexts(known.frontMatter, (text) => {
    const made = hasLiquid(text) ? (runLine(text, known) ?? text) : text;
    return made !== text && baseurl !== '' && made.startsWith(`${baseurl}/`) ? url + made : made;
  });
}

function mapTexts(map: FrontMatter, change: (text: string) => string): FrontMatter {
  const of = (value: FrontMatterValue): FrontMatterValue => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(of);
    return mapTexts(value as FrontMatter, change); // no text and no list: a map
  };
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, of(value)]));
}

/** Code in which an author wrote `raw` is meant for Liquid. */
function shields(code: string): boolean {
  return /\{[{%]/.test(code) && !/\{%-?\s*(?:end)?raw\s*-?%\}/.test(code);
}

function shielded(source: string, spans: readonly Span[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { from, to } of spans) {
    parts.push(source.slice(at, from), source.slice(from, to).replace(/\{(?=[{%])/g, BRACE));
    at = to;
  }
  return parts.join('') + source.slice(at);
}

/** Letters and elements, as LiquidJS counts them, and ms: an article takes a thousandth. */
const MOST_MEMORY = 5_000_000;
const MOST_TIME = 5_000;
/** More faults of one post help nobody. */
const MOST_TOLD = 100;
/** Letters that a post may become. */
const MOST_TEXT = 2_000_000;

function attempt(source: string, firstLine: number, known: LiquidScope): LiquidResult {
  const lines = lineCounter(source, firstLine);
  const found: Unknown[] = [];
  const report = (message: string, hint: string, at: number) => {
    if (found.length < MOST_TOLD) found.push({ message, hint, line: lines(at) });
  };
  const { Context: Scope } = liquidjs();
  const leftOut: LiquidResult['leftOut'][number][] = [];
  const leaveOut: TagListeners['leaveOut'] = (name, at) =>
    leftOut.push({ message: `${name} is not known here, and left out.`, line: lines(at) });
  const engine = engineFor(source, known, { report, leaveOut });
  const pieces: MappedPiece[] = [];
  try {
    const scope = scopeOf(known, (name, others) =>
      report(`\`${name}\` is not known here.`, meant(name, others) + HINT, current),
    );
    const context = new Scope(scope, engine.options, { sync: true }, { liquid: engine });
    let current = 0;
    let size = 0;
    for (const template of engine.parse(source)) {
      if (found.length >= MOST_TOLD) break;
      const { begin, end, kind } = tokenOf(template);
      current = begin;
      const text = renderOne(engine, template, context, report);
      size += text.length;
      if (size > MOST_TEXT) throw new Error('more than two million letters');
      const isText = kind === 'text';
      const shift = isText && text !== '' ? source.slice(begin, end).indexOf(text) : 0;
      pieces.push({ text, line: lines(begin + Math.max(0, shift)), copied: isText });
    }
  } catch (error) {
    report(...faultOf(error, engine));
  }
  return { ...joinPieces(pieces), unknown: once(found), leftOut };
}

const HINT =
  "Write the value itself, or name it in the config (`site: { values: { … } }`); or publish such posts as excerpts: `site: { unresolved: 'excerpt' }`.";

function renderOne(engine: Liquid, template: Template, context: Context, report: ReportUnknown): string {
  try {
    return String(engine.renderSync([template], context));
  } catch (error) {
    report(...faultOf(error, engine));
    return '';
  }
}

function faultOf(error: unknown, engine: Liquid): [message: string, hint: string, at: number] {
  if (!(error instanceof Error)) throw error;
  const token = (error as Partial<LiquidError>).token; // LiquidJS gives its errors one
  const at = typeof token?.begin === 'number' ? token.begin : 0;
  const said = error.message.replace(/, (?:file|line):.*$/s, '');
  const name = /^undefined variable: (.+)$/.exec(said)?.[1];
  if (name !== undefined) return [`\`${name}\` is not known here.`, HINT, at];
  const filter = /^undefined filter: (.+)$/.exec(said)?.[1];
  if (filter !== undefined)
    return [`There is no filter \`${filter}\` here.`, meant(filter, Object.keys(engine.filters)) + HINT, at];
  const tag = /^tag "(.+?)" not found$/.exec(said)?.[1];
  if (tag !== undefined)
    return [
      `The tag \`{% ${tag} %}\` is not known here.`,
      meant(tag, Object.keys(engine.tags)) + TAG_HINT,
      at,
    ];
  return [`The Liquid can not be run: ${said.slice(0, 120)}.`, SYNTAX_HINT, at];
}

/** ``Did you mean `relative_url`? ``, where a name is a letter or two away. */
function meant(name: string, known: readonly string[]): string {
  const near = name.length < LEAST_NAME ? undefined : nearestName(name, known);
  return near === undefined ? '' : `Did you mean \`${near}\`? `;
}

/** Of a shorter name, many others are two letters away. */
const LEAST_NAME = 4;

const SYNTAX_HINT =
  'Mend the tag; where braces are meant as text, put `{% raw %}` before and `{% endraw %}` behind them.';

function once(found: readonly Unknown[]): Unknown[] {
  return [...new Map(found.map((one) => [`${one.line} ${one.message}`, one])).values()];
}

type TokenPlace = { readonly begin: number; readonly end: number; readonly kind: 'text' | 'tag' };

function tokenOf(template: Template): TokenPlace {
  const { token } = template;
  return { begin: token.begin, end: token.end, kind: 'str' in template ? 'text' : 'tag' };
}

/** The line of the file on which a place of the source stands. */
function lineCounter(source: string, firstLine: number): (at: number) => number {
  let starts: readonly number[] | undefined;
  return (at) => {
    starts ??= lineStarts(source);
    return firstLine + lastUpTo(starts, at);
  };
}

function engineFor(source: string, known: LiquidScope, told: TagListeners): Liquid {
  const { Liquid: Engine } = liquidjs();
  const engine = new Engine({
    templates: {},
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    timezoneOffset: known.site.timezone,
    renderLimit: MOST_TIME,
    memoryLimit: MOST_MEMORY,
  });
  const date = engine.filters['date'];
  const handler = typeof date === 'function' ? date : date?.handler;
  const addresses = addressesOf(known.site.url);
  const filters = jekyllFilters(addresses, function (this: unknown, value, format) {
    return handler?.call(this as never, value, format);
  });
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  useJekyllTags(engine, source, known.urlOf, told);
  return engine;
}
