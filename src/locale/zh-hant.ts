/** Chinese in traditional letters, as in Taiwan and Hong Kong. */
import { web } from './web-zh-hant.ts';
import type { DigestWords, FeedWords, Locale } from './words.ts';
import { chineseDay, chinesePeriods } from './zh-dates.ts';

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category}｜${site}`,
  siteDescription: (site) => `${site}的最新文章`,
  descriptions: {
    category: (site, name) => `${site}的最新文章，僅限「${name}」分類。`,
    tag: (site, name) => `${site}的最新文章，僅限標有「${name}」標籤的文章。`,
    author: (site, name) => `${site}的最新文章，僅限${name}的文章。`,
  },
  digests: '電子報',
  podcast: 'Podcast',
  podcastDescription: (site) => `${site}附有音訊或影片的文章。`,
  digestsDescription: (site) => `${site}的電子報，每期發布後即可閱讀。`,
  minutes: (count) => `約${count}分鐘`,
  between: ' · ',
  heading: '透過RSS閱讀最新文章',
  whatIsAFeed:
    'RSS訂閱源是一份會自動更新的文章清單。複製網址，加入RSS閱讀器，不必提供電子郵件信箱，就能隨時閱讀最新文章。',
  all: '全部文章',
  allAbout: '如果只選一個，請選這個。',
  groups: {
    digests: '彙整閱讀',
    podcast: '收聽',
    category: '依分類',
    tag: '依標籤',
    author: '依作者',
  },
  latest: '最新文章',
  copy: '複製',
  copied: '已複製',
  copyFailed: '已選取',
  address: (feed, format) => `「${feed}」的${format}訂閱網址`,
  posts: (count) => `${count}篇`,
  issues: (count) => `${count}期`,
  none: '目前還沒有文章。文章發布後會顯示在這裡。',
  choice: 'RSS、Atom和JSON Feed的內容相同。不確定時，請選擇RSS。',
  opml: '一次加入全部訂閱源（OPML）',
  backToSite: '返回網站',
  day: chineseDay,
};

const present = { week: '本週', day: '今日', month: '本月' } as const;

const mail: DigestWords = {
  words: {
    read_online: '在網頁上閱讀',
    read_in_feeds: '透過RSS閱讀',
    read: '閱讀全文',
    same_story: '同一話題，另有',
    same_story_end: '篇',
    sponsored: '【廣告】',
    reply: '直接回覆本郵件，編輯部就會收到。',
    share: '把本期推薦給朋友',
    issues: '歷期內容',
    previous: '上一期',
    next: '下一期',
    feeds: '透過RSS閱讀',
    contact: '聯絡方式',
    sent_to: '收件地址',
    unsubscribe: '取消訂閱',
    preferences: '變更接收內容',
    others: '其他',
    between: ' · ',
    title_end: '｜',
    colon: '：',
    bracket: '（',
    bracket_end: '）',
  },
  lines: {
    subject: '{{ lead.title | cut: 40 }}{% if others > 0 %}等{{ total }}篇{% endif %}｜{{ period.short }}',
    preheader: '{{ summary }}',
    greeting: '',
  },
  cuts: { subject: 60, preheader: 100, fact: 120, lead: 160, item: 76, web: 110 },
  comma: '、',
  slash: '／',
  leadHeading: (kind) => `${present[kind]}焦點`,
  figureHeading: (kind) => `${present[kind]}數字`,
  countHeading: (kind, count) => `${present[kind]}的${count}篇文章`,
  pointsHeading: (kind, count) => `${present[kind]}的${count}個重點`,
  more: (count) => `查看其餘${count}篇`,
  moreOf: (section, count) => `查看${section}的其餘${count}篇`,
  issue: (number) => (/^\d+$/.test(number) ? `第${number}期` : number),
  reason: (site) => ['您收到本郵件，是因為您以', ` 訂閱了「${site}」。您可以隨時透過下方連結取消訂閱。`],
  reasonText: (site) => `您收到本郵件，是因為您訂閱了「${site}」。您可以隨時透過下方連結取消訂閱。`,
  sharedSubject: (site) => `推薦閱讀：${site}`,
  test: (subject) => `[測試] ${subject}`,
  month: (year, month) => `${year}年${month}月`,
  issuesOf: (site) => `${site}的歷期內容`,
  noIssues: '目前還沒有歷期內容。發布後會顯示在這裡。',
};

export const zhHant: Locale = { feeds, periods: chinesePeriods('週', present), mail, web };
