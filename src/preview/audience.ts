/**
 * How many subscribers want which edition. Counting a long list takes time, so the numbers are kept for a minute. They
 * are counted again at once when the ledger changes.
 */
import { ProblemError } from '../problem.ts';
import { type Audience, readAudience } from '../sending/plan/audience.ts';
import { MINUTE } from '../time.ts';
import type { PreviewOptions } from './preview-context.ts';

export type AudienceMemory = {
  /** @returns `undefined` if there is no ledger, or if it does not answer */
  ask(): Promise<Audience | undefined>;
  /** To be called when the ledger changed: the next `ask` counts again. */
  forget(): void;
};

export function openAudience({
  askLedger,
  clock,
}: Pick<PreviewOptions, 'askLedger' | 'clock'>): AudienceMemory {
  let known: { readonly at: Date; readonly audience: Promise<Audience | undefined> } | undefined;
  const read = async () => {
    try {
      return await askLedger(({ subscribers }) => readAudience(subscribers, clock()));
    } catch (error) {
      if (error instanceof ProblemError) return undefined; // the readiness strip of the page says why
      throw error;
    }
  };
  return {
    ask: () => {
      const now = clock();
      if (known === undefined || now.getTime() - known.at.getTime() > MINUTE)
        known = { at: now, audience: read() };
      return known.audience;
    },
    forget: () => {
      known = undefined;
    },
  };
}
