/** Finds the end tag of each element of HTML in a post, in one pass for each kind of element. */
import { lastUpTo } from '../../line-numbers.ts';
import type { BlockState } from './block-lines.ts';

/** Where an element ends: `end` is the place after its end tag. */
export type Close = { readonly line: number; readonly begin: number; readonly end: number };

/** The end of the element that opens on `startLine`; `undefined` if it is not closed before `endLine`. */
export function closeOf(
  state: BlockState,
  name: string,
  startLine: number,
  endLine: number,
): Close | undefined {
  const env = state.env as { closings?: Map<string, Closings> };
  env.closings ??= new Map();
  const key = `${name} ${state.src.length}`;
  let closings = env.closings.get(key);
  if (closings?.src !== state.src) {
    closings = { src: state.src, ends: closingsOf(state.src, name) };
    env.closings.set(key, closings);
  }
  const found = closings.ends.get((state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0));
  if (found === undefined) return undefined;
  const line = lastUpTo(state.bMarks, found.begin);
  return line >= endLine || found.begin >= (state.eMarks[line] ?? 0) ? undefined : { line, ...found };
}

type Closings = {
  readonly src: string;
  /** For each place where an element opens, its end tag. */
  readonly ends: ReadonlyMap<number, { readonly begin: number; readonly end: number }>;
};

/** One pass over the whole text for each kind of element. */
function closingsOf(src: string, name: string): Closings['ends'] {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^<>]*>?`, 'gi');
  const ends = new Map<number, { begin: number; end: number }>();
  const open: number[] = [];
  for (const { 0: tag, 1: slash, index } of src.matchAll(tags)) {
    if (slash === '') open.push(index);
    else {
      const opened = open.pop();
      if (opened !== undefined) ends.set(opened, { begin: index, end: index + tag.length });
    }
  }
  return ends;
}
