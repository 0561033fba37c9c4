/**
 * Liquid in posts, which Jekyll runs before Markdown. LiquidJS runs it here, with Jekyll's tags and filters as data:
 * no file is read, and time and memory are bounded. What is not known here (`site.data`, an include) is
 * reported; what Jekyll could not run is left alone inside code.
 */
import { createRequire } from 'node:module';
import type { Context, Liquid, LiquidError, Parser, TagToken, Template, TopLevelToken } from 'liquidjs';
import type { Settings } from '../settings.ts';
import { wallTime } from '../time.ts';
import { codeSpans, type Span } from './code-spans.ts';
import { lastUpTo, lineStarts } from './lines.ts';
import { addressesOf, jekyllFilters } from './liquid-words.ts';
import { joinPieces, type Mapped, type Piece, unchanged } from './mapped.ts';
import type { FrontMatter, FrontMatterValue, Post } from './post.ts';

/** What Liquid in a post may know. */
export type Known = {
  readonly site: Settings['site'];
  readonly page: Pick<Post, 'url' | 'path' | 'published' | 'categories' | 'tags'>;
  readonly frontMatter: FrontMatter;
  /** The URL of another post, by the name that `post_url` and `link` use; `undefined` where there is none. */
  readonly urlOf: (name: string) => string | undefined;
};

/** Something that Liquid asks for and nobody here knows. */
export type Unknown = { readonly message: string; readonly hint: string; readonly line: number };

export type Run = Mapped & {
  readonly unknown: readonly Unknown[];
  /** Includes that stood alone between blank lines, so that no sentence misses them. */
  readonly leftOut: readonly Pick<Unknown, 'message' | 'line'>[];
};

/** Stands where an address should, so that sanitize.ts takes the link away and leaves its words. */
export const UNKNOWN_ADDRESS = 'unknown-address:';

/** Whether there is anything to run. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * Runs the Liquid of a body.
 *
 * @param source a cleaned body @param firstLine its line in the file
 */
export function runLiquid(source: string, firstLine: number, known: Known): Run {
  if (!hasLiquid(source)) return { ...unchanged(source, firstLine), unknown: [], leftOut: [] };
  const first = attempt(source, firstLine, known);
  if (first.unknown.length === 0) return first;
  const spans = codeSpans(source).filter(({ from, to }) => shields(source.slice(from, to)));
  if (spans.length === 0) return first;
  const run = attempt(shielded(source, spans), firstLine, known);
  return { ...run, text: unshielded(run.text) };
}

/** Runs a text of one line, such as a value of the front matter. @returns `undefined` where something is not known */
export function runLine(text: string, known: Known): string | undefined {
  const { text: made, unknown, leftOut } = attempt(text, 1, known);
  const isWhole = unknown.length === 0 && leftOut.length === 0 && !made.includes(UNKNOWN_ADDRESS);
  return isWhole ? made : undefined;
}

/** The values of a front matter, with the Liquid run in those where all is known; any other stays as it is. */
export function runFrontMatter(known: Known): FrontMatter {
  return mapTexts(known.frontMatter, (text) => (hasLiquid(text) ? (runLine(text, known) ?? text) : text));
}

function mapTexts(map: FrontMatter, change: (text: string) => string): FrontMatter {
  const of = (value: FrontMatterValue): FrontMatterValue => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(of);
    return mapTexts(value as FrontMatter, change); // no text and no list: a map
  };
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, of(value)]));
}

/** `{{` and `{%` of code, while Liquid runs: cleaned text has no noncharacter. */
const BRACE = '\ufdd3';

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

function unshielded(text: string): string {
  return text.replaceAll(BRACE, '{');
}

/** Letters and elements, as LiquidJS counts them, and ms: an article takes a thousandth. */
const MOST_MEMORY = 5_000_000;
const MOST_TIME = 5_000;
/** More faults of one post help nobody. */
const MOST_TOLD = 100;
/** Letters that a post may become. */
const MOST_TEXT = 2_000_000;

