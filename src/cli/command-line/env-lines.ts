/**
 * Lines of `.env` that Node's parser passes over or cuts without a word: `MAIL_URL: smtp://…`, and `MAIL_URL=…#…`.
 * Only lines about our secrets are named, and never a value.
 */

import type { Problem } from '../../problem.ts';
import { secrets } from '../../secrets.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { ENV_FILE } from './env-file.ts';

const names = Object.keys(secrets);

/**
 * @param text the whole file, without a byte order mark
 * @returns a problem for each line that does not say what its writer meant
 */
export function lineProblems(text: string): Problem[] {
  const lines = text.split(/\r?\n/);
  const found: Problem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [, name = '', value] = /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*(.*)$/.exec(line) ?? [];
    const problem = value === undefined ? misshapen(line) : cut(name, value, lines.slice(index + 1));
    if (problem !== undefined) found.push({ ...problem, at: { file: ENV_FILE, line: index + 1 } });
    if (value !== undefined) index += linesInQuotes(value, lines.slice(index + 1));
  }
  return found;
}

/** How many lines below belong to a text in quotes, such as a key in PEM form. */
function linesInQuotes(value: string, below: readonly string[]): number {
  const quote = openQuote(value);
  return quote === undefined ? 0 : below.findIndex((line) => line.includes(quote)) + 1; // none: the text has no end
}

/** The quote with which a value begins and that does not end on its line. */
function openQuote(value: string): string | undefined {
  const [quote = ''] = value;
  return /["'`]/.test(quote) && !value.slice(1).includes(quote) ? quote : undefined;
}

/** A line that is no `NAME=value`, and begins with one of our names, also a misspelt one: `"MAIL_URL": "…",`. */
function misshapen(line: string): Omit<Problem, 'at'> | undefined {
  const word = /^\s*(?:-\s+|(?:set|setx|export|env)\s+|\$env:)*["'`]?([A-Za-z]\w*)/i.exec(line)?.[1] ?? '';
  if (word === '') return undefined;
  const name = names.find((one) => one === word.toUpperCase()) ?? nearestName(word, names);
  if (name === undefined || /^\s*#/.test(line)) return undefined;
  return {
    code: 'env-line',
    message: `This line about ${name} is passed over: a line is NAME=value, and this is not.`,
    hint: `Write \`${name}=…\`, with nothing before the name.`,
  };
}

function cut(name: string, value: string, below: readonly string[]): Omit<Problem, 'at'> | undefined {
  if (!names.includes(name)) return undefined;
  const quote = openQuote(value);
  if (quote !== undefined && !below.some((line) => line.includes(quote)))
    return {
      code: 'env-line',
      message: `The value of ${name} begins with ${quote}, and no ${quote} ends it.`,
      hint: `Write the missing ${quote} at its end.`,
    };
  // A `#` behind a blank begins a comment, and is meant so: `MAIL_URL=smtp://relay.jp # ours`.
  if (/^["'`]/.test(value) || !/^[^#]*[^\s#]#|^#\S/.test(value)) return undefined;
  return {
    code: 'env-line',
    message: `The value of ${name} is cut at its first \`#\`, where a comment begins.`,
    hint: `Put the value into quotes: \`${name}="…"\`; in the password of a URL, write \`%23\` for \`#\`.`,
  };
}
