/**
 * What a run would send, and what speaks against it: computed before anyone is asked, and before anything is
 * frozen. Pure: the numbers come from the audience or, once frozen, from the ledger.
 */

import type { Counts, FrozenEdition, Mailing, Sender, Tally } from '../../ledger/ledger.ts';
import { optionFor } from '../../period.ts';
import { ProblemError } from '../../problem.ts';
import { people } from '../../text/amounts.ts';
import type { Audience } from './audience.ts';
import type { Survey } from './selection.ts';

export type Plan = {
  readonly id: string;
  readonly subject: string;
  readonly sender: Sender;
  /** When it was frozen; `undefined` if this run would be the first. */
  readonly frozen: Date | undefined;
  readonly editions: readonly PlannedEdition[];
  /** Recipients by domain, the largest first. */
  readonly domains: readonly (readonly [domain: string, recipients: number])[];
  readonly tally: Tally;
  /** How many of those in doubt a dead worker had begun; the next run names them. */
  readonly begun?: number;
  /** When the next deferred mail is due; `undefined` if none waits. */
  readonly retryAt: Date | undefined;
  /** Confirmed subscribers for whose categories there is nothing this time. */
  readonly nothingFor: number;
  /** Set if the run sends only to some of the recipients; `editions` and `domains` then count only those. */
  readonly only?: Survey;
};

export type PlannedEdition = {
  readonly key: string;
  readonly recipients: number;
  /** In bytes, as it is before the slots are filled. */
  readonly html: number;
  readonly text: number;
};

type Content = Pick<FrozenEdition, 'key' | 'subject' | 'html' | 'text'>;

/** The plan of a first run. */
export function planFirst(
  id: string,
  sender: Sender,
  editions: readonly Content[],
  audience: Audience,
): Plan {
  const keys = new Set(editions.map(({ key }) => key));
  const reached = Object.entries(audience.editions).filter(([key]) => keys.has(key));
  const planned = sum(reached.map(([, count]) => count));
  const domains = new Map<string, number>();
  for (const [key] of reached) {
    for (const [domain, count] of Object.entries(audience.domains[key] ?? {})) {
      domains.set(domain, (domains.get(domain) ?? 0) + count);
    }
  }
  return {
    id,
    sender,
    subject: editions[0]?.subject ?? '',
    frozen: undefined,
    editions: editions.map((edition) => plannedEdition(edition, audience.editions)),
    domains: largestFirst(Object.fromEntries(domains)),
    tally: { planned, queued: planned, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0 },
    retryAt: undefined,
    nothingFor: sum(Object.values(audience.editions)) - planned,
  };
}

/** The plan of a run that goes on with what was frozen. */
export function planResumed(
  mailing: Mailing,
  tally: Tally,
  breakdown: { readonly editions: Counts; readonly domains: Counts },
  retryAt: Date | undefined,
): Plan {
  return {
    id: mailing.id,
    sender: mailing.sender,
    subject: mailing.editions[0]?.subject ?? '',
    frozen: mailing.frozen,
    editions: mailing.editions.map((edition) => plannedEdition(edition, breakdown.editions)),
    domains: largestFirst(breakdown.domains),
    tally,
    retryAt,
    nothingFor: 0,
  };
}

/** The plan of a run that sends only to some recipients of a frozen mailing; it counts only those. */
export function planOnly(plan: Plan, only: Survey): Plan {
  return {
    ...plan,
    only,
    retryAt: undefined,
    editions: plan.editions.map((edition) => ({ ...edition, recipients: only.editions[edition.key] ?? 0 })),
    domains: largestFirst(only.domains),
  };
}

/** How many people an editor expects. */
export type Expected = { readonly least: number; readonly most: number };

/** @throws ProblemError (send-expect) if the list is not as large as the editor thinks */
export function checkExpected(expect: Expected | undefined, { tally, id, only }: Plan): void {
  const planned = only?.people ?? tally.planned;
  if (expect === undefined || (planned >= expect.least && planned <= expect.most)) return;
  const wanted = expect.least === expect.most ? `${expect.least}` : `${expect.least} to ${expect.most}`;
  throw new ProblemError([
    {
      code: 'send-expect',
      message: `${id} has ${people(planned)} to go to, and ${wanted} were expected: nothing was sent.`,
      hint: `Look at \`tayori send ${optionFor(id)}${only === undefined ? '' : ` --only ${only.choice}`} --dry-run\`; if the number is right, write \`--expect ${planned}\`.`,
    },
  ]);
}

function plannedEdition({ key, html, text }: Content, recipients: Counts): PlannedEdition {
  return {
    key,
    recipients: recipients[key] ?? 0,
    html: Buffer.byteLength(html),
    text: Buffer.byteLength(text),
  };
}

function largestFirst(counts: Counts): (readonly [string, number])[] {
  return Object.entries(counts).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
