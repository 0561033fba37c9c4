/**
 * What a send needs and what it returns: the request, the editor who is told and asked on the way, and the report.
 * The command line makes the request and puts the report into words; a web page could do the same.
 */
import type { Delivery, Ledger, Tally, Worker } from '../ledger/ledger.ts';
import type { DkimKey } from '../mail/dkim-key.ts';
import type { Transport } from '../mail/transport.ts';
import type { Period } from '../period.ts';
import type { Problem } from '../problem.ts';
import type { Clock } from '../time.ts';
import type { Conclusion } from './brake/conclude-faults.ts';
import type { SendProgress } from './loop/progress.ts';
import type { Ending } from './loop/run-result.ts';
import type { Wanted } from './plan/make-ready.ts';
import type { Expected, Plan } from './plan/plan.ts';
import type { Only } from './plan/selection.ts';

/** What becomes of recipients who are in doubt from earlier runs. */
export type DoubtPolicy = 'hold' | 'skip' | 'resend';

export type SendRequest = {
  /** Only the plan: nothing is settled, frozen or sent. */
  readonly plansOnly: boolean;
  /** The editor asked for the plan: it is shown even if nobody is left to send to. */
  readonly dryRun: boolean;
  readonly expect: Expected | undefined;
  /** `undefined`: hold them; in a rehearsal send to them again. */
  readonly policy: DoubtPolicy | undefined;
  /** Why the frozen mails are laid aside for those on disk. */
  readonly anew: string | undefined;
  /** Only some recipients of a frozen digest; `undefined`: all of them. */
  readonly only: Only | undefined;
  /** Believe servers even if they call many addresses bad. */
  readonly believeBounces: boolean;
  /** Without asking whether the pages that the mail leads to are there. */
  readonly unpublished: boolean;
  /** In ms. */
  readonly patience: number;
  /** No mail leaves before, or after. */
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
};

/** The person who sends: hears what happens, and is asked before mail leaves. */
export type Editor = {
  /** Does the work before the plan. It may take a while, so the editor sees that something happens. */
  reading<T>(work: () => Promise<T>): Promise<T>;
  /** What was decided about addresses that an earlier run had left open. */
  concluded(earlier: readonly Conclusion[]): void;
  warned(problems: readonly Problem[]): void;
  noted(text: string): void;
  planned(plan: Plan): void;
  /** @returns whether mail may leave */
  confirms(plan: Plan, policy: DoubtPolicy): Promise<boolean>;
  joined(tally: Tally, others: readonly Worker[]): void;
  /** The signal came. @param underWay how many mails are still being sent */
  stopping(underWay: number): void;
  progressed(progress: SendProgress): void;
  /** The last mail of the run has ended. */
  ran(): void;
};

export type SendJob = {
  readonly request: SendRequest;
  readonly editor: Editor;
  readonly period: Period;
  readonly wanted: Omit<Wanted, 'ledger'>;
  readonly ledger: Ledger;
  readonly transport: Transport;
  readonly dkim: DkimKey | undefined;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly signal: AbortSignal;
};

/** How a send ended. */
export type SendReport =
  /** Nobody wrote a post for the period. */
  | { readonly outcome: 'quiet' }
  /** The plan was shown, and nothing sent. */
  | { readonly outcome: 'planned'; readonly plan: Plan }
  | { readonly outcome: 'declined'; readonly plan: Plan }
  /** There was nobody to send to. */
  | ({ readonly outcome: 'nobody-left'; readonly plan: Plan } & Done)
  | ({ readonly outcome: 'ran'; readonly plan: Plan; readonly seconds: number } & Done);

export type Done = {
  readonly before: Tally;
  readonly after: Tally;
  readonly ending: Ending;
  /** What was decided about bad addresses: before this run, for runs that died (`earlier`), and after it (`now`). */
  readonly earlier: readonly Conclusion[];
  readonly now: readonly Conclusion[];
  readonly doubt: readonly Delivery[];
  readonly failed: readonly Delivery[];
  /** Whether `--only failed` would send to anybody. */
  readonly failedAgain: boolean;
};
