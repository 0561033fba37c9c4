/** What is wrong with a config that cannot be loaded, and at which line of which file. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFolder } from '../disk/private-folder.ts';
import { type Place, type Problem, ProblemError } from '../problem.ts';
import { placeOfKey, wideSignIn } from './config-places.ts';

export const CONFIG_FILE = 'tayori.config.ts';

/** The problem of a config that ended the process: it, or a module that it imports, called for the exit. */
export function endedByConfig(): Problem {
  return {
    code: 'config-unreadable',
    message: 'The config ended the program before anything was done.',
    hint: 'Take the call of `exit()` out of it, or out of what it imports; to stop on purpose, `throw new Error("why")`.',
    at: { file: CONFIG_FILE },
  };
}

export function missing(root: string): ProblemError {
  if (existsSync(root) && !isFolder(root)) return new ProblemError([noFolder(root)]);
  const other = otherConfig(root);
  const none = existsSync(root) ? `There is no ${CONFIG_FILE} in ${root}` : `There is no folder ${root}`;
  return new ProblemError([
    {
      code: 'config-missing',
      message: `${none}${other === undefined ? '' : `, but ${other}, which is not read`}.`,
      hint: hintBeside(other),
    },
  ]);
}

function noFolder(root: string): Problem {
  return {
    code: 'config-missing',
    message: `${root} is a file, and --root names the folder of a site.`,
    hint: `Name the folder that holds ${CONFIG_FILE}.`,
  };
}

/** A config under another ending, such as `tayori.config.mjs`. */
function otherConfig(root: string): string | undefined {
  if (!isFolder(root)) return undefined;
  return readdirSync(root).find((name) => /^tayori\.config\.\w+$/i.test(name) && name !== CONFIG_FILE);
}

function hintBeside(other: string | undefined): string {
  if (other === undefined)
    return 'Make one with `tayori init` (in a Jekyll site: `tayori init --from-jekyll .`), or name the site folder with --root DIR.';
  return /\.[cm]?[jt]s$/i.test(other)
    ? `Rename it to ${CONFIG_FILE}, and let it say \`export default { … }\`: JavaScript is read too.`
    : `Write what it says as \`export default { … }\` into ${CONFIG_FILE}; docs/configuration.md shows an example.`;
}

/** The error of a config, with its place. Problems only get their places. */
export function unreadable(error: unknown, root: string): ProblemError {
  if (error instanceof ProblemError) return new ProblemError(error.problems.map((one) => placed(one, root)));
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  const at = placeOf(error, root) ?? placeOfImport(reason, root) ?? { file: CONFIG_FILE };
  const problem = wideSign(error, at, root) ?? {
    code: 'config-unreadable',
    message: `The config can not be loaded: ${plainReason(reason)}.`,
    hint: hintFor(error),
    at,
  };
  return new ProblemError([problem], { cause: error });
}

/** A config without `export default`: whatever else it says is not read. */
export function nothingExported(): Problem {
  return {
    code: 'config-unreadable',
    message: 'The config has no `export default`, so it says nothing.',
    hint: "Write `export default { site: { title: '…', url: 'https://…' } };`; docs/configuration.md shows an example.",
    at: { file: CONFIG_FILE },
  };
}

/** The problem of a setting with the line of the config at which the setting stands. */
function placed(problem: Problem, root: string): Problem {
  const { at } = problem;
  if (at?.key === undefined || at.line !== undefined || at.file !== CONFIG_FILE) return problem;
  const spot = placeOfKey(textOf(CONFIG_FILE, root), at.key);
  return spot === undefined ? problem : { ...problem, at: { ...at, ...spot } };
}

function wideSign(error: unknown, at: Place, root: string): Problem | undefined {
  if (!isSyntax(error)) return undefined;
  const found = wideSignIn(textOf(at.file, root));
  if (found === undefined) return undefined;
  const { letter, sign, line, column } = found;
  return {
    code: 'config-unreadable',
    message: `The config can not be loaded: \`${letter}\` is no sign of TypeScript.`,
    hint: `Write \`${sign}\` in its place.`,
    at: { file: at.file, line, column },
  };
}

function isSyntax(error: unknown): error is SyntaxError {
  return error instanceof Error && error.name === 'SyntaxError';
}

/** The words of the compiler for a person. */
function plainReason(reason: string): string {
  return reason
    .replace(/^Expected '(.+?)', got .*$/, 'a `$1` is missing before this place')
    .replace(/^Unexpected token `[^`]*`\. Expected .*$/, 'what stands here was not expected')
    .replace(/\.$/, '');
}

function hintFor(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (code === 'ERR_MODULE_NOT_FOUND') return 'Correct the name behind `from`, or install that package here.';
  if (isSyntax(error) && code === 'ERR_INVALID_TYPESCRIPT_SYNTAX')
    return 'Look for a missing comma, quotation mark or bracket on this line or the one above.';
  return 'Correct it there; the config must be a module with `export default { … }`.';
}

/** Empty if the file is gone meanwhile. */
function textOf(file: string, root: string): string {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The folder of the program, which may itself be inside the site: `src`, or `dist` for the bundle. */
const program = join(import.meta.dirname, '..') + sep;

/** The first place of the site in a stack: in the config, or in a file that it imports. */
function placeOf(error: unknown, root: string): Place | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const folder = realpathSync(root); // Node names modules by their real paths
  for (const [, url = '', line, column] of stack.matchAll(/(file:\/\/\/\S+?):(\d+)(?::(\d+))?/g)) {
    const path = fileURLToPath(url.replace(/\?.*/, ''));
    const file = relative(folder, path);
    const isOurs = path.startsWith(program);
    if (file.startsWith('..') || url.includes('/node_modules/') || isOurs) continue;
    const spot = column === undefined ? caretIn(stack) : Number(column);
    return { file, line: Number(line), ...(spot === undefined ? {} : { column: spot }) };
  }
  return undefined;
}

/** Sometimes Node gives no place if a name is not exported: then the name is searched in the config. */
function placeOfImport(reason: string, root: string): Place | undefined {
  const [, module = '', name = ''] =
    /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(reason) ?? [];
  if (name === '') return undefined;
  const text = readFileSync(join(root, CONFIG_FILE), 'utf8');
  const from = ["'", '"'].map((quote) => text.indexOf(quote + module + quote)).find((index) => index >= 0);
  const at = from === undefined ? -1 : text.lastIndexOf(name, from);
  if (at < 0) return undefined;
  const before = text.slice(0, at).split('\n');
  return { file: CONFIG_FILE, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The column that Node marks with `^` below the line that it shows. */
function caretIn(stack: string): number | undefined {
  const pointer = stack.split('\n').find((line) => /^ *\^+$/.test(line));
  return pointer === undefined ? undefined : pointer.indexOf('^') + 1;
}
