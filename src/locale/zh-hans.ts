/** Chinese in simplified letters, as in mainland China and Singapore. */
import { web } from './web-zh-hans.ts';
import type { DigestWords, FeedWords, Locale } from './words.ts';
import { chineseDay, chinesePeriods } from './zh-dates.ts';

const feeds: FeedWords = {
  feedTitle: (site, category) => `${category}｜${site}`,
  siteDescription: (site) => `${site}的最新文章`,
  descriptions: {
    category: (site, name) => `${site}的最新文章，仅限“${name}”分类。`,
    tag: (site, name) => `${site}的最新文章，仅限带有“${name}”标签的文章。`,
    author: (site, name) => `${site}的最新文章，仅限${name}的文章。`,
  },
  digests: '简报',
  podcast: '播客',
  podcastDescription: (site) => `${site}带音频或视频的文章。`,
  digestsDescription: (site) => `${site}的简报，每期发布后即可阅读。`,
  minutes: (count) => `约${count}分钟`,
  between: ' · ',
  heading: '通过RSS阅读最新文章',
  whatIsAFeed:
    'RSS订阅源是一份自动更新的文章列表。复制地址，添加到RSS阅读器，无需提供邮箱，就能随时阅读最新文章。',
  all: '全部文章',
  allAbout: '如果只选一个，就选这个。',
  groups: {
    digests: '汇总阅读',
    podcast: '收听',
    category: '按分类',
    tag: '按标签',
    author: '按作者',
  },
  latest: '最新文章',
  copy: '复制',
  copied: '已复制',
  copyFailed: '已选中',
  address: (feed, format) => `“${feed}”的${format}订阅地址`,
  posts: (count) => `${count}篇`,
  issues: (count) => `${count}期`,
  none: '还没有文章。文章发布后会显示在这里。',
  choice: 'RSS、Atom和JSON Feed的内容相同。拿不定主意时，请选择RSS。',
  opml: '一次添加全部订阅源（OPML）',
  backToSite: '返回网站',
  day: chineseDay,
};

const present = { week: '本周', day: '今日', month: '本月' } as const;

const mail: DigestWords = {
  words: {
    read_online: '在网页上阅读',
    read_in_feeds: '通过RSS阅读',
    read: '阅读全文',
    same_story: '同一话题，另有',
    same_story_end: '篇',
    sponsored: '【广告】',
    reply: '直接回复本邮件，编辑部就能收到。',
    share: '把本期推荐给朋友',
    issues: '往期内容',
    previous: '上一期',
    next: '下一期',
    feeds: '通过RSS阅读',
    contact: '联系方式',
    sent_to: '收件地址',
    unsubscribe: '取消订阅',
    preferences: '更改接收内容',
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
  leadHeading: (kind) => `${present[kind]}焦点`,
  figureHeading: (kind) => `${present[kind]}数字`,
  countHeading: (kind, count) => `${present[kind]}的${count}篇文章`,
  pointsHeading: (kind, count) => `${present[kind]}的${count}个要点`,
  more: (count) => `查看其余${count}篇`,
  moreOf: (section, count) => `查看${section}的其余${count}篇`,
  issue: (number) => (/^\d+$/.test(number) ? `第${number}期` : number),
  reason: (site) => ['您收到本邮件，是因为您用', ` 订阅了“${site}”。您可以随时通过下方链接取消订阅。`],
  reasonText: (site) => `您收到本邮件，是因为您订阅了“${site}”。您可以随时通过下方链接取消订阅。`,
  sharedSubject: (site) => `推荐阅读：${site}`,
  test: (subject) => `[测试] ${subject}`,
  month: (year, month) => `${year}年${month}月`,
  issuesOf: (site) => `${site}的往期内容`,
  noIssues: '还没有往期内容。发布后会显示在这里。',
};

export const zhHans: Locale = { feeds, periods: chinesePeriods('周', present), mail, web };
