/**
 * The warm-up of a new sending domain: it may send `perDay` mails on the first day, and twice as many on each day
 * after. Large receivers mistrust a domain that suddenly sends much. Pure.
 */
import { DAY, dayNumber } from '../../time.ts';

/** @property since the first day, such as `2025-11-07` */
export type WarmUp = { readonly since: string; readonly perDay: number };

/**
 * How many mails of a mailing may have left by now: what each day since the freeze allows, added up.
 * @param zone the site's time zone, in which days are counted
 */
export function allowedByNow(warmUp: WarmUp | undefined, zone: string, frozen: Date, now: Date): number {
  if (warmUp === undefined) return Number.POSITIVE_INFINITY;
  const first = Math.floor(Date.parse(warmUp.since) / DAY);
  let sum = 0;
  for (let day = dayNumber(frozen, zone); day <= dayNumber(now, zone); day += 1)
    sum += Math.floor(warmUp.perDay * 2 ** Math.max(0, day - first));
  return sum;
}
