/**
 * Group commit: small changes that come in the same turn of the event loop, or while one transaction is
 * under way, share the next transaction. Where that fails each is tried alone, so that none fails for another.
 */
import { ProblemError } from '../problem.ts';

type Waiting<Change, Answer> = {
  readonly change: Change;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/** @param commit does all changes in one transaction, or none, and answers in their order */
export function grouped<Change, Answer>(
  commit: (changes: readonly Change[]) => Promise<readonly Answer[]>,
): (change: Change) => Promise<Answer> {
  const waiting: Waiting<Change, Answer>[] = [];
  let busy = false;

  const together = async (batch: readonly Waiting<Change, Answer>[]): Promise<void> => {
    let answers: readonly Answer[];
    try {
      answers = await commit(batch.map(({ change }) => change));
    } catch (error) {
      // What a person must mend, such as a full disk, is no fault of one of them.
      if (batch.length === 1 || error instanceof ProblemError) {
        for (const { reject } of batch) reject(error);
        return;
      }
      for (const one of batch) await together([one]);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer); // one for each change
  };
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) await together(waiting.splice(0));
    busy = false;
  };
  return (change) =>
    new Promise((resolve, reject) => {
      waiting.push({ change, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(() => void drain());
    });
}
