/**
 * Knows inside which elements the present place of a paragraph is. In kramdown, emphasis is not put into emphasis of
 * the same kind, so the meaning of a mark depends on that. It also remembers searches that failed, so that none is
 * repeated.
 */
import type MarkdownIt from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;
export type InlineRule = Parameters<Md['inline']['ruler']['before']>[2];
export type InlineState = Parameters<InlineRule>[0];

/** The elements around. `label`: the end of a link's text is being searched; emphasis does not count there. */
export type Around = 'em' | 'strong' | 'label';

const BITS: Readonly<Record<Around, number>> = { em: 1, strong: 2, label: 4 };

type Context = {
  /** The elements around, as bits. */
  inside: number;
  /** For each sum of bits: where each token ends that was skipped (markdown-it's own cache). */
  readonly caches: InlineState['cache'][];
  /** Searches without a result: what was searched, up to where, and from where on there is nothing. */
  failed: Map<string, number> | undefined;
};

/** The context is a field of the state: to look it up in a map at every mark would be slow. */
type Kept = InlineState & { context?: Context };

function contextOf(state: Kept): Context {
  state.context ??= { inside: 0, caches: [state.cache], failed: undefined };
  return state.context;
}

export function isInside(state: Kept, around: Around): boolean {
  return state.context !== undefined && (state.context.inside & BITS[around]) > 0;
}

/** Runs `read` as if the place were inside an element of that kind. */
export function within<T>(state: InlineState, around: Around, read: () => T): T {
  const context = contextOf(state);
  const { inside, caches } = context;
  if ((inside & BITS[around]) > 0) return read();
  const { cache } = state;
  context.inside = inside | BITS[around];
  state.cache = caches[context.inside] ??= {};
  const result = read();
  context.inside = inside;
  state.cache = cache;
  return result;
}

/**
 * Makes a search, unless the same search has failed from this place or from an earlier one.
 *
 * @param what the name of the search
 * @param search gives `undefined` if there is nothing before `state.posMax`
 */
export function searchOnce<T>(
  state: InlineState,
  what: string,
  from: number,
  search: () => T | undefined,
): T | undefined {
  const context = contextOf(state);
  const known = context.failed?.get(`${what} ${state.posMax} ${context.inside}`);
  if (known !== undefined && from >= known) return undefined;
  const found = search();
  if (found === undefined) {
    context.failed ??= new Map();
    context.failed.set(`${what} ${state.posMax} ${context.inside}`, from);
  }
  return found;
}
