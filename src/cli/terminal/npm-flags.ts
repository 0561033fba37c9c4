/**
 * Flags that npm keeps: `npm run NAME --flag` passes on only the words after `--`, and puts the rest into the
 * environment. A lost flag must not silently change what a command does. So the command says the line that works.
 */
import type { Problem } from '../../problem.ts';

/** The part of the environment in which npm tells a script which flags it kept. */
export type NpmEnvironment = Readonly<Record<string, string | undefined>>;

/** The part of an option that this file needs. */
type Options = Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly value?: string }>>;

/** npm keeps these flags, but says so in the environment, so the command can use them. */
export const honoured: ReadonlySet<string> = new Set(['dry-run', 'json']);

/** `true` stands for a value that npm cut off; the value is then among the words of the line. */
export type TakenFlag = readonly [option: string, value: string];

/** The short options of npm. npm splits a word that consists of them: `--day` becomes -d, -a and -y. */
const letters: Readonly<Record<string, TakenFlag>> = {
  a: ['all', 'true'],
  d: ['loglevel', 'info'],
  f: ['force', 'true'],
  g: ['global', 'true'],
  l: ['long', 'true'],
  p: ['parseable', 'true'],
  q: ['loglevel', 'warn'],
  s: ['loglevel', 'silent'],
  y: ['yes', 'true'],
};
/** npm knows these words, and does not split them. */
const wholeWords: ReadonlySet<string> = new Set(['all']);

/** The options of a command that npm kept and that were not also given after `--`. */
export function keptByNpm(
  options: Options,
  given: ReadonlyMap<string, unknown>,
  env: NpmEnvironment,
): TakenFlag[] {
  const read = (name: string) => env[`npm_config_${name.replaceAll('-', '_')}`];
  const missing = Object.keys(options).filter((name) => !given.has(name));
  const apart = missing.filter((name) => {
    const parts = partsOf(name);
    return parts.length > 0 && parts.every(([part, value]) => read(part) === value);
  });
  const hidden = new Set(apart.flatMap((name) => partsOf(name).map(([part]) => part)));
  return missing.flatMap((name): TakenFlag[] => {
    if (apart.includes(name)) return [[name, 'true']];
    const value = read(name);
    return hidden.has(name) || value === undefined || value === '' || value === 'false'
      ? []
      : [[name, value]];
  });
}

function partsOf(name: string): readonly TakenFlag[] {
  const parts = [...name].map((letter) => letters[letter]);
  return wholeWords.has(name) || parts.includes(undefined) ? [] : parts.filter((part) => part !== undefined);
}

/** The line that would have worked. */
export function lostToNpm(
  name: string,
  options: Options,
  kept: readonly TakenFlag[],
  args: readonly string[],
): Problem {
  const { values, rest } = sortOut(options, kept, args);
  const words = kept.map(([key, value]) => {
    if (options[key]?.type !== 'string') return `--${key}`;
    return `--${key} ${quoted(values.get(key) ?? (value === 'true' ? (options[key].value ?? 'VALUE') : value))}`;
  });
  const flags = kept.map(([key]) => `--${key}`).join(', ');
  const line = `\`npm run ${name} -- ${[...rest.map(quoted), ...words].join(' ')}\``;
  const silent =
    'only' in options ? ', and `--only` too if you gave it: npm drops that one without a word' : '';
  return {
    code: 'usage',
    message: `npm kept ${flags} for itself: it passes on only what stands behind \`--\`.`,
    hint: `Write ${line}${silent}.`,
  };
}

/** Finds out which word belongs to which option: by its form, else from the end, because options usually come last. */
function sortOut(options: Options, kept: readonly TakenFlag[], args: readonly string[]) {
  const values = new Map<string, string>();
  const rest = [...args];
  const cutOff = kept.flatMap(([key, value]) =>
    options[key]?.type === 'string' && value === 'true' ? [key] : [],
  );
  for (const key of cutOff) {
    const shape = shapeOf(options[key]?.value);
    const at = shape === undefined ? -1 : rest.findIndex((word) => shape.test(word));
    if (at >= 0) values.set(key, rest.splice(at, 1)[0] ?? '');
  }
  const others = cutOff.filter((key) => !values.has(key));
  const ends = rest.splice(Math.max(0, rest.length - others.length));
  for (const [index, key] of others.entries()) {
    const word = ends[index];
    if (word !== undefined) values.set(key, word);
  }
  return { values, rest };
}

function shapeOf(value = ''): RegExp | undefined {
  if (value.includes('YYYY')) return /^(?:last|\d{4}-\S+)$/i;
  if (value.startsWith('N|') || value === 'SECONDS') return /^\d[\d,]*(?:-[\d,]+)?$/;
  return value === 'ADDRESS' ? /@/ : undefined;
}

/** A word in quotes if a shell needs them. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_.,:/@=+-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
