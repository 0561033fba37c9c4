/** The config of a site while the preview runs: read again whenever its text changes. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { CACHE_FOLDER, type Cache } from '../cache.ts';
import { keyOf } from '../cache-key.ts';
import { CONFIG_FILE, loadConfig } from '../config.ts';
import { namesIn, readWhole } from '../disk/files.ts';
import { stampOf } from '../disk/scan-files.ts';
import type { Settings } from '../settings.ts';

export type LiveConfig = {
  readonly settings: Settings;
  /** Where the preview keeps what it has read of posts. Another config or program has another key. */
  readonly cache: Cache;
};

/**
 * @param changed is called after the config was read anew: what was made with the old settings is no longer right
 * @returns a function that gives the config as it is on disk now. It throws ProblemError if the config cannot be read
 */
export function openConfig(root: string, changed: () => void): () => Promise<LiveConfig> {
  let known: (LiveConfig & { readonly text: string }) | undefined;
  // Node keeps every module that it has loaded, and every one that failed. Another number is another module to it.
  let reading = 0;
  return async () => {
    const text = configText(root);
    if (known?.text === text) return known;
    const number = reading;
    reading += 1;
    const settings = await loadConfig(root, undefined, number);
    changed();
    // `keyOf` alone is not enough: it knows the config that Node loaded first, which may be older than these settings.
    const key = hash('sha256', JSON.stringify([await keyOf(root), settings]));
    known = { text, settings, cache: { folder: join(root, CACHE_FOLDER, 'preview'), key } };
    return known;
  };
}

/** The text of the config, and the stamps of the files beside it, because the config may import them. */
function configText(root: string): string {
  const text = readWhole(join(root, CONFIG_FILE))?.toString() ?? '';
  return JSON.stringify([text, rootStamps(root)]);
}

/** The stamps (size, times of change) of all `.ts` and `.json` files beside the config. */
export function rootStamps(root: string): readonly unknown[] {
  const names = namesIn(root).filter((name) => /\.(?:ts|json)$/.test(name));
  return names.map((name) => [name, stampOf(join(root, name)) ?? null]);
}
