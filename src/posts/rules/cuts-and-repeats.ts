/** Repairs cut sentences, and drops what was said before: a sentence that is whole again may be such a one. */
import type { Block } from '../blocks.ts';
import type { Mend, Mended } from '../repair.ts';
import { dropRepeated } from './repeats/repeated-passage.ts';
import type { RuleContext } from './rule.ts';
import { mendCuts } from './scars/cut.ts';

export function mendCutsAndRepeats(
  blocks: readonly Block[],
  context: RuleContext,
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  const mended = mendCuts(blocks, context.on, source);
  if (mended.mends.every(({ code }) => code === 'post-cut-open')) return mended;
  const again = dropRepeated(mended.blocks, context, before, source);
  return { blocks: again.blocks, mends: [...mended.mends, ...again.mends] };
}
