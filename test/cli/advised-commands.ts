/** Finds the command lines that a text advises: in back quotes, from `tayori NAME` or `npm run NAME` on. */

/** A line as it is shown, and as the words that a shell would make of it, up to a `|` or `&&`. */
export type Line = { readonly shown: string; readonly words: readonly string[] };

const IN_QUOTES = /`((?:tayori|npm run) [a-z][^`\n]*)`/g;

export function commandsIn(text: string): Line[] {
  return [...text.matchAll(IN_QUOTES)].map(([, shown = '']) => ({ shown, words: wordsOf(shown) }));
}

/** The same in TypeScript: what is put in by `${…}` is replaced by something of its kind. */
export function commandsInSource(source: string): Line[] {
  const code = source.replace(/\/\*\*[\s\S]*?\*\//g, ''); // a comment speaks of commands, and advises none
  let text = code.replaceAll('\\`', '`').replaceAll("\\'", "'");
  // From the inside out, for a template can stand in a template.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/(\S*)( ?)\$\{([^{}]*)\}/g, (_, word: string, gap: string, value: string) =>
      value.includes('?') ? word : `${word}${gap}${exampleOf(value)}`,
    );
  }
  return commandsIn(text).filter(({ shown }) => !shown.includes(UNKNOWN));
}

/** Stands where a whole part of the line is computed: such lines are tried as they come out, not as they are written. */
const UNKNOWN = '\u0000';

const examples: readonly (readonly [RegExp, string])[] = [
  [/^optionFor\(/, '--week 2025-W45'],
  [/\bid$/, '2025-W45'],
  [/^address$/, 'aoi@example.jp'],
  [/^expected$/, '12'],
];

function exampleOf(value: string): string {
  return examples.find(([pattern]) => pattern.test(value))?.[1] ?? UNKNOWN;
}

function wordsOf(shown: string): string[] {
  const [command = ''] = shown.split(/ (?:\||&&) /);
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found.slice(1).join(''));
  const meant = words.map((word) => placeholders[word] ?? word);
  return meant[0] === 'npm' ? meant.slice(2).filter((word) => word !== '--') : meant.slice(1);
}

/** What a reader puts there. Other words in capitals are taken as they stand. */
const placeholders: Readonly<Record<string, string>> = { ID: '2025-W45', COMMAND: 'send' };
