/** How a Japanese reader says when: 「2025年11月3日〜9日」. Days are those on the wall in the site's zone. */
import { type Period, type WallTime, wallTime } from '../time.ts';

/** `11月7日`. */
export function dayLabel(instant: Date, zone: string): string {
  const { month, day } = wallTime(instant, zone);
  return `${month}月${day}日`;
}

/** `2025年11月3日〜9日`, `2025年11月7日（金）`, `2025年11月`. */
export function periodLabel(period: Period, zone: string): string {
  const { year } = wallTime(period.start, zone);
  return `${year}年${shortLabel(period, zone)}`;
}

/** The same without the year, except where the period goes on into the next: `12月29日〜2026年1月4日`. */
export function shortLabel(period: Period, zone: string): string {
  const first = wallTime(period.start, zone);
  if (period.kind === 'month') return `${first.month}月`;
  const start = `${first.month}月${first.day}日`;
  if (period.kind === 'day') return `${start}（${weekday(first)}）`;
  const last = wallTime(new Date(period.end.getTime() - 1), zone);
  const month = last.month === first.month ? '' : `${last.month}月`;
  const year = last.year === first.year ? '' : `${last.year}年`;
  return `${start}〜${year}${month}${last.day}日`;
}

/** `今週`, `今日`, `今月`. */
export const presentNames = { week: '今週', day: '今日', month: '今月' } as const satisfies Record<
  Period['kind'],
  string
>;

/** `第45週` for a week, else nothing. */
export function weekLabel(period: Period): string {
  return period.kind === 'week' ? `第${Number(period.id.slice(-2))}週` : '';
}

function weekday({ year, month, day }: WallTime): string {
  return '日月火水木金土'[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
}
