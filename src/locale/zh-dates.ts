/** Periods and days in Chinese: the same for simplified and traditional letters, but for two words. */
import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import type { PeriodWords } from './words.ts';

/** @param week 周 or 週 */
export function chinesePeriods(week: string, present: PeriodWords['present']): PeriodWords {
  return {
    day: (instant, zone) => monthAndDay(wallTime(instant, zone)),
    label: (period, zone) => `${wallTime(period.start, zone).year}年${short(period, zone)}`,
    short,
    present,
    number: ({ kind, id }) => (kind === 'week' ? `第${Number(id.slice(-2))}${week}` : ''),
  };
}

/** `2025年11月7日`. */
export function chineseDay(year: number, month: number, day: number): string {
  return `${year}年${month}月${day}日`;
}

/** `11月3日至9日`, `10月27日至11月2日`, `12月29日至2026年1月4日`, `11月7日（星期五）`, `11月`. */
function short(period: Period, zone: string): string {
  const first = wallTime(period.start, zone);
  if (period.kind === 'month') return `${first.month}月`;
  if (period.kind === 'day') return `${monthAndDay(first)}（星期${weekday(first)}）`;
  const last = wallTime(new Date(period.end.getTime() - 1), zone);
  const year = last.year === first.year ? '' : `${last.year}年`;
  const end = last.month === first.month ? `${last.day}日` : monthAndDay(last);
  return `${monthAndDay(first)}至${year}${end}`;
}

function monthAndDay({ month, day }: WallTime): string {
  return `${month}月${day}日`;
}

function weekday(date: WallTime): string {
  return '日一二三四五六'[dayOfWeek(date)] ?? '';
}
