/** Which posts of a digest are no longer as they were when it was made. */
import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../plain-map.ts';
import type { Digest } from './digest.ts';
import { isSaid } from './digest-manifest.ts';

/**
 * Posts that were added, removed or changed since the digest was made, by title. The digest is sent
 * unchanged. If another post tells the same event now, that is no change of a post.
 */
export function changesSince(
  kept: Pick<Digest, 'items'>,
  now: Pick<Digest, 'items'>,
): {
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly string[];
} {
  const [before, after] = [asKept(kept), asKept(now)];
  const titles = (items: Digest['items']) => items.map(({ title }) => title);
  return {
    added: titles(now.items.filter(({ url }) => !before.has(url))),
    gone: titles(kept.items.filter(({ url }) => !after.has(url))),
    changed: titles(
      now.items.filter(({ url }) => before.has(url) && !isSame(before.get(url), after.get(url))),
    ),
  };
}

/** The posts by URL, in the form of a manifest: without undefined fields, and without regard to the order of fields. */
function asKept({ items }: Pick<Digest, 'items'>): Map<string, unknown> {
  const kept = items.map(({ tells: _, ...one }) => ({ ...one, image: one.image ?? null }));
  return new Map(kept.map((one) => [one.url, JSON.parse(JSON.stringify(one))]));
}

/** An earlier version did not store the telling sentence and the opening. If they are new, that is no change. */
function isSame(before: unknown, now: unknown): boolean {
  return isMap(before) && 'telling' in before ? isDeepStrictEqual(before, now) : isSaid(before, now);
}
