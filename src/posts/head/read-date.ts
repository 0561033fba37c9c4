/** When a post was published and last changed, as its front matter says, or the name of its file. */
import { type Generator, generatorOf } from '../../settings/generators.ts';
import { DAY, MINUTE, type WallTime, wallTime } from '../../time.ts';
import { dateHint } from './date-meant.ts';
import { type DateReading, dependsOnQuotes, isQuoted, readStamp } from './dates.ts';
import { textOf } from './fields.ts';
import { fileNameIn } from './file-name.ts';
import type { HeadSource } from './head-source.ts';
import { OTHER_DATE_KEYS } from './other-tools.ts';

/** @returns `undefined` if there is none, or it is no date: then that is a fault */
export function readPublished(source: HeadSource): Date | undefined {
  const { file, data, settings, report } = source;
  const { site } = settings;
  const name = fileNameIn(file, site).date;
  const key = keyIn(source, name);
  const text = key === undefined ? name : textOf(data, key);
  const stamp = text === undefined ? undefined : stampOf(source, text, key);
  if (stamp === undefined) {
    report.fault('post-date', key ?? 'date', faultIn(text), dateHint(text, site.timezone));
    return undefined;
  }
  if (stamp.assumedUtc) warnZone(source, text ?? '', stamp.instant);
  if (stamp.oddOffset !== undefined) warnOffset(source, key ?? 'date', stamp.oddOffset, stamp.instant);
  return stamp.instant;
}

/** The key with the date of the post; `undefined` if it is in the name of the file. */
function keyIn({ data, settings: { site } }: HeadSource, name: string | undefined): string | undefined {
  const others = name === undefined || site.generator !== 'jekyll' ? OTHER_DATE_KEYS : [];
  return ['date', ...others].find((one) => textOf(data, one) !== undefined);
}

/** The date of another key. One that can not be read is a fault. */
export function instantAt(source: HeadSource, key: string): Date | undefined {
  const text = textOf(source.data, key) ?? '';
  const stamp = stampOf(source, text, key);
  const hint = dateHint(text, source.settings.site.timezone).replace('date:', `${key}:`);
  if (stamp === undefined) source.report.fault('post-date', key, faultIn(text), hint);
  return stamp?.instant;
}

/** The day and time that the address of a post has. */
export function wallOf(source: HeadSource, published: Date): WallTime {
  const { site } = source.settings;
  const { zoneOfDate = false }: Generator = generatorOf(site);
  const key = zoneOfDate ? keyIn(source, undefined) : undefined;
  const text = key === undefined ? '' : (textOf(source.data, key) ?? '');
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (hours === undefined) return wallTime(published, text.endsWith('Z') ? 'UTC' : site.timezone);
  const east = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  return wallTime(new Date(published.getTime() + east * MINUTE), 'UTC');
}

const OFFSET = /:\d\d(?:\.\d+)?\s*([-+])(\d\d):?(\d\d)$/;

function faultIn(text: string | undefined): string {
  if (text === undefined) return 'The post has no date, neither in the front matter nor in its file name.';
  return /^0\d{3}(?!\d)/.test(text)
    ? `\`${text}\` is in the year ${Number(text.slice(0, 4))}: digits of the year are missing.`
    : `\`${text}\` is no date of the calendar.`;
}

/** @returns `undefined` if there is none that can be used */
export function readUpdated(source: HeadSource, published: Date): Date | undefined {
  const { data, report } = source;
  const key = ['last_modified_at', 'updated'].find((name) => textOf(data, name) !== undefined);
  if (key === undefined) return undefined;
  const text = textOf(data, key) ?? '';
  const updated = stampOf(source, text, key)?.instant;
  if (updated !== undefined && updated >= published) return updated;
  // A day without a time that is the day of publication does not contradict it: it adds nothing.
  const wrong = updated === undefined ? 'is no date of the calendar' : 'is before the post was published';
  if (updated === undefined || published.getTime() - updated.getTime() > DAY) {
    const message = `\`${key}: ${text}\` ${wrong}; it is not used.`;
    report.warn('post-updated', key, message, 'Write the date of the last change.');
  }
  return undefined;
}

/** @param key the key of the date in the front matter; missing if the date is in the file name */
function stampOf(
  { text: head, settings: { site } }: HeadSource,
  text: string,
  key: string | undefined,
): DateReading | undefined {
  const stamp = readStamp({ text, quoted: key === undefined }, site.timezone, site.zonelessDates);
  if (key === undefined || !dependsOnQuotes(text) || !isQuoted(head, key)) return stamp;
  return readStamp({ text, quoted: true }, site.timezone, site.zonelessDates);
}

/** Jekyll reads `+200` as 20 hours, and passes over `-500`; the URLs of the site depend on it. */
function warnOffset(source: HeadSource, key: string, offset: string, instant: Date): void {
  const { timezone } = source.settings.site;
  const [sign = '', digits = ''] = [offset.slice(0, 1), offset.slice(1)];
  const message = `\`${offset}\` is no offset of a zone, so the post is of ${timeThere(instant, timezone)} in ${timezone}, as in Jekyll.`;
  source.report.warn('post-date-zone', key, message, `Write four digits: \`${sign}0${digits}\`.`);
}

/** Jekyll reads such a date as UTC; authors mean their local time. */
function warnZone(source: HeadSource, text: string, instant: Date): void {
  const { timezone } = source.settings.site;
  const meant = readStamp({ text, quoted: true }, timezone)?.instant;
  if (meant?.getTime() === instant.getTime()) return;
  source.report.warn(
    'post-date-zone',
    'date',
    `\`${text}\` names no zone, so it is UTC, as in Jekyll: ${timeThere(instant, timezone)} in ${timezone}.`,
    "Write the zone behind it, such as `+0900`; or `site: { zonelessDates: 'site' }` in the config, where all such dates are those of the site.",
  );
}

/** `2025-11-07 16:39` */
function timeThere(instant: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(instant, zone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
