/**
 * Problems: what a person can correct. A problem says what is wrong, where, and what to do next; every other error is
 * our own bug and keeps its stack.
 *
 * The table of codes is put together here from the files in problems/; docs/problems.md follows from it.
 */
import { digest } from './problems/digest.ts';
import { feeds } from './problems/feeds.ts';
import { ledger } from './problems/ledger.ts';
import { posts } from './problems/posts.ts';
import type { Severity } from './problems/row.ts';
import { rules } from './problems/rules.ts';
import { sending } from './problems/sending.ts';
import { site } from './problems/site.ts';
import { subscribers } from './problems/subscribers.ts';
import { web } from './problems/web.ts';

export type { Severity } from './problems/row.ts';

/** Codes are permanent: scripts and searches rely on them. A new problem is a row in the file of its group. */
export const problemCodes = {
  ...site,
  ...posts,
  ...rules,
  ...feeds,
  ...digest,
  ...sending,
  ...ledger,
  ...subscribers,
  ...web,
} as const;

export type ProblemCode = keyof typeof problemCodes;

/** The codes of the rules that check and repair posts: posts/rules/table.ts has a row for each. */
export type RuleCode = keyof typeof rules;

export function isRule(code: string): code is RuleCode {
  return Object.hasOwn(rules, code);
}

export const ruleCodes: readonly RuleCode[] = Object.keys(rules).filter(isRule);

/** Where a person should look. Line and column count from 1, as editors show them. */
export type Place = {
  /** Relative to the site folder, with `/` on every system. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The path of a key in a config file, such as `site.url`. */
  readonly key?: string;
};

export type Problem = {
  readonly code: ProblemCode;
  /** What is wrong and why, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint: string;
  readonly at?: Place;
  /** If the config or the post gives its rule another severity than the table above. */
  readonly severity?: Severity;
};

/** Thrown if nothing useful can be done before these problems are corrected; holds all of them. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join('\n'), options);
    this.problems = problems;
  }
}

export function severityOf(problem: Problem): Severity {
  return problem.severity ?? problemCodes[problem.code].severity;
}

/** An error keeps a post, a digest or a row out; a warning or a hint is only shown. */
export function isError(problem: Problem): boolean {
  return severityOf(problem) === 'error';
}

/** `posts/a.md:4:1`; or `tayori.config.ts: site.url` if the line of the key is not known. */
export function formatPlace({ file, line, column, key }: Place): string {
  if (line === undefined) return key === undefined ? file : `${file}: ${key}`;
  return [file, line, ...(column === undefined ? [] : [column])].join(':');
}

/** Two lines for a terminal: place, message and code; then the hint. */
export function formatProblem(problem: Problem): string {
  const place = problem.at === undefined ? '' : `${formatPlace(problem.at).replace(/[\n\t]/g, escapeOf)}: `;
  return `${place}${problem.message} [${problem.code}]\n  -> ${problem.hint}`;
}

/**
 * Escapes characters that a terminal would obey: printing the name of a file could clear the screen, and marks that
 * turn the direction of writing make a name look like another. Lines and tabs stay. The pair of marks that keeps an
 * Arabic title apart in a subject (text/isolated.ts) turns nothing, and goes.
 */
export function visible(text: string): string {
  return text
    .replace(/[\u2067\u2068]([^\u202a-\u202e\u2066-\u2069\n]*)\u2069/gu, '$1')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, escapeOf);
}

/** `\u001b`, as JSON writes it. */
function escapeOf(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
