/** What readers and subscribers of feeds see, in the site's language: Japanese, or English for all others. */

export type Words = {
  readonly feedTitle: (site: string, category: string) => string;
  readonly siteDescription: (site: string) => string;
  readonly descriptions: Readonly<
    Record<'category' | 'tag' | 'author', (site: string, name: string) => string>
  >;
  readonly digests: string;
  readonly podcast: string;
  readonly podcastDescription: (site: string) => string;
  readonly digestsDescription: (site: string) => string;
  readonly minutes: (count: number) => string;
  /** What stands between two remarks. */
  readonly between: string;
  readonly heading: string;
  readonly whatIsAFeed: string;
  readonly all: string;
  readonly allAbout: string;
  readonly groups: Readonly<Record<'category' | 'tag' | 'author' | 'digests' | 'podcast', string>>;
  readonly latest: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly address: (feed: string, format: string) => string;
  readonly posts: (count: number) => string;
  readonly issues: (count: number) => string;
  readonly none: string;
  readonly choice: string;
  readonly opml: string;
  readonly backToSite: string;
  /** A date on the wall, month from 1. */
  readonly day: (year: number, month: number, day: number) => string;
};

const japanese: Words = {
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

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const english: Words = {
  feedTitle: (site, category) => `${category} – ${site}`,
  siteDescription: (site) => `New posts from ${site}`,
  descriptions: {
    category: (site, name) => `New posts from ${site}, in ${name} only.`,
    tag: (site, name) => `New posts from ${site}, tagged ${name}.`,
    author: (site, name) => `New posts from ${site}, by ${name}.`,
  },
  digests: 'Digest',
  podcast: 'Podcast',
  podcastDescription: (site) => `Posts from ${site} to listen to or to watch.`,
  digestsDescription: (site) => `The digest of ${site}, whenever there is a new one.`,
  minutes: (count) => `${count} min`,
  between: ' · ',
  heading: 'Read new posts in your feed reader',
  whatIsAFeed:
    'A feed is a list of posts that updates itself: copy its address into a feed reader, and you get what is new when it suits you, without giving anyone your mail address.',
  all: 'All posts',
  allAbout: 'If you take only one, take this.',
  groups: {
    digests: 'All in one letter',
    podcast: 'To listen to',
    category: 'By category',
    tag: 'By tag',
    author: 'By author',
  },
  latest: 'Latest posts',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Selected',
  address: (feed, format) => `Address of the ${format} feed of ${feed}`,
  posts: (count) => (count === 1 ? '1 post' : `${count} posts`),
  issues: (count) => (count === 1 ? '1 issue' : `${count} issues`),
  none: 'There are no posts yet. They will appear here.',
  choice: 'RSS, Atom and JSON Feed hold the same posts. When in doubt, take RSS.',
  opml: 'All feeds at once (OPML)',
  backToSite: 'Back to the site',
  day: (year, month, day) => `${day} ${months[month - 1]} ${year}`,
};

export function wordsIn(language: string): Words {
  return language === 'ja' || language.startsWith('ja-') ? japanese : english;
}
