/** A whole run against a mail server that is a function: on a clock that jumps, so it takes no time. */
import type { Phase, Reply, Transport } from '../../src/mail/transport.ts';
import { sendMailing } from '../../src/sending/loop/run.ts';
import { noLimits, type PaceLimits } from '../../src/sending/pace/pace.ts';
import { addressee } from '../mail/mailings.ts';
import { freezeFor } from './frozen.ts';
import { openVirtualTime } from './virtual-time.ts';

export const START = new Date('2025-11-10T07:00:00Z');
const never = new AbortController().signal;

export type Answer = (to: string, now: number) => Reply | undefined;

/** @param answer a refusal, or nothing where the server takes the mail */
export async function sendTo(
  addresses: readonly string[],
  answer: Answer,
  patience = 60_000,
  limits: PaceLimits = noLimits,
) {
  const time = openVirtualTime(START);
  const { ledger, frozen } = await freezeFor(addresses, START);
  const taken = new Map<string, number>();
  let asked = 0;
  const transport: Transport = {
    name: 'smtp://relay.test',
    channel: 'mail',
    connections: 5,
    deliver: async ({ envelope: { to } }, mark) => {
      asked += 1;
      await time.rest(20, never); // what a relay takes to answer
      const refusal = answer(to, time.clock().getTime());
      if (refusal !== undefined) return refusal;
      if (!(await mark())) return { kind: 'lost' };
      await time.rest(20, never);
      taken.set(to, (taken.get(to) ?? 0) + 1);
      return { kind: 'accepted', code: 250, response: '250 2.0.0 ok' };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const ending = await time.during(
    sendMailing({
      mailing: frozen,
      deliveries: ledger.deliveries,
      transport,
      addressee: ({ address }) => ({ ...addressee, address }),
      owner: 'the test',
      clock: time.clock,
      steady: time.clock,
      rest: time.rest,
      signal: never,
      patience,
      limits,
      dkim: undefined,
      onProgress: () => {},
    }),
  );
  const tally = await ledger.deliveries.tally(frozen);
  const rows = [];
  for (const state of ['queued', 'deferred', 'sent', 'failed'] as const)
    rows.push(...(await Array.fromAsync(ledger.deliveries.list(frozen, state))));
  return { ending, tally, rows, taken, asked, seconds: time.seconds() };
}

export function refusal(response: string, phase: Phase): Reply {
  const enhanced = /^\d{3} (\d\.\d+\.\d+)/.exec(response)?.[1];
  return { kind: 'refused', code: Number(response.slice(0, 3)), enhanced, response, phase };
}
