/**
 * The one voice of the program: results on stdout, everything else on stderr. Lines for people or, with
 * `--json`, one document for scripts; progress and questions only where a person is watching.
 *
 * Nearly every text holds words of others: of posts, subscribers, servers. What a terminal would obey in them
 * is written out here, for all. A terminal gets lines that fit it; whoever reads a pipe gets them whole.
 */

import { formatProblem, type Problem, type Severity, severityOf, visible } from '../../problem.ts';
import { columnsOf } from '../../text-columns.ts';
import { cut, fold } from './terminal-text.ts';

export type Output = {
  /** Whether `--json` was given: then `lines` says nothing and `document` prints. */
  readonly json: boolean;
  /** Whether a person can answer: stdin and stderr are a terminal. */
  readonly interactive: boolean;
  /** The result, for people. */
  lines(...lines: readonly string[]): void;
  /** The result where it is a file: byte for byte, unless a person is watching. */
  copy(text: string): void;
  /** Resolves once whoever reads stdout has taken what was said: a long result must not pile up in memory. */
  taken(): Promise<void>;
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
  /** Resolves once stdout has no more to write than it takes at once; absent: it takes everything at once. */
  readonly drained?: () => Promise<void>;
  /** How wide the terminal is that stderr is; `undefined` where it is none. */
  readonly columns: number | undefined;
  /** The same of stdout. */
  readonly width: number | undefined;
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
  const say = (lines: readonly string[]) => {
    clear();
    streams.stderr(lines.map((line) => `${line}\n`).join(''));
  };
  const fitted = (line: string, columns: number | undefined) => {
    const text = visible(typed(line).replaceAll('\n', '\\n'));
    return columns === undefined ? [text] : fold(text, Math.max(columns, NARROWEST));
  };
  return {
    json,
    get interactive() {
      return streams.question !== undefined;
    },
    lines: (...lines) => {
      clear();
      if (json) return;
      const fitting = lines.flatMap((line) => fitted(line, streams.width));
      streams.stdout(fitting.map((line) => `${line}\n`).join(''));
    },
    copy: (text) => {
      clear();
      streams.stdout(streams.width === undefined ? text : text.split('\r\n').map(visible).join('\r\n'));
    },
    taken: async () => streams.drained?.(),
    document: (value) => {
      clear();
      if (json) streams.stdout(`${visible(JSON.stringify(value, undefined, 2))}\n`);
    },
    note: (line) => say(fitted(line, streams.columns)),
    problems: (problems) => {
      for (const problem of problems) {
        const [first = '', ...rest] = formatProblem(problem).split('\n');
        const tone = streams.color ? severityOf(problem) : undefined;
        const head = fitted(first, streams.columns).map((line) => paint(line, tone));
        say([...head, ...rest.flatMap((line) => fitted(line, streams.columns))]);
      }
    },
    progress: (line) => {
      if (streams.columns === undefined) return;
      clear();
      if (line === '') return;
      streams.stderr(fitting(visible(line), streams.columns - ROOM));
      shown = true;
    },
    ask: async (question) => {
      clear();
      return streams.question?.(visible(question));
    },
  };
}

function paint(line: string, tone: Severity | undefined): string {
  return tone === undefined ? line : `\u001b[${tone === 'error' ? 31 : 33}m${line}\u001b[0m`;
}

/** On a terminal that is narrower than this, lines are broken as if it were not. */
const NARROWEST = 24;

/** Stays free behind a progress line: for the cursor, and for the ^C that a terminal writes there. */
const ROOM = 3;

/** Without the last of the parts that do not fit; the first is cut where it must be. */
function fitting(line: string, columns: number): string {
  const parts = line.split(/(?= {3}\S)/);
  while (parts.length > 1 && columnsOf(parts.join('')) > columns) parts.pop();
  return cut(parts.join(''), columns);
}

/** How this person calls the program: through `npm run` or `npx`, and with which `--root`. */
export type Typing = {
  readonly npm: boolean;
  readonly npx?: boolean;
  readonly root: string | undefined;
};

/**
 * Turns a command in back quotes into the line that works where the person is: inside `npm run` or `npx` nobody
 * has `tayori` on the path, and a command without its `--root` would act on another publication.
 */
export function asTyped(text: string, { npm, npx = false, root }: Typing): string {
  return text.replace(/`tayori ([a-z]+)((?: [^`\n]*)?)`/g, (_line, name: string, rest: string) => {
    const known = root === undefined || / --(?:root|help)\b/.test(rest);
    const words = known ? rest : `${rest} --root ${/\s/.test(root) ? `'${root}'` : root}`;
    if (!npm) return `\`${npx ? 'npx ' : ''}tayori ${name}${words}\``;
    return words === '' ? `\`npm run ${name}\`` : `\`npm run ${name} --${words}\``;
  });
}
