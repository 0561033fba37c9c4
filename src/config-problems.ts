/** What is wrong with a config that cannot be loaded, and at which line of which file. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Place, type Problem, ProblemError } from './problem.ts';

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
  const other = otherConfig(root);
  const none = existsSync(root) ? `There is no ${CONFIG_FILE} in ${root}` : `There is no folder ${root}`;
  return new ProblemError([
    {
      code: 'config-missing',
      message: `${none}${other === undefined ? '' : `, but ${other}, which is not read`}.`,
      hint: hintBeside(other),
      at: { file: CONFIG_FILE },
    },
  ]);
}

/** A config under another ending, such as `tayori.config.mjs`. */
function otherConfig(root: string): string | undefined {
  if (!existsSync(root)) return undefined;
  return readdirSync(root).find((name) => /^tayori\.config\.\w+$/i.test(name) && name !== CONFIG_FILE);
}

function hintBeside(other: string | undefined): string {
  if (other === undefined)
    return 'Make one with `tayori init` (in a Jekyll site: `tayori init --from-jekyll .`), or name the site folder with --root DIR.';
  return /\.[cm]?[jt]s$/i.test(other)
    ? `Rename it to ${CONFIG_FILE}, and let it say \`export default { … }\`: JavaScript is read too.`
    : `Write what it says as \`export default { … }\` into ${CONFIG_FILE}; docs/configuration.md shows an example.`;
}

/** The error of a config, with its place. Problems stay as they are. */
export function unreadable(error: unknown, root: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  return new ProblemError(
    [
      {
        code: 'config-unreadable',
        message: `The config can not be loaded: ${reason.replace(/\.$/, '')}.`,
        hint: 'It must be a module with `export default { … }`; a type checker (`npx tsc`) shows the spot.',
        at: placeOf(error, root) ?? placeOfImport(reason, root) ?? { file: CONFIG_FILE },
      },
    ],
    { cause: error },
  );
}

/** The first place of the site in a stack: in the config, or in a file that it imports. */
function placeOf(error: unknown, root: string): Place | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const folder = realpathSync(root); // Node names modules by their real paths
  for (const [, url = '', line, column] of stack.matchAll(/(file:\/\/\/\S+?):(\d+)(?::(\d+))?/g)) {
    const path = fileURLToPath(url.replace(/\?.*/, ''));
    const file = relative(folder, path);
    const isOurs = path.startsWith(import.meta.dirname + sep);
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
