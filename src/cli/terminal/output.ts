/**
 * Everything that the program prints: results on stdout, all else on stderr. Results are lines for people or, with
 * `--json`, one document for scripts; progress and questions appear only if a person is watching.
 *
 * Nearly every text holds words of others: of posts, subscribers, servers. Control characters in them, which a terminal
 * would obey, are escaped here, for all commands. A terminal gets lines that fit its width; a pipe gets whole lines.
 */

import { formatProblem, type Problem, type Severity, severityOf, visible } from '../../problem.ts';
import { columnsOf } from '../../text/text-columns.ts';
import { fold } from './table.ts';
import { cut } from './terminal-text.ts';

export type Output = {
  /** Whether `--json` was given: then `lines` prints nothing and `document` prints. */
  readonly json: boolean;
  /** Whether a person can answer: stdin and stderr are a terminal. */
  readonly interactive: boolean;
  /** The result for people. */
  lines(...lines: readonly string[]): void;
  /** A result that is a file: byte for byte, except on a terminal. */
  copy(text: string): void;
  /** Resolves when the reader of stdout has taken everything so far, so that a long result does not fill the memory. */
  taken(): Promise<void>;
  /** The result for scripts; call it once. */
  document(value: unknown): void;
  /** A remark on stderr. */
  note(line: string): void;
  problems(problems: readonly Problem[]): void;
  /** A line that replaces itself, only on a terminal; an empty line clears it. */
  progress(line: string): void;
  /**
   * Asks on the terminal.
   * @returns `undefined` if nobody answers
   */
  ask(question: string): Promise<string | undefined>;
  /** The text with its commands in back quotes as this person types them; what is printed here needs no such call. */
  typed(text: string): string;
};

/** The streams to write to; main.ts passes those of the process, a test its own. */
export type Streams = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Resolves when stdout can take more without waiting; if it is missing, stdout takes everything at once. */
  readonly drained?: () => Promise<void>;
  /** The width of the terminal at stderr; `undefined` if it is not a terminal. */
  readonly columns: number | undefined;
  /** The same for stdout. */
  readonly width: number | undefined;
  readonly color: boolean;
  /** `undefined` if stdin is not a terminal. */
  readonly question: ((text: string) => Promise<string | undefined>) | undefined;
};

/** @param typed turns the commands in a text into the words that this person types: `asTyped` */
export function openOutput(streams: Streams, json: boolean, typed = (text: string) => text): Output {
  const { clear, say, progress } = openMessages(streams);
  const fitted = (line: string, columns: number | undefined) => foldedTo(columns, typed(line));
  // A thousand lines take a third of the time when they are one text.
  const allOf = (lines: readonly string[], columns: number | undefined) =>
    columns === undefined && !lines.some((line) => line.includes('\n'))
      ? visible(typed(linesOf(lines)))
      : linesOf(lines.flatMap((line) => fitted(line, columns)));
  return {
    json,
    typed,
    get interactive() {
      return streams.question !== undefined;
    },
    lines: (...lines) => {
      clear();
      if (json) return;
      streams.stdout(allOf(lines, streams.width));
    },
    copy: (text) => {
      clear();
      streams.stdout(streams.width === undefined ? text : visibleLines(text));
    },
    taken: async () => streams.drained?.(),
    document: (value) => {
      clear();
      if (json) streams.stdout(`${visible(JSON.stringify(value, undefined, 2))}\n`);
    },
    note: (line) => say(fitted(line, streams.columns)),
    problems: (problems) => {
      for (const problem of problems) {
        const [first = [], ...hints] = formatProblem(problem)
          .split('\n')
          .map((line) => fitted(line, streams.columns));
        const tone = streams.color ? severityOf(problem) : undefined;
        say([...first.map((line) => paint(line, tone)), ...hints.flat()]);
      }
    },
    progress,
    ask: async (question) => {
      clear();
      return streams.question?.(visible(question));
    },
  };
}

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Messages on stderr, and the progress line, which must be cleared before anything else is printed. */
function openMessages(streams: Streams) {
  let shown = false;
  const clear = () => {
    if (shown) streams.stderr('\r\u001b[K');
    shown = false;
  };
  return {
    clear,
    say: (lines: readonly string[]) => {
      clear();
      streams.stderr(linesOf(lines));
    },
    progress: (line: string) => {
      if (streams.columns === undefined) return;
      clear();
      if (line === '') return;
      streams.stderr(fitting(visible(line), streams.columns - ROOM));
      shown = true;
    },
  };
}

/** @param columns the width of the terminal; `undefined`: the line stays whole */
function foldedTo(columns: number | undefined, line: string): string[] {
  const text = visible(line.replaceAll('\n', '\\n'));
  return columns === undefined ? [text] : fold(text, Math.max(columns, NARROWEST));
}

function visibleLines(text: string): string {
  return text.split('\r\n').map(visible).join('\r\n');
}

function paint(line: string, tone: Severity | undefined): string {
  return tone === undefined ? line : `\u001b[${tone === 'error' ? 31 : 33}m${line}\u001b[0m`;
}

/** On a narrower terminal, lines are broken at this width. */
const NARROWEST = 24;

/** Stays free after a progress line: for the cursor, and for the ^C that a terminal prints there. */
const ROOM = 3;

/** The line without the last parts that do not fit; the first part is cut if needed. */
function fitting(line: string, columns: number): string {
  const parts = line.split(/(?= {3}\S)/);
  while (parts.length > 1 && columnsOf(parts.join('')) > columns) parts.pop();
  return cut(parts.join(''), columns);
}

/** How this person starts the program: through `npm run` or `npx`, and with which `--root`. */
export type Typing = {
  readonly npm: boolean;
  readonly npx?: boolean;
  readonly root: string | undefined;
};

/**
 * Turns a command in back quotes into the line that this person can type. Inside `npm run` or `npx`, `tayori` is not on
 * the path; and a command without its `--root` would act on another publication.
 */
export function asTyped(text: string, { npm, npx = false, root }: Typing): string {
  return text.replace(/`tayori ([a-z]+)((?: [^`\n]*)?)`/g, (_line, name: string, rest: string) => {
    const known = root === undefined || / --(?:root|help)\b/.test(rest);
    const words = known ? rest : `${rest} --root ${/\s/.test(root) ? `'${root}'` : root}`;
    if (!npm) return `\`${npx ? 'npx ' : ''}tayori ${name}${words}\``;
    return words === '' ? `\`npm run ${name}\`` : `\`npm run ${name} --${words}\``;
  });
}
