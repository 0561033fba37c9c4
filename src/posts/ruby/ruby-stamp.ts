/** A time in the form in which Ruby writes it, and which the filter `date` reads: `2025-11-07 16:39:06 +0900`. */
import { wallTime } from '../../time.ts';

/** @param zone an IANA time zone */
export function rubyStamp(instant: Date, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(instant, zone);
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = Math.round((utc - instant.getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const zoneText = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${zoneText}`;
}
