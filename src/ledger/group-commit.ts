/**
 * Group commit: many changes share one transaction, because a transaction that is durable waits for the disk. Changes
 * that come in the same turn of the event loop, or while a transaction is under way, go into the next one. They are
 * answered when it is over, in the order in which they came. If a shared transaction fails, each change is tried alone:
 * no change fails because of another.
 */
import { ProblemError } from '../problem.ts';

type Waiting<Change, Answer> = {
  readonly change: Change;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

export type Grouping = {
  /** The most changes in one transaction (default: all that wait). While it lasts, nothing else is written. */
  readonly most?: number;
  /** Whether an error concerns all changes, such as a full disk. Then all fail, and none is tried alone. */
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
