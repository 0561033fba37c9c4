/**
 * Whether a run is over, and why. Everything that could begin something new asks here first. Mails that are under way
 * may still finish.
 */
import type { Stopping } from '../pace/pace.ts';

/** From the least to the most serious. */
export type EndReason =
  /** What was claimed under this name is no longer ours; under another name the run goes on. */
  | { readonly why: 'lease' }
  /** The editor's Ctrl-C, or a shutdown. */
  | { readonly why: 'signal' }
  /** Going on would do harm or no good. */
  | { readonly why: 'stop'; readonly stop: Stopping }
  /** The ledger or the program failed: no mark may be made any more. */
  | { readonly why: 'failure'; readonly error: unknown };

export type RunEnd = {
  isOver(): boolean;
  /** The most serious reason so far; of two equal ones the first. `undefined` while the run goes on. */
  reason(): EndReason | undefined;
  end(reason: EndReason): void;
  /** Aborted at the end, to wake up everything that waits. */
  readonly signal: AbortSignal;
};

const gravity: readonly EndReason['why'][] = ['lease', 'signal', 'stop', 'failure'];

/** @param signal ends the run from outside */
export function openRunEnd(signal: AbortSignal): RunEnd {
  const over = new AbortController();
  let reason: EndReason | undefined;
  const end = (next: EndReason) => {
    if (reason === undefined || gravity.indexOf(next.why) > gravity.indexOf(reason.why)) reason = next;
    over.abort();
  };
  const known = (): EndReason | undefined => {
    if (signal.aborted) end({ why: 'signal' });
    return reason;
  };
  return {
    isOver: () => known() !== undefined,
    reason: known,
    end,
    signal: AbortSignal.any([signal, over.signal]),
  };
}
