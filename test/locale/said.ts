/** All that a locale can say, by its name: `mail.words.contact`, `feeds.posts(0)`, with stand-ins for what is filled in. */
import type { Locale } from '../../src/locale/words.ts';

/** Names that no language has as words. */
const NAMES = ['Qxa', 'Qxb'] as const;
const KINDS = ['week', 'day', 'month'] as const;
const COUNTS = [0, 1, 2, 2550];

/** With what a word is filled in, by its name; others take names. */
function fillings(name: string): readonly (readonly unknown[])[] {
  if (/^(?:minutes|posts|issues|more)$/.test(name)) return COUNTS.map((count) => [count]);
  if (name === 'moreOf') return COUNTS.map((count) => ['Qxa', count]);
  if (/^(?:count|points)Heading$/.test(name))
    return KINDS.flatMap((kind) => [0, 1, 3].map((count) => [kind, count]));
  if (/^(?:lead|figure)Heading$/.test(name)) return KINDS.map((kind) => [kind]);
  if (name === 'month') return months().map((month) => [2025, month]);
  if (name === 'day') return months().map((month) => [2025, month, 7]);
  if (name === 'issue') return [['7']];
  return [NAMES];
}

function months(): number[] {
  return Array.from({ length: 12 }, (_, index) => index + 1);
}

/** @returns texts by their names; periods, which need a calendar, are left out */
export function saidBy({ feeds, mail, web, periods: { present } }: Locale): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const note = (value: unknown, path: string): void => {
    if (typeof value === 'string') said.set(path, value);
    else if (typeof value === 'function')
      for (const given of fillings(path.split('.').at(-1) ?? ''))
        note(Reflect.apply(value, undefined, given), `${path}(${given.join(', ')})`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) note(inner, path === '' ? key : `${path}.${key}`);
  };
  note({ feeds, mail, web, present }, '');
  return said;
}
