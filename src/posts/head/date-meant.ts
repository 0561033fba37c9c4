/** What an author may have meant by a date that cannot be read: the line to write in its place. */
import { instantOf, MINUTE } from '../../time.ts';

/** A year, a month, a day, and perhaps a time; between them anything that people write: `2026年11月24日 11時30分`. */
const PARTS =
  /^\D{0,3}(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D{1,14}(\d{1,2})(?:\D{1,2}(\d{1,2}))?(?:\D{1,2}(\d{1,2}))?)?/;
const AFTERNOON = /午後|下午|오후|\d ?p\.?m\b/i;
const OFFSET = /[-+](?:0\d|1[0-4]):?[0-5]\d$/;

/**
 * The next action for a date that is none.
 *
 * @param text what stands there; `undefined` if nothing does
 * @param zone the site's IANA time zone: its offset is proposed if the text has none
 */
export function dateHint(text: string | undefined, zone: string): string {
  const plain = (text ?? '').normalize('NFKC').trim();
  const parts = PARTS.exec(plain.replace(OFFSET, ''));
  const [year = 0, month = 0, day = 0, read = 0, minute = 0, second = 0] =
    parts?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  const hour = read < 12 && AFTERNOON.test(plain) ? read + 12 : read;
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  if (year < 1000 || days === 0 || day < 1 || hour > 23 || minute > 59 || second > 59) return EXAMPLE;
  if (day > days) return `Correct the day: ${year}-${two(month)} has ${days} days.`;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const east = (utc - instantOf({ year, month, day, hour, minute, second }, zone).getTime()) / MINUTE;
  const offset = OFFSET.exec(plain)?.[0].replace(':', '') ?? offsetOf(Math.round(east));
  const [date, time] = [
    [year, month, day],
    [hour, minute, second],
  ].map((numbers) => numbers.map(two));
  return `Write \`date: ${date?.join('-')} ${time?.join(':')} ${offset}\`, if that is meant.`;
}

const EXAMPLE = 'Write it like `date: 2026-11-09 16:30:00 +0900`.';

/** @param minutes east of UTC */
function offsetOf(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${two(hours)}${two(rest)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
