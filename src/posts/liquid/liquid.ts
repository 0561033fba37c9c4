/**
 * Runs the Liquid in posts, as Jekyll does before Markdown. LiquidJS runs it, with Jekyll's tags and filters as data; it
 * gets files only through `OtherFiles`, and steps and memory are limited. Unknown names are reported; Liquid inside code
 * that Jekyll could not run is left alone.
 */
import { dirname } from 'node:path/posix';
import type { Context, Liquid, Template } from 'liquidjs';
import { codeSpans, type Span } from '../code-spans.ts';
import { showsSomething } from '../html-to-text.ts';
import { placesIn } from '../line-numbers.ts';
import { joinPieces, type Mapped, type MappedPiece, unchanged } from '../mapped-lines.ts';
import type { FrontMatter, FrontMatterValue } from '../post.ts';
import { UNKNOWN_ADDRESS } from '../unknown-address.ts';
import { namesFrom } from './assigned-names.ts';
import { faultOf, unknownName } from './faults.ts';
import { addressesOf, jekyllFilters } from './filters.ts';
import type { ReportUnknown, TagListeners } from './include-tag.ts';
import { forgiven, slipSaid } from './lax-markup.ts';
import { MOST_MEMORY, MOST_STEPS, MOST_TEXT, MOST_TOLD, stepLimit } from './limits.ts';
import { type LiquidFilter, liquidjs } from './liquidjs.ts';
import { type LiquidScope, scopeOf } from './scope.ts';
import { BRACE, unshielded, useJekyllTags } from './tags.ts';

/** A value that Liquid asks for and nobody here knows. */
export type Unknown = Told & { readonly hint: string };

/** What is said of a place in the post, from 1; the column is that of the tag. */
type Told = { readonly message: string; readonly line: number; readonly column: number };

export type LiquidResult = Mapped & {
  readonly unknown: readonly Unknown[];
  /** Includes that were alone between blank lines, which no sentence needs; and parameters of includes that are nothing. */
  readonly leftOut: readonly Told[];
  /** Tags with a slip that Jekyll forgives, and how they were read. */
  readonly slips: readonly Told[];
};

/** Whether there is anything to run. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * Runs the Liquid of a body.
 *
 * @param body a cleaned body
 * @param firstLine its line in the file
 */
export function runLiquid(body: string, firstLine: number, known: LiquidScope): LiquidResult {
  if (!hasLiquid(body)) return { ...unchanged(body, firstLine), unknown: [], leftOut: [], slips: [] };
  if (known.site.liquid === 'strict') return runMended(body, firstLine, known);
  const { text, slips } = forgiven(body, codeAt(body));
  const run = runMended(text, firstLine, known);
  if (slips.length === 0) return run;
  const placeOf = placesIn(body, firstLine);
  return {
    ...run,
    slips: slips.slice(0, MOST_TOLD).map((slip) => ({ message: slipSaid(slip), ...placeOf(slip.at) })),
  };
}

/** @returns whether a place is in code; it is asked from the beginning to the end, and code is looked for if it is asked */
function codeAt(body: string): (at: number) => boolean {
  let spans: readonly Span[] | undefined;
  let next = 0;
  return (at) => {
    spans ??= codeSpans(body);
    while ((spans[next]?.to ?? Infinity) <= at) next += 1;
    return (spans[next]?.from ?? Infinity) <= at;
  };
}

function runMended(source: string, firstLine: number, known: LiquidScope): LiquidResult {
  const first = attempt(source, firstLine, known);
  if (first.unknown.length === 0) return first;
  const spans = codeSpans(source).filter(({ from, to }) => shields(source.slice(from, to)));
  if (spans.length === 0) return first;
  const run = attempt(shielded(source, spans), firstLine, known);
  return { ...run, text: unshielded(run.text) };
}

/**
 * Runs a text of one line, such as a value of the front matter.
 * @returns `undefined` if something in it is unknown
 */
function runLine(text: string, known: LiquidScope): string | undefined {
  const { text: made, unknown, leftOut } = attempt(text, 1, known);
  const isWhole = unknown.length === 0 && leftOut.length === 0 && !made.includes(UNKNOWN_ADDRESS);
  return isWhole ? made : undefined;
}

/**
 * The values of a front matter after their Liquid has run. A value with something unknown stays as it is. A path that
 * begins with `site.baseurl` becomes an address, because other paths get the site put before them.
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
    return mapTexts(value as FrontMatter, change); // neither a text nor a list, so a map
  };
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, of(value)]));
}

/** Whether an author wrote `raw` in the code: then it is meant for Liquid. */
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

