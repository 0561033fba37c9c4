/**
 * The one voice of the program: results on stdout, everything else on stderr. Lines for people or, with
 * `--json`, one document for scripts; progress and questions only where a person is watching.
 */

import { formatProblem, type Problem, severityOf } from '../problem.ts';
import { cut } from './columns.ts';

export type Output = {
  /** Whether `--json` was given: then `lines` says nothing and `document` prints. */
  readonly json: boolean;
  /** Whether a person can answer: stdin and stderr are a terminal. */
  readonly interactive: boolean;
  /** The result, for people. */
  lines(...lines: readonly string[]): void;
  /** The result, for scripts. Call it once. */
  document(value: unknown): void;
  /** A remark on stderr. */
  note(line: string): void;
  problems(problems: readonly Problem[]): void;
  /** A line that replaces itself, on a terminal only; an empty one clears it. */
  progress(line: string): void;
  /** Asks on the terminal. @returns `undefined` where nobody answers */
  ask(question: string): Promise<string | undefined>;
};

/** Where an output writes; main.ts passes the process's own, a test its own. */
export type Streams = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** `undefined` where stderr is no terminal. */
  readonly columns: number | undefined;
  readonly color: boolean;
  /** `undefined` where stdin is no terminal. */
  readonly question: ((text: string) => Promise<string | undefined>) | undefined;
};

/** @param typed turns the commands in a text into the words this person types: `asTyped` */
export function openOutput(streams: Streams, json: boolean, typed = (text: string) => text): Output {
  let shown = false;
  const clear = () => {
    if (shown) streams.stderr('\r\u001b[K');
    shown = false;
  };
  const say = (text: string) => {
    clear();
    streams.stderr(text);
  };
  return {
    json,
    interactive: streams.question !== undefined,
    lines: (...lines) => {
      clear();
      if (!json) streams.stdout(typed(lines.map((line) => `${line}\n`).join('')));
    },
    document: (value) => {
      clear();
      if (json) streams.stdout(`${JSON.stringify(value, undefined, 2)}\n`);
    },
    note: (line) => say(`${typed(line)}\n`),
    problems: (problems) => {
      for (const problem of problems) say(`${typed(paint(problem, streams.color))}\n`);
    },
    progress: (line) => {
      if (streams.columns === undefined) return;
      clear();
      if (line === '') return;
      streams.stderr(cut(line, streams.columns - 1));
      shown = true;
    },
    ask: async (question) => {
      clear();
      return streams.question?.(question);
    },
  };
}

function paint(problem: Problem, color: boolean): string {
  const text = formatProblem(problem);
  if (!color) return text;
  const [first = '', ...rest] = text.split('\n');
  const tone = severityOf(problem) === 'error' ? 31 : 33;
  return [`\u001b[${tone}m${first}\u001b[0m`, ...rest].join('\n');
}

/** How this person calls the program: through `npm run`, and with which `--root`. */
export type Typing = { readonly npm: boolean; readonly root: string | undefined };

/**
 * Turns a command in back quotes into the line that works where the person is: inside `npm run` nobody has
 * `tayori` on the path, and a command without its `--root` would act on another publication.
 */
export function asTyped(text: string, { npm, root }: Typing): string {
  return text.replace(/`tayori ([a-z]+)((?: [^`\n]*)?)`/g, (_line, name: string, rest: string) => {
    const known = root === undefined || / --(?:root|help)\b/.test(rest);
    const words = known ? rest : `${rest} --root ${/\s/.test(root) ? `'${root}'` : root}`;
    if (!npm) return `\`tayori ${name}${words}\``;
    return words === '' ? `\`npm run ${name}\`` : `\`npm run ${name} --${words}\``;
  });
}
