/** The YAML of front matter: a map of texts, in which nothing runs and nothing contains itself. */
import matter from 'gray-matter';
import { FAILSAFE_SCHEMA, YAMLException } from 'js-yaml';
import { isMap, type PlainMap } from '../../../plain-map.ts';
import { withoutUnshowable } from '../../clean-text.ts';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import { loadYamlText } from '../../ruby/load-yaml.ts';
import { cyclic, type HeadFault, notMap, type Oddity, type Spot } from './front-matter-faults.ts';
import { rubyNames } from './ruby-names.ts';
import { yamlSlip } from './yaml-slips.ts';

/** Enough for any author; a file with more is an attack. */
const LIMITS = { maxAliases: 10, maxDepth: 10 };

export type FrontMatterYaml = { readonly data: FrontMatter; readonly repeated: readonly Oddity[] };

/** @param yaml the text between the fences, cleaned */
export function parseYaml(yaml: string): FrontMatterYaml | HeadFault {
  const repeated: Oddity[] = [];
  try {
    const { data } = matter(`---\n${yaml}\n---\n`, { language: 'yaml', engines: engines(repeated) });
    if (!isMap(data)) return withSlip(yaml, notMap());
    if (holdsItself(data, [])) return cyclic(yaml);
    // The source is clean, so only an escape can bring in characters that must be removed.
    const clean = yaml.includes('\\') ? cleanMap(data) : (data as FrontMatter);
    return { data: rubyNames(clean, yaml, LIMITS), repeated };
  } catch (error) {
    return withSlip(yaml, faultOf(error));
  }
}

/** What the author slipped on, if that is known. */
function withSlip(yaml: string, fault: HeadFault): HeadFault {
  return yamlSlip(yaml.split('\n'), fault) ?? fault;
}

/** Only YAML: gray-matter's other languages run code or guess. */
function engines(repeated: Oddity[]): Record<string, { parse: (source: string) => object }> {
  const refuse = {
    parse: () => {
      throw new Error('Front matter is YAML only.');
    },
  };
  return {
    yaml: { parse: (source) => loadMap(source, repeated) },
    json: refuse,
    javascript: refuse,
    js: refuse,
    coffee: refuse,
    coffeescript: refuse,
  };
}

/** If a key occurs twice, the last one wins, as in Jekyll; the strict reading only finds their places. */
function loadMap(source: string, repeated: Oddity[]): object {
  const options = { schema: FAILSAFE_SCHEMA, ...LIMITS };
  try {
    return loadYamlText(source, options) as object; // parseYaml checks what it is
  } catch (error) {
    if (!(error instanceof YAMLException) || !/duplicated mapping key/.test(error.reason)) throw error;
    repeated.push({
      code: 'post-duplicate-key',
      message: 'A key stands twice in the front matter; the last one counts.',
      ...spotOf(error),
    });
    return loadYamlText(source, { ...options, json: true }) as object; // parseYaml checks what it is
  }
}

function spotOf(error: YAMLException): Spot {
  // js-yaml counts lines from 0, and its text begins on the line of the opening fence, after the fence.
  return { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
}

function faultOf(error: unknown): HeadFault {
  if (!(error instanceof YAMLException)) throw error;
  return {
    ...spotOf(error),
    message: `The front matter is not YAML: ${error.reason}.`,
    hint: 'Look for a missing quote, bracket or blank on this line or the one above.',
  };
}

/**
 * Whether a value contains itself, as in `a: &a [*a]`. js-yaml has no limit for that, and code that walks through such
 * a value would never end.
 *
 * @param above the values that contain this one
 */
function holdsItself(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  const around = [...above, value];
  return Object.values(value).some((inner) => holdsItself(inner, around));
}

/** A copy with clean texts. Only own keys are copied, and `__proto__` is a key like any other. */
export function cleanMap(map: PlainMap): FrontMatter {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, cleanValue(value)]));
}

function cleanValue(value: unknown): FrontMatterValue {
  if (Array.isArray(value)) return value.map(cleanValue);
  if (isMap(value)) return cleanMap(value);
  return withoutUnshowable(String(value));
}
