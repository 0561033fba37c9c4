/** Questions about confirmations that wait, for people who answer by mail and not by a link. */
import type { Engine } from '../engine.ts';
import { first, template } from '../prepared.ts';
import { addressKey } from './address-memory.ts';
import type { Forms } from './forms.ts';

export function openPendingConfirmations({
  dialect: { build },
  read,
}: Engine): Pick<Forms, 'tokenFor' | 'openedSince'> {
  const pending = template((v: { readonly key: string; readonly subscriber: string; readonly now: number }) =>
    build
      .selectFrom('confirmations')
      .select('token')
      .where('address_key', '=', v.key)
      .where('subscriber', '=', v.subscriber)
      .where('used_at', 'is', null)
      .where('expires_at', '>', v.now)
      .orderBy('made_at', 'desc')
      .limit(1),
  );
  const since = template((v: { readonly since: number }) =>
    build
      .selectFrom('confirmations')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('made_at', '>=', v.since),
  );
  return {
    tokenFor: async (subscriber, address, now) => {
      const wanted = { key: addressKey(address), subscriber, now: now.getTime() };
      return (await read(() => first(pending(wanted))))?.token;
    },
    openedSince: async (at) => Number((await read(() => first(since({ since: at.getTime() }))))?.n ?? 0),
  };
}
