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

const BITS: Readonly<Record<Around, number>> = { em: 1, strong: 2, label: 4 };

type Context = {
  /** The bits of what is around. */
  inside: number;
  /** For each sum of bits, where each token ends that has been passed over (markdown-it's own cache). */
  readonly caches: InlineState['cache'][];
  /** Searches without a result: what was searched, up to where, and from where on there is nothing. */
  failed: Map<string, number> | undefined;
};

/** The context is kept on the state itself: a map beside it would be asked at every mark. */
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
