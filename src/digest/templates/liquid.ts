/**
 * Liquid, as the templates of a mail use it. It reads only the templates that were loaded. A name or filter that does
 * not exist is an error with file, line and column; all such errors are reported at once. A template that would never
 * end is stopped.
 */
import { Context, type Emitter, Liquid } from 'liquidjs';
import { stepLimit } from '../../posts/liquid/limits.ts';
import { ProblemError } from '../../problem.ts';
import { escapeHtml } from '../../text/escape-html.ts';
import { type Direction, hasRightToLeft, isolated } from '../../text/isolated.ts';
import { cutAtPhrase } from '../text/phrases.ts';
import { wrapText } from '../text/wrap.ts';
import { phraseBreaks, wholeNumbers } from './line-breaks.ts';
import { DEEPEST, faultsIn, MOST_MEMORY, MOST_STEPS } from './liquid-faults.ts';
import type { Templates, Variables } from './template.ts';

/**
 * Renders one template.
 *
 * @param format `html` escapes what is put in; `text` does not
 * @throws ProblemError that names every unknown variable and filter with what exists instead, or a template without an
 * end
 */
export function renderTemplate(
  templates: Templates,
  name: string,
  variables: Variables,
  format: 'html' | 'text',
): string {
  const { liquid, begin } = engineOf(templates, format);
  try {
    begin(directionIn(variables));
    const limits = { liquid, renderLimit: stepLimit(MOST_STEPS, 'template render limit exceeded') };
    // A copy: `increment` and `decrement` put their counters into it, and each part of a mail counts from the beginning.
    const context = new Context({ ...variables }, liquid.options, { sync: true }, limits);
    const text: unknown = liquid.renderFileSync(name, context);
    return String(text);
  } catch (error) {
    const known = {
      filter: Object.keys(liquid.filters),
      tag: Object.keys(liquid.tags),
      template: Object.keys(templates),
    };
    const faults = faultsIn(error, templates, name, variables, known);
    throw faults.length > 0 ? new ProblemError(faults, { cause: error }) : error;
  }
}

type Engine = {
  readonly liquid: Liquid;
  /** Called before each rendering. @param around how the page or mail is read */
  begin(around: Direction): void;
};

/** A mail has several parts and editions, and all of them use the same templates: these are parsed once. */
const engines = { html: new WeakMap<Templates, Engine>(), text: new WeakMap<Templates, Engine>() };

function engineOf(templates: Templates, format: 'html' | 'text'): Engine {
  const kept = engines[format].get(templates) ?? makeEngine(templates, format);
  engines[format].set(templates, kept);
  return kept;
}

function makeEngine(templates: Templates, format: 'html' | 'text'): Engine {
  const sources = Object.entries(templates).map(([name, { source }]) => [name, source] as const);
  let around: Direction = 'ltr'; // of the rendering that goes on: filters do not see what a part was not given
  const liquid = new Liquid({
    templates: Object.fromEntries(sources),
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    cache: true,
    memoryLimit: MOST_MEMORY,
    outputEscape: (value: unknown) =>
      format === 'html' ? escapeHtml(shown(value, around)) : shown(value, around),
  });
  liquid.registerFilter('cut', (text: unknown, most: unknown) => cutAtPhrase(String(text), Number(most)));
  liquid.registerFilter('isolated', (text: unknown) => isolated(String(text), around));
  const markup = { phrases: phraseBreaks, numbers: wholeNumbers };
  for (const [name, made] of Object.entries(markup))
    liquid.registerFilter(name, { raw: true, handler: (text: unknown) => made(String(text), around) });
  liquid.registerFilter('wrap', (text: unknown, width: unknown, indent: unknown = '') =>
    String(text)
      .split('\n')
      .flatMap((line) => wrapText(line, Number(width)))
      .join(`\n${String(indent)}`),
  );
  const forget = boundDepth(liquid);
  const begin = (direction: Direction) => {
    around = direction;
    forget();
  };
  return { liquid, begin };
}

function directionIn({ site }: Variables): Direction {
  const { direction } = (site ?? {}) as { direction?: unknown }; // a template of a test may have no site
  return direction === 'rtl' ? 'rtl' : 'ltr';
}

/** A value as LiquidJS writes it. */
function shown(value: unknown, around: Direction): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one: unknown) => shown(one, around)).join('');
  const text = String(value);
  return around === 'rtl' && !hasRightToLeft(text) ? text : isolated(text, around); // it may be an address or a colour
}

/**
 * A template that renders itself would overflow the stack. The first one that is nested too deep stops all others.
 *
 * @returns what forgets the rendering before
 */
function boundDepth(liquid: Liquid): () => void {
  let depth = 0;
  let stopped = false;
  for (const [name, Known] of Object.entries(liquid.tags)) {
    if (!['render', 'include', 'layout'].includes(name)) continue;
    class Bounded extends Known {
      override *render(context: Context, emitter: Emitter): Generator<unknown, unknown, unknown> {
        stopped ||= depth >= DEEPEST;
        if (stopped) throw new Error('depth limit exceeded');
        depth += 1;
        try {
          return yield Known.prototype.render.call(this, context, emitter);
        } finally {
          depth -= 1;
        }
      }
    }
    liquid.registerTag(name, Bounded);
  }
  return () => {
    [depth, stopped] = [0, false];
  };
}
