/** A worker: a process that sends a mailing, and what it learns while it sends. */
import type { MailingRef } from './mailing.ts';

/** A process that sends a mailing, or did. */
export type Worker = {
  readonly owner: string;
  /** The machine and the process, for people. */
  readonly host: string;
  readonly since: Date;
  /** How long its claims hold without another sign of life, in ms; below zero they no longer hold. */
  readonly leaseLeft: number;
  /** A number that grows with each sign of life. */
  readonly heard: number;
  /** Deliveries that it claimed or marked. */
  readonly held: number;
  /** How many of these would be in doubt if the worker is dead: a mark was made, or may be lost with the machine. */
  readonly begun: number;
  /** Deliveries that it brought to `sent`. */
  readonly sent: number;
  readonly ended: Date | undefined;
  readonly stop: Halt | undefined;
};

/** Why a worker stopped early, and whose words say so. The send loop defines the values of `why`. */
export type Halt = { readonly why: string; readonly said: string };

/** What a worker learns from a sign of life. */
export type Pulse = {
  /** Whether its claims hold. A lease that ran out is never renewed, and its worker can do nothing more. */
  readonly holds: boolean;
  /** How long the lease holds from now on, in ms. */
  readonly leaseMs: number;
  /** How many deliveries of dead workers were queued again. */
  readonly queued: number;
  /** The workers that stopped early since this one began. */
  readonly halts: readonly (Halt & { readonly host: string })[];
};

/** A lock on a mailing that a worker holds. */
export type WorkerPlace = AsyncDisposable & {
  /** Whether no other worker has one; then all claims belong to dead workers. */
  readonly alone: boolean;
  /** Lets other workers in, where several are possible. Call it after the rows of dead workers are settled. */
  letOthersIn(): Promise<void>;
};

/** The processes that send a mailing. */
export type Workers = {
  /**
   * Settles the rows of dead workers: rows without a mark are queued again, rows with a mark are in doubt. A worker
   * that is alone takes all other workers for dead, so it calls this before its first claim. If there may be several
   * workers, those are dead whose lease ran out.
   */
  recover(of: MailingRef, now: Date): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /**
   * A sign of life: begins or renews the lease of a worker, and settles the rows of workers whose lease ran out. Call
   * it several times within each lease. A claim begins a lease, but does not renew it.
   */
  beat(of: MailingRef, worker: Pick<Worker, 'owner' | 'host'>, now: Date): Promise<Pulse>;
  /**
   * A worker ends. Rows that it claimed and did not mark are queued again; rows that it marked and did not record are
   * in doubt. If there may be several workers, its name can claim nothing more.
   */
  leave(
    of: MailingRef,
    owner: string,
    halt: Halt | undefined,
    now: Date,
  ): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /** All workers that ever sent this mailing; the first one first. */
  workers(of: MailingRef): Promise<readonly Worker[]>;
};