function attempt(written: string, firstLine: number, known: LiquidScope): LiquidResult {
  // LiquidJS does not find the end of `raw` behind a hyphen. Of the same length, so that every place stays.
  const source = written.replace(/\{%-(?=\s*endraw\b)/g, '{% ');
  const placeOf = placesIn(source, firstLine);
  const found: Unknown[] = [];
  /** Names that got their value from something unknown. The unknown thing was reported, so these are not. */
  const follows = new Set<string>();
  const report = (message: string, hint: string, at: number) => {
    if (follows.has(NAMED.exec(message)?.[1] ?? '')) return;
    if (found.length < MOST_TOLD) found.push({ message, hint, ...placeOf(at) });
  };
  const { Context: Scope } = liquidjs();
  let current = 0;
  const leftOut: LiquidResult['leftOut'][number][] = [];
  const engine = engineFor(known, {
    report: (message, hint, at) => report(message, hint, at < 0 ? current : at),
    leaveOut: (message, at) => leftOut.push({ message, ...placeOf(at) }),
    watch: () => {
      const before = found.length;
      return () => found.splice(before).map(({ message }) => message);
    },
    shows: (text) => known.html === undefined || DEFINES.test(text) || showsSomething(known.html(text)),
  });
  const pieces: MappedPiece[] = [];
  try {
    const scope = scopeOf(known, (name, others) => report(...unknownName(name, others), current));
    const limits = {
      liquid: engine,
      renderLimit: stepLimit(MOST_STEPS, 'it takes more than a million steps'),
    };
    const context = new Scope(scope, engine.options, { sync: true }, limits);
    let size = 0;
    for (const template of engine.parse(source)) {
      if (found.length >= MOST_TOLD) break;
      const { begin, end, kind } = tokenOf(template);
      current = begin;
      const before = found.length;
      const text = renderOne(engine, template, context, report);
      if (found.length > before || follows.size > 0)
        for (const name of namesFrom(source.slice(begin, end), found.length > before, follows))
          follows.add(name);
      size += text.length;
      if (size > MOST_TEXT) throw new Error('more than two million letters');
      const isText = kind === 'text';
      const shift = isText && text !== '' ? source.slice(begin, end).indexOf(text) : 0;
      pieces.push({ text, line: placeOf(begin + Math.max(0, shift)).line, copied: isText });
    }
  } catch (error) {
    report(...faultOf(error, engine));
  }
  return { ...joinPieces(pieces), unknown: once(found), leftOut, slips: [] };
}

/** The first part of the name in a report: `release` of `release.date`. */
const NAMED = /^`([\w-]+)(?![\w-])[^`]*` is not known here/;

function renderOne(engine: Liquid, template: Template, context: Context, report: ReportUnknown): string {
  try {
    return String(engine.renderSync([template], context));
  } catch (error) {
    report(...faultOf(error, engine));
    return '';
  }
}

/** What other text of the post may need: abbreviations, footnotes and the addresses of links, `[name]: https://…`. */
const DEFINES = /^ {0,3}\*?\[[^\]\n]+\]:[ \t]*\S/m;

function once(found: readonly Unknown[]): Unknown[] {
  return [...new Map(found.map((one) => [`${one.line} ${one.message}`, one])).values()];
}

type TokenPlace = { readonly begin: number; readonly end: number; readonly kind: 'text' | 'tag' };

function tokenOf(template: Template): TokenPlace {
  const { token } = template;
  return { begin: token.begin, end: token.end, kind: 'str' in template ? 'text' : 'tag' };
}

function engineFor(known: LiquidScope, told: TagListeners): Liquid {
  const { Liquid: Engine } = liquidjs();
  const engine = new Engine({
    templates: {},
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    timezoneOffset: known.site.timezone,
    memoryLimit: MOST_MEMORY,
  });
  const ofLiquid = (name: string) => ownFilter(engine, name);
  const addresses = addressesOf(known.site.url);
  const filters = jekyllFilters(addresses, ofLiquid, known.html);
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  useJekyllTags(engine, {
    files: known.files,
    folder: dirname(known.page.file),
    addresses,
    told,
    isStrict: known.site.liquid === 'strict',
  });
  return engine;
}

function ownFilter(engine: Liquid, name: string): LiquidFilter {
  const filter = engine.filters[name];
  const handler = typeof filter === 'function' ? filter : filter?.handler;
  return function (this: unknown, ...args) {
    return handler?.call(this as never, ...args); // LiquidJS calls ours with its own `this`
  };
}
