/**
 * The gate of the chaos server. Closed, it lets no conversation go on: every connection waits before its next
 * answer. The harness asks for it at a named moment (`the 12th mail after its last byte`), is told when it is
 * closed, strikes the sender, and opens it again. So a blow always meets mail that flows, on any machine.
 */
import type { Moment, Mood } from './faults.ts';

/** Where to close: when this moment comes for the `nth` time from now on. */
export type Hold = { readonly id: number; readonly at: Moment; readonly nth: number };

/** What the harness says to the server. */
export type Order = { readonly hold: Hold } | { readonly open: true } | { readonly mood: Mood };

export type Gate = {
  /** Each conversation passes here before each answer. */
  pass(at: Moment): Promise<void>;
  close(hold: Hold): void;
  open(): void;
};

/** @param onClosed called when the conversation that was named has come */
export function openGate(onClosed: (id: number) => void): Gate {
  let awaited: { id: number; at: Moment; left: number } | undefined;
  let closed: PromiseWithResolvers<void> | undefined;
  return {
    pass: async (at) => {
      if (awaited?.at === at) {
        awaited.left -= 1;
        if (awaited.left === 0) {
          closed = Promise.withResolvers();
          onClosed(awaited.id);
          awaited = undefined;
        }
      }
      await closed?.promise;
    },
    close: ({ id, at, nth }) => {
      awaited = { id, at, left: nth };
    },
    open: () => {
      closed?.resolve();
      [awaited, closed] = [undefined, undefined];
    },
  };
}
