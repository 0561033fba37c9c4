/**
 * Jekyll's tags `include` and `include_relative`: the text of another file, which is run as Liquid with the parameters
 * of the tag (lib/jekyll/tags/include.rb). An include that stands alone between blank lines is left out where it can not
 * be run, or shows readers nothing: no sentence needs it.
 */
import type { Context, Liquid, LiquidError, TagToken, Template, TopLevelToken } from 'liquidjs';
import { lastUpTo, lineStarts } from '../line-numbers.ts';
import { faultOf, IncludeError, TAG_HINT } from './faults.ts';
import { FileFault } from './file-fault.ts';
import type { Addresses } from './filters.ts';
import { forgiven } from './lax-markup.ts';
import { liquidjs } from './liquidjs.ts';
import type { IncludedFile, OtherFiles } from './other-files.ts';

/** Gets what is unknown, and its place in the source; -1 in a file that is included. */
export type ReportUnknown = (message: string, hint: string, at: number) => unknown;

export type TagListeners = {
  readonly report: ReportUnknown;
  /** Gets what is said of an include that no sentence needs, or of a parameter that is nothing. */
  readonly leaveOut: (message: string, at: number) => unknown;
  /** Begins to watch for reports; the function gives those that came since, and takes them back. */
  readonly watch: () => () => readonly string[];
  /** Whether readers see anything of a text. */
  readonly shows: (text: string) => boolean;
};

/** What the tags of a post need besides their own text. */
export type TagOptions = {
  readonly files: OtherFiles;
  /** The folder of the post, for `include_relative`. */
  readonly folder: string;
  readonly addresses: Addresses;
  readonly told: TagListeners;
  /** Whether slips that Jekyll forgives are faults. */
  readonly isStrict: boolean;
};

/** Includes in includes. */
const DEEPEST = 20;

/** The file may be a text with a variable in it: `{{ page.name }}.html`. */
const WITH_VARIABLE = /^([^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|[^}]*)?\}\}[^\s{}]*)+)([\s\S]*)$/;
const PARAMETER =
  /([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))(?=\s|$)\s*/gy;
