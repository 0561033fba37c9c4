/**
 * Runs a config file as a TypeScript module, whatever `type` the `package.json` around it has: in a package of `"type":
 * "commonjs"` Node would refuse `export default`. Node itself removes the types, and Node's compile cache keeps the
 * result: a second start takes 2 ms instead of 40.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { type LoadHookSync, type ResolveHookSync, registerHooks } from 'node:module';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Place, type Problem, ProblemError } from './problem.ts';

export const CONFIG_FILE = 'tayori.config.ts';

/** In ms. A config may run so long, because it may ask a program or a server for something. */
const PATIENCE = 10_000;

let running = false;

/** Whether a config has begun and not ended: then it is the config that ends the process, or keeps it alive. */
export function configIsRunning(): boolean {
  return running;
}

/** What takes in Ctrl-C and the like. */
const interruptions = new Map<NodeJS.Signals, () => void>();

/**
 * Takes in a signal, but while a config runs: no listener is heard in a loop that never ends, so the system ends the
 * process then, as it does where nobody listens.
 */
export function onSignal(signal: NodeJS.Signals, listener: () => void): void {
  interruptions.set(signal, listener);
  process.on(signal, listener);
}

function listenAgain(): void {
  for (const [signal, listener] of interruptions) process.off(signal, listener).on(signal, listener);
}

/**
 * Runs the config of a site folder.
 *
 * @param patience in ms
 * @param reading a number for each reading in one process: Node keeps every module that it has loaded, so each reading
 * needs another URL
 * @returns its default export, whatever that is
 * @throws ProblemError (config-missing, config-unreadable), also if it never ends
 */
export async function runConfig(root: string, patience = PATIENCE, reading = 0): Promise<unknown> {
  const path = join(root, CONFIG_FILE);
  if (!existsSync(path)) throw missing(root);
  const again = reading === 0 ? {} : { resolve: resolveAnew(reading) };
  const hooks = registerHooks({ load: loadAsModule, ...again });
  const wait = waitAtMost(patience);
  running = true;
  for (const [signal, listener] of interruptions) process.off(signal, listener);
  try {
    const module: Promise<{ readonly default?: unknown }> = import(
      pathToFileURL(path).href + (reading === 0 ? '' : `?${reading}`)
    );
    const { default: value } = await Promise.race([module, wait.over]);
    running = false;
    return value;
  } catch (error) {
    running = error instanceof NeverEnds;
    throw unreadable(error, root);
  } finally {
    listenAgain();
    wait.stop();
    hooks.deregister();
  }
}

/** Installed packages keep the type that they name themselves. */
const loadAsModule: LoadHookSync = (url, context, next) => {
  if (!isOfTheSite(url)) return next(url, context);
  refuseOtherLetters(fileURLToPath(url.replace(/\?.*/, '')));
  return next(url, { ...context, format: 'module-typescript' });
};

/** Node reads any bytes, and makes U+FFFD of those that are not UTF-8: a title in Shift_JIS would be published so. */
function refuseOtherLetters(path: string): void {
  const bytes = readFileSync(path);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${basename(path)} is not UTF-8 text: save it as UTF-8`);
  }
}

/** Files of the site that the config imports are read again with it. */
function resolveAnew(reading: number): ResolveHookSync {
  return (specifier, context, next) => {
    const found = next(specifier, context);
    return isOfTheSite(found.url) && !found.url.includes('?')
      ? { ...found, url: `${found.url}?${reading}` }
      : found;
  };
}

function isOfTheSite(url: string): boolean {
  return /^file:.*\.ts(?:$|\?)/.test(url) && !url.includes('/node_modules/');
}

class NeverEnds extends Error {}

/** Fails after a time, or at once if nothing is left that the process could wait for. */
function waitAtMost(patience: number) {
  const { promise, reject } = Promise.withResolvers<never>();
  const never = () => reject(new NeverEnds('it waits for something that never comes'));
  const timer = setTimeout(
    () => reject(new NeverEnds(`it is not done after ${patience / 1000} s`)),
    patience,
  ).unref();
  process.once('beforeExit', never);
  const stop = () => {
    clearTimeout(timer);
    process.off('beforeExit', never);
  };
  return { over: promise, stop };
}

/** The problem of a config that ended the process: it, or a module that it imports, called for the exit. */
export function endedByConfig(): Problem {
  return {
    code: 'config-unreadable',
    message: 'The config ended the program before anything was done.',
    hint: 'Take the call of `exit()` out of it, or out of what it imports; to stop on purpose, `throw new Error("why")`.',
    at: { file: CONFIG_FILE },
  };
}

function missing(root: string): ProblemError {
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
    if (file.startsWith('..') || path.includes('/node_modules/') || path.startsWith(import.meta.dirname))
      continue;
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
