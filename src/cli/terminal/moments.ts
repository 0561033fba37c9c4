/** How a moment is written for people: on the wall of the site's zone, which stands beside it once. */
import { dayOf, wallTime } from '../../time.ts';

/** `2025-11-10 07:05`, in the zone. */
export function minuteOf(instant: Date, zone: string): string {
  const { hour, minute } = wallTime(instant, zone);
  return `${dayOf(instant, zone)} ${two(hour)}:${two(minute)}`;
}

/** `2025-11-10 07:05:09`, in the zone. */
export function secondOf(instant: Date, zone: string): string {
  return `${minuteOf(instant, zone)}:${two(wallTime(instant, zone).second)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
