/** `npm run send -- --only failed|deferred|new`: what must be there, and whom it sends to. */

import { ProblemError } from '../problem.ts';
import { optionFor } from '../time.ts';
import { unknownMailing } from './missing.ts';
import type { Plan } from './plan.ts';
import { makeReady, type Ready, type Wanted } from './ready.ts';
import { choose, type Only, type Survey, survey } from './selection.ts';

/** @throws ProblemError (ledger-mailing) where nothing is frozen yet, and with everything that is missing */
export async function makeOnlyReady(wanted: Wanted, only: Only): Promise<Ready> {
  const { deliveries } = wanted.ledger;
  const { id, channel } = wanted;
  const mailing = await deliveries.mailing(id, channel);
  if (mailing === undefined) {
    const unknown = unknownMailing(id, channel === 'mail' ? ' by SMTP' : ' in an outbox');
    const hint = `\`--only\` is about a digest that was sent before: send it with \`tayori send ${optionFor(id)}\`.`;
    throw new ProblemError([{ ...unknown, hint }]);
  }
  const ready = await makeReady(wanted);
  const found = await survey(deliveries, mailing, only);
  return {
    ...ready,
    plan: planOnly(ready.plan, found),
    freeze: (now) => choose(deliveries, mailing, only, now),
  };
}

function planOnly(plan: Plan, only: Survey): Plan {
  return {
    ...plan,
    only,
    retryAt: undefined,
    editions: plan.editions.map((edition) => ({ ...edition, recipients: only.editions[edition.key] ?? 0 })),
    domains: Object.entries(only.domains).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  };
}
