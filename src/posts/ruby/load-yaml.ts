/**
 * Reads YAML as Jekyll's reader (libyaml) does, where js-yaml is stricter: a list in brackets and a text in quotes may go
 * on at the margin, such as a `]` on a line of its own.
 */
import { type LoadOptions, load, YAMLException } from 'js-yaml';

/** A head with more such places is no list that somebody wrote. */
const MOST_PLACES = 20;
/** Deeper than any key. White space before such a line says nothing: it goes when the line is read. */
const DEEPER = ' '.repeat(80);
/** A line that looks like the next key or entry: whether it is one, only reading tells. */
const KEY = /^\s*(?:-\s|[^\s#:,[\]{}]+:(?:\s|$))/;

/** @throws YAMLException if it is not YAML; about the text as it is written */
export function loadYamlText(text: string, options: LoadOptions): unknown {
  let lines: string[] | undefined;
  let first: unknown;
  for (let places = 0; ; places += 1) {
    try {
      return load(lines === undefined ? text : lines.join('\n'), options);
    } catch (error) {
      first ??= error;
      const line = atMargin(error);
      lines ??= text.split('\n');
      if (line === undefined || places >= MOST_PLACES || !moveIn(lines, line)) throw first;
    }
  }
}

/** Moves a line in, and those after it that are no keys. @returns false if it was moved before */
function moveIn(lines: string[], from: number): boolean {
  if (lines[from] === undefined || lines[from].startsWith(DEEPER)) return false;
  for (let at = from; at < lines.length && (at === from || !KEY.test(lines[at] ?? '')); at += 1)
    lines[at] = DEEPER + (lines[at] ?? '');
  return true;
}

/** The line, from 0, that js-yaml wants further in. */
function atMargin(error: unknown): number | undefined {
  return error instanceof YAMLException && /deficient indentation/.test(error.reason)
    ? error.mark?.line
    : undefined;
}
