/**
 * Headings that lead back to the section that the text before them is in: 「## 窯」, 「### 温度」 and a text, where the text before
 * stands under these two already; or 「## 窯」, 「### 土」, where it stands under 「## 窯」. A program that goes on with a text often gives
 * them another rank.
 */
import type { Block } from '../../blocks.ts';
import { levelOf, nameOf } from '../section-heading.ts';

type Heading = { readonly level: number; readonly name: string };

/** @returns their indexes */
export function leadingBack(blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>();
  /** The headings that the text stands under, from the highest rank. */
  let path: readonly Heading[] = [];
  let run: Heading[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      run.push({ level: levelOf(block), name: nameOf(block) });
      continue;
    }
    const count = block.kind === 'end' ? 0 : leading(run, path);
    for (let at = 0; at < count; at += 1) found.add(index - run.length + at);
    path = run.slice(count).reduce(below, path);
    run = [];
  }
  return found;
}

/** The headings above a text below one more heading. */
function below(path: readonly Heading[], heading: Heading): readonly Heading[] {
  return [...path.filter(({ level }) => level < heading.level), heading];
}

/** How many headings of a row stand in a path, in its order, and need not stand again for what is below them. */
function leading(run: readonly Heading[], path: readonly Heading[]): number {
  let count = 0;
  let from = 0;
  for (const { name } of run) {
    const at = path.findIndex((heading, index) => index >= from && heading.name === name);
    if (at < 0 || name === '') break;
    from = at + 1;
    count += 1;
  }
  if (count === run.length) return from === path.length ? count : Math.max(0, count - 1);
  return (path[from - 1]?.level ?? 0) < (run[count]?.level ?? 0) ? count : 0;
}
