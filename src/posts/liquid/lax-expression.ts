/** Values and filters, as Ruby's Liquid takes them from a text that breaks its grammar (variable.rb, expression.rb). */

/** Ruby's `QuotedFragment`: a text in quotation marks, or letters without blanks. */
export const QUOTED = `(?:"[^"]*"|'[^']*')|(?:[^\\s,|'"]|"[^"]*"|'[^']*')+`;

const FIRST = new RegExp(`(${QUOTED})([\\s\\S]*)`);
const FILTERS = new RegExp(`(?:\\s+|${QUOTED}|,)+`, 'g');
const ARGUMENTS = new RegExp(`[:,]\\s*((?:\\w+\\s*:\\s*)?(?:${QUOTED}))`, 'g');
const LOOKUPS = /\[[^\]]+\]|[\w-]+\??/g;

/** Filters that stop Jekyll where they get no argument; LiquidJS would go on, and `date` would show a form of its own. */
const NEED_ONE = new Set(
  (
    'append prepend date replace replace_first remove remove_first split plus minus times divided_by modulo ' +
    'where where_exp group_by group_by_exp find find_exp map concat at_least at_most slice push unshift'
  ).split(' '),
);

/** @returns a value with its filters; `undefined` where Ruby finds no value, or stops */
export function variableOf(markup: string): string | undefined {
  const [, value, rest = ''] = FIRST.exec(markup) ?? [];
  if (value === undefined || namesNothing(value)) return undefined;
  const bar = rest.indexOf('|');
  const chunks = bar < 0 ? [] : (rest.slice(bar + 1).match(FILTERS) ?? []);
  const filters = chunks.map(filterOf).filter((filter) => filter !== '');
  return filters.includes(undefined) ? undefined : [expressionOf(value), ...filters].join(' | ');
}

/** @returns '' for a chunk that names no filter, `undefined` for a filter that would stop Jekyll */
function filterOf(chunk: string): string | undefined {
  const name = /\w+/.exec(chunk)?.[0];
  if (name === undefined) return '';
  const values = Array.from(chunk.matchAll(ARGUMENTS), ([, value = '']) => argumentOf(value));
  if (values.length === 0) return NEED_ONE.has(name) ? undefined : name;
  return `${name}: ${values.join(', ')}`;
}

function argumentOf(written: string): string {
  const [, name, value = ''] = /^(\w+)\s*:\s*([\s\S]*)$/.exec(written) ?? [];
  return name === undefined ? expressionOf(written) : `${name}: ${expressionOf(value)}`;
}

/** Whether there is no name in it at all, as in `“港”` or `{`. It would leave a hole. */
export function namesNothing(written: string): boolean {
  return expressionOf(written) === 'nil' && !/^(?:nil|null)$/.test(written);
}

/** A value as LiquidJS reads it; `nil` for what names nothing. */
export function expressionOf(written: string): string {
  if (/^(?:"[^"]*"|'[^']*')$/.test(written) || /^-?\d+(?:\.\d+)?$/.test(written)) return written;
  const range = /^\((\S+?)\.\.\.*(\S+)\)$/.exec(written);
  if (range !== null) return `(${expressionOf(range[1] ?? '')}..${expressionOf(range[2] ?? '')})`;
  const [name, ...more] = written.match(LOOKUPS) ?? [];
  if (name === undefined || !/^[a-zA-Z_]/.test(name)) return 'nil';
  return name + more.map((one) => (one.startsWith('[') ? one : nextName(one))).join('');
}

/** `a.1st` is `a["1st"]` to LiquidJS. */
function nextName(name: string): string {
  return /^[a-zA-Z_]/.test(name) ? `.${name}` : `["${name}"]`;
}
