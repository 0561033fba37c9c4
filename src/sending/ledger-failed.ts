/**
 * What an editor is told if the ledger fails in the middle of a run: the fault itself, and what it means for the
 * mail.
 */

import { optionFor } from '../period.ts';
import { type Problem, ProblemError } from '../problem.ts';

/** @returns the same error if a person cannot correct it */
export function brokenOff(id: string, error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const after: Problem = {
    code: 'send-stopped',
    message: 'The run was broken off, and no mail begins without the ledger.',
    hint: `When that is mended, run \`tayori send ${optionFor(id)}\` again: it goes on where it stopped, and names the people whose mail was under way.`,
  };
  return new ProblemError([...error.problems, after], { cause: error });
}
