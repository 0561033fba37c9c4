/** Japanese. */

import type { Period } from '../period.ts';
import { dayOfWeek, type WallTime, wallTime } from '../time.ts';
import { web } from './web-ja.ts';
import type { DigestWords, FeedWords, Locale, PeriodWords } from './words.ts';

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category}｜${site}`,
  siteDescription: (site) => `${site}の新着記事`,
  descriptions: {
    category: (site, name) => `${site}の新着記事から、「${name}」だけをお届けします。`,
    tag: (site, name) => `${site}の新着記事から、タグ「${name}」の付いたものだけをお届けします。`,
    author: (site, name) => `${site}の新着記事から、${name}が書いたものだけをお届けします。`,
  },
  digests: 'ダイジェスト',
  podcast: 'ポッドキャスト',
  podcastDescription: (site) => `${site}の音声・動画つきの記事をお届けします。`,
  digestsDescription: (site) => `${site}の記事を期間ごとにまとめたダイジェストを、発行のたびにお届けします。`,
  minutes: (count) => `約${count}分`,
  between: '・',
  heading: '新着記事をフィードで読む',
  whatIsAFeed:
    'フィードは、記事が公開されるたびに自動で更新される一覧です。アドレスをコピーしてフィードリーダーに登録すると、メールアドレスなしで、新着だけを好きなときに読めます。',
  all: 'すべての記事',
  allAbout: 'どれか一つなら、このフィードを。',
  groups: {
    digests: 'まとめて読む',
    podcast: '音声で聴く',
    category: 'カテゴリー別',
    tag: 'タグ別',
    author: '筆者別',
  },
  latest: '最新の記事',
  copy: 'コピー',
  copied: 'コピー済み',
  copyFailed: '選択しました',
  address: (feed, format) => `「${feed}」の${format}フィードのアドレス`,
  posts: (count) => `${count}本`,
  issues: (count) => `${count}号`,
  none: 'まだ記事がありません。公開されると、ここに並びます。',
  choice: 'RSS、Atom、JSON Feedの内容は同じです。迷ったらRSSをお選びください。',
  opml: 'すべてのフィードをまとめて登録（OPML）',
  backToSite: 'サイトへ戻る',
  day: (year, month, day) => `${year}年${month}月${day}日`,
};

const present = { week: '今週', day: '今日', month: '今月' } as const;

const periods: PeriodWords = {
  day,
  label,
  short,
  present,
  number,
};

const mail: DigestWords = {
  words: {
    read_online: 'ブラウザーで読む',
    read_in_feeds: 'フィードで読む',
    read: '記事を読む',
    same_story: '同じ話題 ほか',
    same_story_end: '本',
    sponsored: '【広告】',
    reply: 'ご返信は編集部に届きます。',
    share: 'この号を人にすすめる',
    issues: 'これまでの号',
    previous: '前の号',
    next: '次の号',
    feeds: 'フィードで読む',
    contact: 'お問い合わせ',
    sent_to: 'お届け先',
    unsubscribe: '配信を停止する',
    preferences: '受け取る内容を変える',
    others: 'その他',
    between: '・',
    title_end: '｜',
    colon: '：',
    bracket: '（',
    bracket_end: '）',
  },
  lines: {
    subject:
      '{{ lead.title | cut: 40 }}{% if others > 0 %} ほか{{ others }}本{% endif %}｜{{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 60, preheader: 100, fact: 120, lead: 160, item: 76, web: 110 },
  comma: '、',
  slash: '／',
  leadHeading: (kind) => `${present[kind]}の注目`,
  figureHeading: (kind) => `${present[kind]}の数字`,
  countHeading: (kind, count) => `${present[kind]}の${count}本`,
  pointsHeading: (kind, count) => `${present[kind]}の${count}行`,
  more: (count) => `ほか${count}本を見る`,
  moreOf: (section, count) => `${section}のほか${count}本を見る`,
  issue: (number) => (/^\d+$/.test(number) ? `第${number}号` : number),
  reason: (site) => [
    `このメールは、「${site}」の配信にお申し込みいただいた`,
    ' さまへお送りしています。配信はいつでも、下のリンクから停止できます。',
  ],
  reasonText: (site) =>
    `このメールは、「${site}」の配信にお申し込みいただいた方へお送りしています。配信はいつでも、次のリンクから停止できます。`,
  sharedSubject: (site) => `${site}のおすすめ`,
  test: (subject) => `[テスト] ${subject}`,
  month: (year, month) => `${year}年${month}月`,
  issuesOf: (site) => `${site}のこれまでの号`,
  noIssues: 'まだ号がありません。発行されると、ここに並びます。',
};

export const ja: Locale = { feeds, periods, mail, web };

/** `11月7日`. */
function day(instant: Date, zone: string): string {
  const { month, day } = wallTime(instant, zone);
  return `${month}月${day}日`;
}

/** `2025年11月3日〜9日`, `2025年11月7日（金）`, `2025年11月`. */
function label(period: Period, zone: string): string {
  const { year } = wallTime(period.start, zone);
  return `${year}年${short(period, zone)}`;
}

/** The same without the year, unless the period goes on into the next year: `12月29日〜2026年1月4日`. */
function short(period: Period, zone: string): string {
  const first = wallTime(period.start, zone);
  if (period.kind === 'month') return `${first.month}月`;
  const start = `${first.month}月${first.day}日`;
  if (period.kind === 'day') return `${start}（${weekday(first)}）`;
  const last = wallTime(new Date(period.end.getTime() - 1), zone);
  const month = last.month === first.month ? '' : `${last.month}月`;
  const year = last.year === first.year ? '' : `${last.year}年`;
  return `${start}〜${year}${month}${last.day}日`;
}

/** `第45週` for a week, otherwise empty. */
function number(period: Period): string {
  return period.kind === 'week' ? `第${Number(period.id.slice(-2))}週` : '';
}

function weekday(date: WallTime): string {
  return '日月火水木金土'[dayOfWeek(date)] ?? '';
}
