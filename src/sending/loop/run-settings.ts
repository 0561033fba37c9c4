/** What a run of a mailing is given: the mailing, the ledger, the way out, the clocks and the limits. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deliveries, Delivery, Mailing } from '../../ledger/ledger.ts';
import type { DkimKey } from '../../mail/dkim-key.ts';
import type { Addressee } from '../../mail/message.ts';
import type { Transport } from '../../mail/transport.ts';
import type { Clock } from '../../time.ts';
import type { PaceLimits } from '../pace/pace.ts';
import type { SendProgress } from './progress.ts';

export type SendRun = {
  readonly mailing: Mailing;
  readonly deliveries: Pick<
    Deliveries,
    | 'claim'
    | 'mark'
    | 'record'
    | 'recover'
    | 'beat'
    | 'leave'
    | 'workers'
    | 'nextRetry'
    | 'tally'
    | 'faults'
    | 'breakdown'
    | 'usualFaults'
    | 'answered'
  >;
  readonly transport: Transport;
  /** What only this person may know: Message-ID and links. */
  readonly addressee: (delivery: Delivery) => Addressee;
  /** Names this worker, and no other. */
  readonly owner: string;
  /** The machine and the process, for people. */
  readonly host?: string;
  readonly clock: Clock;
  /**
   * A clock that goes on evenly when somebody sets the wall clock. It measures pauses and rates. Without it the wall
   * clock does.
   */
  readonly steady?: Clock;
  /** How the run waits. A test with a clock of its own gives its own way to wait. */
  readonly rest?: Rest;
  /** Aborted: finish what is in flight and claim no more. */
  readonly signal: AbortSignal;
  /** How long the whole run may wait for retries, in ms. */
  readonly patience: number;
  readonly limits: PaceLimits;
  /** Believe servers even if they call many addresses bad. */
  readonly believeBounces?: boolean;
  /** Many refusals in a row end nothing: everybody was refused before (`--only failed`), or is a stranger. */
  readonly refusalsTellNothing?: boolean;
  /** Signs every mail; `undefined` if a relay signs them, or nobody does. */
  readonly dkim: DkimKey | undefined;
  readonly onProgress: (progress: SendProgress) => void;
  /** Called with each sign of life: how many have the mail by now, whoever sent it. */
  readonly onCount?: (sent: number) => Promise<void>;
};

/** Waits. @param ms how long. @returns false if the signal came first */
export type Rest = (ms: number, signal: AbortSignal) => Promise<boolean>;

export const restByTimer: Rest = (ms, signal) => sleep(Math.max(0, ms), true, { signal }).catch(() => false);
