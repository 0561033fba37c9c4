/**
 * Two posts to begin with, in the language of the site: they explain how to write a post, and fill the first digest.
 */

import type { Period } from '../../period.ts';
import { instantOf, wallTime } from '../../time.ts';

type Sample = {
  readonly slug: string;
  /** Days after the first day of the week. */
  readonly day: number;
  readonly hour: number;
  readonly title: string;
  readonly category: number;
  readonly excerpt: string;
  readonly body: string;
};

type SampleWords = {
  readonly categories: readonly [first: Category, second: Category];
  readonly posts: readonly Sample[];
};
type Category = { readonly name: string; readonly slug: string };

const en: SampleWords = {
  categories: [
    { name: 'News', slug: 'news' },
    { name: 'Reading', slug: 'reading' },
  ],
  posts: [
    {
      slug: 'how-a-post-is-written',
      day: 1,
      hour: 9,
      title: 'How a post is written',
      category: 0,
      excerpt: 'A file with a date in its name, a few lines on top, and Markdown below.',
      body: `This file is a post. Its name begins with its date, the lines between the dashes say what it is, and the rest is Markdown.

## What the lines on top mean

- \`title\` is what readers see in feeds and in the mail.
- \`date\` decides about its address and about the week in which it is mailed.
- \`categories\` are the sections of the mail. Their order stands in \`tayori.config.ts\`.
- \`excerpt\` is the short text beside the title. Without it, the first sentences are taken.

A post with \`published: false\` is a draft. One whose date is still to come waits until then.

You can delete this file as soon as you have a post of your own.
`,
    },
    {
      slug: 'why-a-letter-once-a-week',
      day: 3,
      hour: 18,
      title: 'Why a letter once a week',
      category: 1,
      excerpt: 'Some readers come back on their own. A letter is for all the others.',
      body: `Some readers come back on their own, and some keep a feed reader. Everyone else means to come back, and forgets.

A letter once a week is a promise in both directions. The reader knows when it comes, and the writer knows when it has to be ready. It holds no more than a week did, and it ends.

> Write so that the letter is worth opening, also when nobody clicks on anything.

This is the second sample post. It stands in the other section of the mail.
`,
    },
  ],
};

const ja: SampleWords = {
  categories: [
    { name: 'お知らせ', slug: 'news' },
    { name: '読みもの', slug: 'reading' },
  ],
  posts: [
    {
      slug: 'how-a-post-is-written',
      day: 1,
      hour: 9,
      title: '記事の書き方',
      category: 0,
      excerpt: '名前に日付のあるファイルに、数行の情報と本文を書きます。',
      body: `このファイルが一つの記事です。名前は日付で始まり、はじめの線から次の線までが記事の情報、その下が本文（Markdown）です。

## はじめの数行の意味

- \`title\` は、フィードとメールに出る題名です。
- \`date\` で、記事のURLと、どの週のメールに入るかが決まります。
- \`categories\` は、メールの中の区切りになります。並ぶ順は \`tayori.config.ts\` に書きます。
- \`excerpt\` は、題名に添える短い文です。なければ、本文のはじめを使います。

\`published: false\` と書いた記事は下書きです。日付が先の記事は、その時刻まで出ません。

自分の記事ができたら、このファイルは消してかまいません。
`,
    },
    {
      slug: 'why-a-letter-once-a-week',
      day: 3,
      hour: 18,
      title: '週に一度、便りを出す理由',
      category: 1,
      excerpt: '自分から見に来てくれる読者ばかりではありません。便りは、それ以外の人のためにあります。',
      body: `自分からサイトを見に来る人がいます。フィードリーダーで追う人もいます。けれども多くの人は、また来ようと思いながら忘れてしまいます。

週に一度の便りは、読み手と書き手の約束です。読む人はいつ届くかを知っていて、書く人はいつまでに用意するかを知っています。一週間ぶんだけが入っていて、必ず終わりがあります。

> 一つもリンクを押さない人にとっても、開いてよかったと思えるように書く。

これは二つ目の見本の記事です。メールでは、もう一つの区切りに並びます。
`,
    },
  ],
};

export function sampleCategories(language: string): readonly Category[] {
  return wordsOf(language).categories;
}

/**
 * The files, by name.
 * @param week the week of their dates: the one that `tayori digest` takes by default
 */
export function samplePosts(language: string, week: Period, zone: string): ReadonlyMap<string, string> {
  const { posts, categories } = wordsOf(language);
  return new Map(posts.map((post) => fileOf(post, categories[post.category]?.name ?? '', week, zone)));
}

function wordsOf(language: string): SampleWords {
  return /^ja\b/.test(language) ? ja : en;
}

function fileOf(post: Sample, category: string, week: Period, zone: string): [name: string, text: string] {
  const first = wallTime(week.start, zone);
  const wall = { ...first, day: first.day + post.day, hour: post.hour };
  const instant = instantOf(wall, zone);
  const { year, month, day } = wallTime(instant, zone);
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const front = [
    `title: "${post.title}"`,
    `date: ${date} ${pad(post.hour)}:00:00 ${offsetOf(instant, zone)}`,
    `categories: ["${category}"]`,
    `excerpt: "${post.excerpt}"`,
  ];
  return [`${date}-${post.slug}.md`, `---\n${front.join('\n')}\n---\n\n${post.body}`];
}

/** `+0900` */
function offsetOf(instant: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(instant, zone);
  const minutes = Math.round((Date.UTC(year, month - 1, day, hour, minute) - instant.getTime()) / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
