/**
 * Group commit: changes that come in the same turn of the event loop, or while a transaction is under way, share
 * the next transaction. Each is answered only when that is over, in the order in which they came. One change
 * alone waits for nobody. Where a shared transaction fails each is tried alone, so that none fails for another.
 */
import { ProblemError } from '../problem.ts';

type Waiting<Change, Answer> = {
  readonly change: Change;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

export type Grouping = {
  /** So many changes share one at most: others wait for the database as long as it lasts. */
  readonly most?: number;
  /** Whether an error is no fault of one change, such as a full disk: then all of them fail. */
  readonly isOfAll?: (error: unknown) => boolean;
};

/** @param commit does all changes in one transaction, or none, and answers in their order */
export function grouped<Change, Answer>(
  commit: (changes: readonly Change[]) => Promise<readonly Answer[]>,
  { most = Number.POSITIVE_INFINITY, isOfAll = isProblem }: Grouping = {},
): (change: Change) => Promise<Answer> {
  const waiting: Waiting<Change, Answer>[] = [];
  let busy = false;

  const together = async (batch: readonly Waiting<Change, Answer>[]): Promise<void> => {
    let answers: readonly Answer[];
    try {
      answers = await commit(batch.map(({ change }) => change));
    } catch (error) {
      if (batch.length === 1 || isOfAll(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      for (const one of batch) await together([one]);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer); // one for each change
  };
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) await together(waiting.splice(0, most));
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

function isProblem(error: unknown): boolean {
  return error instanceof ProblemError;
}