function attempt(source: string, firstLine: number, known: Known): Run {
  const lines = lineCounter(source, firstLine);
  const found: Unknown[] = [];
  const report = (message: string, hint: string, at: number) => {
    if (found.length < MOST_TOLD) found.push({ message, hint, line: lines(at) });
  };
  const { Context: Scope } = liquidjs();
  const leftOut: Run['leftOut'][number][] = [];
  const engine = engineFor(source, known, report, (name, at) =>
    leftOut.push({ message: `${name} is not known here, and left out.`, line: lines(at) }),
  );
  const pieces: Piece[] = [];
  try {
    const scope = scopeOf(known, (name) => report(`\`${name}\` is not known here.`, HINT, current));
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
    report(...faultOf(error));
  }
  return { ...joinPieces(pieces), unknown: once(found), leftOut };
}

const HINT =
  "Write the value itself, or name it in the config (`site: { values: { … } }`); or publish such posts as excerpts: `site: { unresolved: 'excerpt' }`.";

type Report = (message: string, hint: string, at: number) => void;

function renderOne(engine: Liquid, template: Template, context: Context, report: Report): string {
  try {
    return String(engine.renderSync([template], context));
  } catch (error) {
    report(...faultOf(error));
    return '';
  }
}

function faultOf(error: unknown): [message: string, hint: string, at: number] {
  if (!(error instanceof Error)) throw error;
  const token = (error as Partial<LiquidError>).token; // LiquidJS gives its errors one
  const at = typeof token?.begin === 'number' ? token.begin : 0;
  const said = error.message.replace(/, (?:file|line):.*$/s, '');
  const name = /^undefined variable: (.+)$/.exec(said)?.[1];
  if (name !== undefined) return [`\`${name}\` is not known here.`, HINT, at];
  const filter = /^undefined filter: (.+)$/.exec(said)?.[1];
  if (filter !== undefined) return [`There is no filter \`${filter}\` here.`, HINT, at];
  const tag = /^tag "(.+?)" not found$/.exec(said)?.[1];
  if (tag !== undefined) return [`The tag \`{% ${tag} %}\` is not known here.`, TAG_HINT, at];
  return [`The Liquid can not be run: ${said.slice(0, 120)}.`, SYNTAX_HINT, at];
}

const TAG_HINT =
  "Write what it shows into the post, or publish such posts as excerpts: `site: { unresolved: 'excerpt' }`.";
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

let loaded: typeof import('liquidjs') | undefined;

/** Loaded where a post has something to run: most have not. */
function liquidjs(): typeof import('liquidjs') {
  loaded ??= createRequire(import.meta.url)('liquidjs') as typeof import('liquidjs');
  return loaded;
}

/** @param report gets what the tags do not know @param leaveOut gets includes that nobody misses */
function engineFor(
  source: string,
  known: Known,
  report: Report,
  leaveOut: (name: string, at: number) => void,
): Liquid {
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
  // These would read files.
  for (const name of ['render', 'layout', 'block']) delete engine.tags[name];
  for (const name of ['include', 'include_relative', 'include_cached'])
    engine.registerTag(name, includeTag(source, report, leaveOut));
  engine.registerTag('gist', gistTag());
  engine.registerTag('highlight', highlightTag(source));
  engine.registerTag('post_url', addressTag(source, known.urlOf, report));
  engine.registerTag('link', addressTag(source, known.urlOf, report));
  return engine;
}

/** `{% highlight ruby %}` … `{% endhighlight %}` */
function highlightTag(source: string) {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    readonly language: string;
    readonly templates: Template[] = [];
    /** What stands before the tag on its line: the indent of a list, the marks of a quotation. */
    readonly prefix: string;

    constructor(token: TagToken, remaining: TopLevelToken[], engine: Liquid, parser: Parser) {
      super(token, remaining, engine);
      this.language = /^[\w.+#-]+/.exec(token.args.trim())?.[0] ?? '';
      this.prefix = source.slice(source.lastIndexOf('\n', token.begin - 1) + 1, token.begin);
      const stream = parser.parseStream(remaining);
      stream
        .on('tag:endhighlight', () => stream.stop())
        .on('template', (template: Template) => void this.templates.push(template))
        .on('end', () => {
          throw new Error(`tag ${token.getText()} not closed`);
        });
      stream.start();
    }

    override *render(context: Context): Generator<unknown, string, string> {
      const code = yield this.liquid.renderer.renderTemplates(this.templates, context);
      return codeHtml(code, this.language, this.prefix);
    }
  };
}

