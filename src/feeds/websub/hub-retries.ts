/** Tells a WebSub hub about feeds, some at the same time, and asks it again if it did not take one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from './hub-request.ts';

/** How long a ping waits, in ms. */
export type HubPatience = {
  /** For one answer. */
  readonly timeout: number;
  /** Before each further try. */
  readonly waits: readonly number[];
};

const PATIENCE: HubPatience = { timeout: 10_000, waits: [1000, 4000, 16_000] };

export type Ping = {
  /** The address of the feed. */
  readonly topic: string;
  readonly tries: number;
  /** Why the hub was not told; `undefined` if it was. */
  readonly failure: string | undefined;
};

/** This many pings run at the same time. */
const AT_ONCE = 4;

/**
 * Tells the hub about each feed (`hub.mode=publish`, which hubs of PubSubHubbub and WebSub understand).
 *
 * A refusal (4xx, a redirect) is final. After no answer, 429 or 5xx it tries again.
 *
 * @param signal stops waiting; feeds that were not announced by then count as failures
 * @returns a ping for each topic, in their order
 */
export async function pingHub(
  hub: string,
  topics: readonly string[],
  signal: AbortSignal,
  patience = PATIENCE,
): Promise<Ping[]> {
  const pings: Ping[] = [];
  const queue = [...topics.entries()];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, topic] = next;
      pings[index] = await ping(hub, topic, signal, patience);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return pings;
}

async function ping(hub: string, topic: string, signal: AbortSignal, patience: HubPatience): Promise<Ping> {
  let tries = 0;
  for (;;) {
    const { failure, again } = await publish(hub, topic, signal, patience.timeout);
    tries += 1;
    const wait = patience.waits[tries - 1];
    if (failure === undefined || !again || wait === undefined) {
      return { topic, tries, failure };
    }
    await sleep(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return { topic, tries, failure };
  }
}
