/**
 * Categories and tags that are no text to YAML: Jekyll shows them, and writes them into URLs, as Ruby writes their value.
 * `[1.10, yes, 0x10]` are `1.1`, `true` and `16`; `"1.10"` in quotation marks stays. All other values of a head keep the
 * author's text, and so does `categories: 2024`, at which Jekyll gives up the whole head.
 */
import type { LoadOptions } from 'js-yaml';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import { loadYamlText } from '../../ruby/load-yaml.ts';
import { rubySchema, scalarOf } from '../../ruby/ruby-scalars.ts';
import { own } from '../fields.ts';

const SINGULAR = ['category', 'tag'];
const KEYS = [...SINGULAR, 'categories', 'tags'];

/**
 * @param yaml the text that the data was read from: only there it shows whether a value stands in quotation marks
 * @param limits of the reader
 */
export function rubyNames(data: FrontMatter, yaml: string, limits: LoadOptions): FrontMatter {
  const keys = KEYS.filter((key) => mayChange(key, own(data, key)));
  if (keys.length === 0) return data;
  const read = loadYamlText(yaml, { ...limits, schema: rubySchema('UTC'), json: true }) as FrontMatter; // it was a map before
  return {
    ...data,
    ...Object.fromEntries(keys.map((key) => [key, writtenAs(read[key], own(data, key) ?? '')])),
  };
}

/** Whether a plain value of `category` or `tag` is no text. */
export function isRubyValue(key: string, text: string): boolean {
  return SINGULAR.includes(key) && differs(text);
}

function mayChange(key: string, value: FrontMatterValue | undefined): boolean {
  if (typeof value === 'string') return isRubyValue(key, value);
  return Array.isArray(value) && value.some((one) => typeof one === 'string' && differs(one));
}

function differs(text: string): boolean {
  const value = scalarOf(text, 'UTC');
  return value !== null && String(value) !== text;
}

/** @param value as Ruby reads it: of the same form as the text, but for numbers and truth values */
function writtenAs(value: unknown, text: FrontMatterValue): FrontMatterValue {
  if (Array.isArray(value) && Array.isArray(text))
    return text.map((one, at) => (typeof one === 'string' ? writtenAs(value[at], one) : one));
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? String(value)
    : text;
}
