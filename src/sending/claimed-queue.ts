/** Claimed deliveries that wait for their turn, in the order in which they came, by provider. */
import type { Delivery } from '../ledger/ledger.ts';
import { providerOf } from './providers.ts';

export type Held = {
  add(deliveries: readonly Delivery[]): void;
  take(provider: string): Delivery | undefined;
  /** Whose mail waits. */
  providers(): readonly string[];
  count(): number;
};

export function holdDeliveries(): Held {
  const queues = new Map<string, Delivery[]>();
  let names: readonly string[] = [];
  let count = 0;
  return {
    add: (deliveries) => {
      for (const delivery of deliveries) {
        const provider = providerOf(delivery.address);
        const queue = queues.get(provider);
        if (queue === undefined) queues.set(provider, [delivery]);
        else queue.push(delivery);
      }
      count += deliveries.length;
      names = [...queues.keys()];
    },
    take: (provider) => {
      const queue = queues.get(provider);
      const delivery = queue?.shift();
      if (queue?.length === 0) {
        queues.delete(provider);
        names = [...queues.keys()];
      }
      if (delivery !== undefined) count -= 1;
      return delivery;
    },
    providers: () => names,
    count: () => count,
  };
}
