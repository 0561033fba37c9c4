/** Why front matter as a whole cannot be read, each with the line to mend; what is wrong inside YAML is in yaml-slips.ts. */
import type { Problem } from '../../../problem.ts';
import { MAX_LINES } from './quick-front-matter.ts';

/** A place in a file, from 1, as editors show it. */
export type Spot = { readonly line: number; readonly column: number };

/** Something odd, with which the post is published all the same: it is named. */
export type Oddity = Spot & {
  readonly code: 'post-duplicate-key' | 'post-marker' | 'post-replacement-character';
  readonly message: string;
};

/** Why the head cannot be read: where, what is wrong, and what to do. */
export type HeadFault = Spot & Pick<Problem, 'message' | 'hint'>;

/** TOML behind another fence than `+++`, or JSON between braces. */
function foreignFormat(first: string): string | undefined {
  if (/^---\s*toml\s*$/i.test(first)) return 'TOML';
  if (/^\{\s*(?:$|")/.test(first) || /^(?:---\s*|;;;)json\s*$/i.test(first) || /^;;;\s*$/.test(first))
    return 'JSON';
  return undefined;
}

export function missing(first: string): HeadFault {
  const format = foreignFormat(first);
  if (format !== undefined)
    return {
      line: 1,
      column: 1,
      message: `The front matter is ${format}, and only YAML between \`---\` and TOML between \`+++\` are read.`,
      hint: 'Write it as `key: value` lines between two lines of exactly `---`.',
    };
  const language = first.startsWith('---') && first.trimEnd() !== '---';
  return {
    line: 1,
    column: language ? 4 : 1,
    message: language
      ? `The first line is \`${first.slice(0, 20).trimEnd()}\`, but front matter is YAML between two lines of exactly \`---\`.`
      : 'The post has no front matter: the first line is not `---`.',
    hint: 'Begin the file with `---`, then `title:` and `date:`, then `---`; if it is no post, give it a name that begins with `_`.',
  };
}

export function unclosed(lines: number): HeadFault {
  return {
    line: lines,
    column: 1,
    message: 'The front matter is not closed: no line of exactly `---` follows within 16 KiB.',
    hint: 'Write `---` on a line of its own after the last key.',
  };
}

export function fenceInside(line: number): HeadFault {
  return {
    line,
    column: 1,
    message: 'A line inside the front matter begins with `---` but is no fence.',
    hint: 'Write exactly `---` where the front matter ends, or remove the line.',
  };
}

export function tooLong(line: number): HeadFault {
  return {
    line,
    column: 1,
    message: `The front matter has more than ${MAX_LINES} lines.`,
    hint: 'Write `---` on a line of its own where the front matter ends.',
  };
}

/** @param yaml the text between the fences */
export function cyclic(yaml: string): HeadFault {
  const lines = yaml.split('\n').map((line) => /(?<=^|[\s[{,])\*[^\s,[\]{}]/.exec(line));
  const index = Math.max(
    0,
    lines.findIndex((match) => match !== null),
  );
  return {
    line: index + 2,
    column: (lines[index]?.index ?? 0) + 1,
    message: 'An alias (`*name`) in the front matter stands inside the value that it repeats.',
    hint: 'Write the value out instead of the alias.',
  };
}

export function notMap(): HeadFault {
  return {
    line: 2,
    column: 1,
    message: 'The front matter is no list of `key: value` lines.',
    hint: 'Write `title: …` and `date: …` between the two `---`.',
  };
}
