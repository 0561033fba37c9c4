/** Quiet hours: the part of the day in which no mail leaves. Pure. */
import { MINUTE, SECOND, wallTime } from '../../time.ts';

/** Minutes of the day; the end may lie on the next day, as from 22:00 to 7:00. */
export type QuietHours = { readonly from: number; readonly to: number };

/** When quiet hours end; `undefined` if `now` does not lie in them. */
export function endOfQuiet(quiet: QuietHours | undefined, zone: string, now: Date): Date | undefined {
  if (quiet === undefined) return undefined;
  const { hour, minute, second } = wallTime(now, zone);
  const at = hour * 60 + minute;
  const within =
    quiet.from <= quiet.to ? at >= quiet.from && at < quiet.to : at >= quiet.from || at < quiet.to;
  if (!within) return undefined;
  const left = ((quiet.to - at + 24 * 60) % (24 * 60)) * MINUTE - second * SECOND - (now.getTime() % SECOND);
  return new Date(now.getTime() + left);
}

/** `22:30` is the 1,350th minute of the day. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** `22:30`: the time on the wall. */
export function clockOf(instant: Date, zone: string): string {
  const { hour, minute } = wallTime(instant, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
