/**
 * Whether a program wrote a post: it left markers, cut sentences, lost letters, or repeated whole passages. Some faults
 * look like something that people write on purpose, so they are repaired only with such evidence.
 */
import type { ProblemCode } from '../../../problem.ts';
import type { Block } from '../../blocks.ts';
import type { Mend } from '../../repair.ts';

const EVIDENCE: ReadonlySet<ProblemCode> = new Set([
  'post-marker',
  'post-cut-joined',
  'post-cut-restarted',
  'post-cut-open',
  'post-repeated-paragraph',
  'post-repeated-passage',
  'post-replacement-character',
  'post-flattened',
]);

/** @param mends what was repaired in it so far */
export function isMachineMade(blocks: readonly Block[], mends: readonly Mend[]): boolean {
  return blocks.some(({ cut }) => cut !== undefined) || mends.some(({ code }) => EVIDENCE.has(code));
}
