/** How many want which edition. A list may be long, so the ledger is asked again only where it may have changed. */
import { ProblemError } from '../problem.ts';
import { type Audience, readAudience } from '../sending/plan/audience.ts';
import { MINUTE } from '../time.ts';
import type { PreviewOptions } from './room.ts';

export type AudienceMemory = {
  ask(): Promise<Audience | undefined>;
  /** The ledger changed. */
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
      if (error instanceof ProblemError) return undefined; // the strip says why
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
