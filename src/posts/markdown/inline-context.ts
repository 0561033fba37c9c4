/**
 * In which elements a place of a paragraph stands, while it is read. kramdown puts no emphasis into emphasis of the same
 * kind, so what a mark means depends on it; and so do the searches that failed, none of which is made again.
 */
import type MarkdownIt from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;
export type InlineRule = Parameters<Md['inline']['ruler']['before']>[2];
export type InlineState = Parameters<InlineRule>[0];

/** What is around: `label` while the end of the text of a link is searched, where emphasis does not count. */
export type Around = 'em' | 'strong' | 'label';

type Context = {
  readonly inside: Set<Around>;
  /** For each set of elements, where each token ends that has been passed over (markdown-it's own cache). */
  readonly caches: Map<string, InlineState['cache']>;
  /** Searches without a result: what was searched, up to where, and from where on there is nothing. */
  readonly failed: Map<string, number>;
};

const contexts = new WeakMap<InlineState, Context>();

function contextOf(state: InlineState): Context {
  const known = contexts.get(state);
  if (known !== undefined) return known;
  const made: Context = { inside: new Set(), caches: new Map([['', state.cache]]), failed: new Map() };
  contexts.set(state, made);
  return made;
}

export function isInside(state: InlineState, around: Around): boolean {
  return contexts.get(state)?.inside.has(around) === true;
}

/** Runs `read` as if the place were inside an element of that kind. */
export function within<T>(state: InlineState, around: Around, read: () => T): T {
  const context = contextOf(state);
  const { inside, caches } = context;
  if (inside.has(around)) return read();
  const { cache } = state;
  inside.add(around);
  const key = keyOf(inside);
  state.cache = caches.get(key) ?? {};
  caches.set(key, state.cache);
  const result = read();
  inside.delete(around);
  state.cache = cache;
  return result;
}

function keyOf(inside: ReadonlySet<Around>): string {
  return [...inside].toSorted().join(' ');
}

/**
 * Answers a search, unless the same one failed from this place or from one before it.
 *
 * @param what names the search @param search gives `undefined` where there is nothing up to `state.posMax`
 */
export function searchOnce<T>(
  state: InlineState,
  what: string,
  from: number,
  search: () => T | undefined,
): T | undefined {
  const { inside, failed } = contextOf(state);
  const key = `${what} ${state.posMax} ${keyOf(inside)}`;
  const none = failed.get(key);
  if (none !== undefined && from >= none) return undefined;
  const found = search();
  if (found === undefined) failed.set(key, from);
  return found;
}
