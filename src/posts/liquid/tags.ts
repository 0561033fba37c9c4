/** Jekyll's own Liquid tags: highlighted code, addresses of other posts, includes, gists. */
import type { Context, Liquid, Parser, TagToken, Template, TopLevelToken } from 'liquidjs';
import { UNKNOWN_ADDRESS } from '../unknown-address.ts';
import { includeTag, type TagOptions } from './include-tag.ts';
import { liquidjs } from './liquidjs.ts';
import { columnsOf, listColumn } from './list-column.ts';

/** Stands for `{{` and `{%` in code while Liquid runs; a noncharacter, which cleaned text never contains. */
export const BRACE = '\ufdd3';

export function unshielded(text: string): string {
  return text.replaceAll(BRACE, '{');
}

/** Registers the tags, and removes the tags of LiquidJS that would read files. */
export function useJekyllTags(engine: Liquid, options: TagOptions): void {
  for (const name of ['render', 'layout', 'block']) delete engine.tags[name];
  const include = includeTag(options);
  for (const name of ['include', 'include_relative', 'include_cached']) engine.registerTag(name, include);
  engine.registerTag('gist', gistTag());
  engine.registerTag('highlight', highlightTag());
  for (const name of ['post_url', 'link']) engine.registerTag(name, addressTag(options));
}

/** `{% highlight ruby %}` … `{% endhighlight %}` */
function highlightTag() {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    readonly language: string;
    readonly templates: Template[] = [];
    /** The letters before the tag on its line: the indent of a list, the marks of a quotation. */
    readonly prefix: string;
    /** Put before the code; not empty where Markdown would take the line for code. */
    readonly newLine: string;

    constructor(token: TagToken, remaining: TopLevelToken[], engine: Liquid, parser: Parser) {
      super(token, remaining, engine);
      this.language = /^[\w.+#-]+/.exec(token.args.trim())?.[0] ?? '';
      const { input, begin } = token;
      const lineStart = input.lastIndexOf('\n', begin - 1) + 1;
      this.prefix = input.slice(lineStart, begin);
      this.newLine = newLineFor(input.slice(0, lineStart), this.prefix);
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
      return this.newLine + codeHtml(code, this.language, this.prefix);
    }
  };
}

/**
 * The code on one line, so that it is one block of HTML in every place, and without letters that Markdown would read.
 */
function codeHtml(code: string, language: string, prefix: string): string {
  const lines = code
    .replace(/^[\n\r]+/, '')
    .trimEnd()
    .split('\n');
  const text = unshielded(
    lines
      .map((line) => withoutPrefix(line, prefix))
      .join('\n')
      .trimEnd(),
  );
  const escaped = text.replace(/[^\w \u0080-\uffff]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const attribute = language === '' ? '' : ` class="language-${language.replace(/[^\w+-]/g, '')}"`;
  return `<figure><pre><code${attribute}>${escaped}</code></pre></figure>`;
}

/** A line that stands four columns behind its list, or behind the margin, would be code: the tag gets a line of its own. */
function newLineFor(before: string, prefix: string): string {
  const column = columnsOf(prefix);
  if (column < 4 || prefix.trim() !== '') return '';
  const list = listColumn(before, column);
  return column - list < 4 ? '' : `\n${' '.repeat(list)}`;
}

/** A line of code without the letters that its list or quotation puts before it. */
function withoutPrefix(line: string, prefix: string): string {
  if (line.startsWith(prefix)) return line.slice(prefix.length);
  if (prefix.includes('>')) return line.replace(/^[ \t]*(?:>[ \t]?)*/, '');
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(indent, prefix.length));
}

/**
 * `{% post_url 2025-01-01-name %}` and `{% link _posts/2025-01-01-name.md %}`: a path, because authors write
 * `{{ site.url }}` before it. Jekyll 4 puts `baseurl` into the path; Jekyll 3 (so GitHub Pages) does not, and its authors
 * write `{{ site.baseurl }}`: it is there once.
 */
function addressTag({ files, addresses, told }: TagOptions) {
  const { Tag: Base } = liquidjs();
  return class extends Base {
    override *render(context: Context): Generator<unknown, string, string> {
      const written = this.token.args.trim();
      // `{% link {{ page.folder }}/a.svg %}`
      const name = written.includes('{{')
        ? (yield this.liquid.renderer.renderTemplates(this.liquid.parse(written), context)).trim()
        : written;
      const url = files.urlOf(name);
      const { input, begin, file } = this.token;
      const isBelow = BASEURL_BEFORE.test(input.slice(Math.max(0, begin - 60), begin));
      if (url !== undefined)
        return url.slice((isBelow ? addresses.url + addresses.baseurl : addresses.url).length);
      // If it is the target of a link, the words of the link can stay.
      if (/(?:\]\(\s*<?|\]:\s*<?|href\s*=\s*["']?)$/.test(input.slice(Math.max(0, begin - 40), begin)))
        return UNKNOWN_ADDRESS;
      told.report(
        `No post is called \`${name}\`.`,
        'Correct the name, or write the address.',
        file === undefined ? begin : -1,
      );
      return '';
    }
  };
}

const BASEURL_BEFORE = /\{\{-?\s*site\.baseurl\s*-?\}\}\s*$/;

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
