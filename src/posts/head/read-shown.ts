/** From when, and until when a post is shown, where its generator has keys for that. */
import { type Generator, generatorOf } from '../../settings/generators.ts';
import type { During } from '../../time.ts';
import { textOf } from './fields.ts';
import type { HeadSource } from './head-source.ts';
import { instantAt } from './read-date.ts';

/** @returns `undefined` if the post is shown for ever from its date; a date that can not be read is a fault */
export function readShown(source: HeadSource): During | undefined {
  const { shown }: Generator = generatorOf(source.settings.site);
  if (shown === undefined) return undefined;
  const from = firstOf(source, shown.from);
  const until = firstOf(source, shown.until);
  if (from === undefined && until === undefined) return undefined;
  return { from: from?.getTime() ?? 0, until: until?.getTime() ?? null };
}

/** The date of the first of the keys that is there. */
function firstOf(source: HeadSource, keys: readonly string[]): Date | undefined {
  const { data } = source;
  const key = Object.keys(data).find(
    (one) => keys.includes(one.toLowerCase()) && textOf(data, one) !== undefined,
  );
  return key === undefined ? undefined : instantAt(source, key);
}
