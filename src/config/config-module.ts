/**
 * Runs a config file as a TypeScript module, whatever `type` the `package.json` around it has: in a package of `"type":
 * "commonjs"` Node would refuse `export default`. Node itself removes the types, and Node's compile cache keeps the
 * result: a second start takes 2 ms instead of 40.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type LoadHookSync, type ResolveHookSync, registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listenAgain, stopListening } from '../process/signals.ts';
import { CONFIG_FILE, missing, unreadable } from './config-problems.ts';

/** In ms. A config may run so long, because it may ask a program or a server for something. */
const PATIENCE = 10_000;

let running = false;

/** Whether a config has begun and not ended: then it is the config that ends the process, or keeps it alive. */
export function configIsRunning(): boolean {
  return running;
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
  stopListening();
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