/** On one line, so that it stays one block of HTML wherever it stands, and without a letter that Markdown reads. */
function codeHtml(code: string, language: string, prefix: string): string {
  const lines = code.replace(/^[\n\r]+|\s+$/g, '').split('\n');
  const text = unshielded(
    lines
      .map((line) => withoutPrefix(line, prefix))
      .join('\n')
      .trimEnd(),
  );
  const escaped = text.replace(/[^\w \u0080-\uffff]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const attribute = language === '' ? '' : ` class="language-${language.replace(/[^\w+-]/g, '')}"`;
  return `<pre><code${attribute}>${escaped}</code></pre>`;
}

/** A line of code without what its list or quotation puts before it. */
function withoutPrefix(line: string, prefix: string): string {
  if (line.startsWith(prefix)) return line.slice(prefix.length);
  if (prefix.includes('>')) return line.replace(/^[ \t]*(?:>[ \t]?)*/, '');
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(indent, prefix.length));
}

/** `{% post_url 2025-01-01-name %}` and `{% link _posts/2025-01-01-name.md %}` */
function addressTag(source: string, urlOf: Known['urlOf'], report: Report) {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    override render(): string {
      const name = this.token.args.trim();
      const url = urlOf(name);
      if (url !== undefined) return url;
      const { begin } = this.token;
      // Where it is the target of a link, its words can stay.
      if (/(?:\]\(\s*<?|\]:\s*<?|href\s*=\s*["']?)$/.test(source.slice(Math.max(0, begin - 40), begin)))
        return UNKNOWN_ADDRESS;
      report(`No post is called \`${name}\`.`, 'Correct the name, or write the address.', begin);
      return '';
    }
  };
}

/** An include is a file of the site's own design, mostly: where it stands alone, the text is whole without it. */
function includeTag(source: string, report: Report, leaveOut: (name: string, at: number) => void) {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    override render(): string {
      const { begin, end, name, args } = this.token;
      const tag = `\`{% ${name} ${args.trim().slice(0, 60)} %}\``;
      const before = source.slice(Math.max(0, begin - 200), begin);
      const alone =
        /(?:^|\n[ \t]*\n)[ \t]*$/.test(before) &&
        /^[ \t]*(?:$|\n[ \t]*(?:\n|$))/.test(source.slice(end, end + 200));
      if (alone) leaveOut(tag, begin);
      else report(`${tag} is not known here.`, TAG_HINT, begin);
      return '';
    }
  };
}

/** `{% gist user/id %}` of jekyll-gist */
function gistTag() {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    override render(): string {
      const name = /^[\w/-]+/.exec(this.token.args.trim().replace(/^["']/, ''))?.[0] ?? '';
      return `<https://gist.github.com/${name}>`;
    }
  };
}

/** `site` and `page`, as Jekyll has them. What `site` is asked for and does not have is reported. */
function scopeOf(known: Known, unknown: (name: string) => void): object {
  const { site, page, frontMatter } = known;
  const { Drop } = liquidjs();
  class Site extends Drop {
    override liquidMethodMissing(key: string | number): unknown {
      const name = String(key);
      if (Object.hasOwn(values, name)) return values[name];
      unknown(`site.${name}`);
      return null;
    }
  }
  const { title, description, language, timezone, author } = site;
  const values: Record<string, unknown> = {
    title,
    name: title,
    description,
    lang: language,
    language,
    timezone,
    author,
    ...addressesOf(site.url),
    ...site.values,
  };
  for (const [key, value] of Object.entries(values)) if (value === undefined) delete values[key];
  return {
    site: new Site(),
    jekyll: { environment: 'production', version: '4.3.1' },
    page: {
      ...plainValues(frontMatter),
      url: page.path,
      date: stampOf(page.published, site.timezone),
      categories: page.categories,
      tags: page.tags,
    },
  };
}

/** As Ruby writes a time, and as the filter `date` reads it. */
function stampOf(published: Date, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(published, zone);
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = Math.round((utc - published.getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const zoneText = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${zoneText}`;
}

/** Front matter keeps the author's text; Liquid compares numbers and truth. */
function plainValues(map: FrontMatter): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: FrontMatterValue): unknown {
  if (typeof value !== 'string') {
    return Array.isArray(value) ? value.map(plainValue) : plainValues(value as FrontMatter); // a list or a map
  }
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