const FILE_NAME = /^(?!.*[./]{2})[\w/.\-()+~#@]+$/;

export function includeTag({ files, folder, told, isStrict }: TagOptions) {
  const read = (text: string) => (isStrict ? text : forgiven(text, () => false).text);
  const { Tag: Base } = liquidjs();
  const parsed = new Map<string, Template[]>();
  let depth = 0;
  return class extends Base {
    readonly tag: string;

    constructor(token: TagToken, remaining: TopLevelToken[], engine: Liquid) {
      super(token, remaining, engine);
      this.tag = `\`{% ${token.name} ${token.args.trim().slice(0, 60)} %}\``;
    }

    override *render(context: Context): Generator<unknown, string, string> {
      if (depth > 0) return yield* this.run(context);
      const { begin } = this.token;
      const since = told.watch();
      let text = '';
      let fault: string | undefined;
      try {
        text = yield* this.run(context);
      } catch (error) {
        fault = saidOf(this.tag, error);
      }
      if (!isAlone(this.token)) {
        if (fault !== undefined) told.report(fault, TAG_HINT, begin);
        return text;
      }
      const [unknown] = since();
      const why = fault ?? (unknown && `${this.tag}: ${unknown}`);
      if (why === undefined && told.shows(text)) return text;
      told.leaveOut(
        why === undefined ? `${this.tag} shows readers nothing.` : `${why.replace(/\.$/, '')}, and left out.`,
        begin,
      );
      return '';
    }

    *run(context: Context): Generator<unknown, string, string> {
      const { name, params } = dividedTag(this.token.args);
      const file = yield* this.nameOf(name, context);
      const found = FILE_NAME.test(file)
        ? files.include(file, this.token.name === 'include_relative' ? folder : undefined)
        : undefined;
      if (found === undefined) throw new IncludeError(`${this.tag} is not known here.`);
      if (depth >= DEEPEST) throw new IncludeError(`${this.tag} includes itself.`);
      context.memoryLimit.use(found.text.length);
      const include = params === '' ? undefined : parametersOf(yield* this.valuesOf(params, context));
      depth += 1;
      context.push(include === undefined && depth > 1 ? {} : { include: include ?? parametersOf({}) });
      try {
        return yield this.liquid.renderer.renderTemplates(this.templatesOf(found), context);
      } catch (error) {
        throw faultIn(found, error, this.liquid);
      } finally {
        context.pop();
        depth -= 1;
      }
    }

    *nameOf(name: string, context: Context): Generator<unknown, string, string> {
      if (!name.includes('{{')) return name;
      return yield this.liquid.renderer.renderTemplates(this.liquid.parse(name), context);
    }

    *valuesOf(params: string, context: Context): Generator<unknown, Record<string, unknown>, unknown> {
      const values: Record<string, unknown> = {};
      PARAMETER.lastIndex = 0;
      for (let at = 0; at < params.length; at = PARAMETER.lastIndex) {
        const [, key = '', double, single, variable] = PARAMETER.exec(params) ?? [];
        if (key === '') throw new IncludeError(`The parameters of ${this.tag} can not be read.`);
        values[key] =
          variable === undefined
            ? (double?.replaceAll('\\"', '"') ?? single?.replaceAll("\\'", "'"))
            : yield* this.valueNamed(key, variable, context);
      }
      return values;
    }

    /** A value that is not known is nothing, as in Jekyll; but it may be a text without its quotation marks. */
    *valueNamed(key: string, written: string, context: Context): Generator<unknown, unknown, unknown> {
      const value = yield* valueNamed(written, context);
      if (value === null && depth === 0 && isUnknown(written, context))
        told.leaveOut(
          `${this.tag}: \`${written}\` is not known here, so \`${key}\` is nothing; a text needs quotation marks.`,
          this.token.begin,
        );
      return value;
    }

    templatesOf({ file, text }: IncludedFile): Template[] {
      const templates = parsed.get(file) ?? this.liquid.parse(read(text), file);
      parsed.set(file, templates);
      return templates;
    }
  };
}

function dividedTag(args: string): { name: string; params: string } {
  const markup = args.trim();
  const [, file, rest] = WITH_VARIABLE.exec(markup) ?? /^(\S*)([\s\S]*)$/.exec(markup) ?? [];
  return { name: file?.trim() ?? '', params: rest?.trim() ?? '' };
}

/** A number, a word of Liquid, or the name of a variable, which may have no value. */
function* valueNamed(written: string, context: Context): Generator<unknown, unknown, unknown> {
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (written === 'true' || written === 'false') return written === 'true';
  const names = written.split('.');
  return (yield context._getFromScope(context.getAll(), names, false)) ?? null;
}

/** Whether nothing has such a name. A key that the front matter does not have is nothing, as everywhere. */
function isUnknown(written: string, context: Context): boolean {
  const [first = ''] = written.split('.');
  return written.startsWith('site.data.') || !(first in context.getAll() || WORDS_FOR_NOTHING.has(first));
}

const WORDS_FOR_NOTHING = new Set(['nil', 'null', 'empty', 'blank', 'include', 'forloop']);

/** `include` of the text: a parameter that the tag does not name is nothing, as in Jekyll. */
function parametersOf(values: Readonly<Record<string, unknown>>): object {
  const { Drop } = liquidjs();
  class Parameters extends Drop {
    override liquidMethodMissing(key: string | number): unknown {
      return Object.hasOwn(values, key) ? values[key] : null;
    }
  }
  return new Parameters();
}

/** Whether the tag stands alone between blank lines. */
function isAlone({ input, begin, end }: TagToken): boolean {
  return (
    /(?:^|\n[ \t]*\n)[ \t]*$/.test(input.slice(Math.max(0, begin - 200), begin)) &&
    /^[ \t]*(?:$|\n[ \t]*(?:\n|$))/.test(input.slice(end, end + 200))
  );
}

/** What is wrong in a file that is included, with its line there. */
function faultIn({ file, text }: IncludedFile, error: unknown, engine: Liquid): IncludeError {
  const { originalError } = error as Partial<LiquidError>; // LiquidJS wraps what a tag throws
  if (originalError instanceof IncludeError) return originalError;
  const [message, , at] = faultOf(error, engine);
  return new IncludeError(`${message.replace(/\.$/, '')} (${file}:${1 + lastUpTo(lineStarts(text), at)}).`);
}

/** @throws what is neither a broken file nor a fault in one */
function saidOf(tag: string, error: unknown): string {
  if (!(error instanceof IncludeError || error instanceof FileFault)) throw error;
  const sentence = error.message.replace(/\.?$/, '.');
  return sentence.includes(tag) ? sentence : `${tag}: ${sentence}`;
}
