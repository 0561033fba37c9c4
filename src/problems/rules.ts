/** Problems that the rules find in the text of posts: src/posts/rules/ has a file for each kind, table.ts a row for each code. */
import type { ProblemRow } from './row.ts';

export const rules = {
  'post-refusal': {
    severity: 'error',
    about: 'The post is not an article: an assistant says that it can not write one.',
    rule: true,
  },
  'post-prompt': {
    severity: 'error',
    about: 'The text holds instructions that were meant for the machine that wrote it.',
    rule: true,
  },
  'post-label': {
    severity: 'warning',
    about: 'Repaired: the name of a form before a title or an excerpt, such as 「タイトル：」, is dropped.',
    rule: true,
  },
  'post-title-markdown': {
    severity: 'warning',
    about: 'The title holds marks of Markdown, which become plain text.',
    rule: true,
  },
  'post-excerpt-boilerplate': {
    severity: 'warning',
    about: 'The excerpt says nothing of its own, and sentences of the text stand for it.',
    rule: true,
  },
  'post-title-from-name': {
    severity: 'warning',
    about: 'The post has no title; one is made of the name of its file.',
    rule: true,
  },
  'post-key-slip': {
    severity: 'warning',
    about:
      'A key of the front matter is not known, and differs from a known one by a slip; it counts for nothing.',
    rule: true,
  },
  'post-list-slip': {
    severity: 'warning',
    about: 'Several tags or categories stand as one, because the mark between them parts nothing (、，;).',
    rule: true,
  },
  'post-title-year': {
    severity: 'warning',
    about: 'The title begins with a year that is not that of the post.',
    rule: true,
  },
  'post-title-glued': {
    severity: 'warning',
    about: 'The title is two titles, or a title and a template, put together.',
    rule: true,
  },
  'post-title-cut': {
    severity: 'warning',
    about: 'The title stops in mid-word; where the first line has the rest, readers see all of it.',
    rule: true,
  },
  'post-replacement-character': {
    severity: 'warning',
    about: 'Repaired: U+FFFD, the scar of cut text, is dropped.',
    rule: true,
  },
  'post-wrapping': {
    severity: 'warning',
    about:
      'Repaired: a fence of code around all of the text, or a second front matter before it, is dropped.',
    rule: true,
  },
  'post-citation-mark': {
    severity: 'warning',
    about:
      'Repaired: a mark with which a chat program points at its source, such as 【4†source】, is dropped.',
    rule: true,
  },
  'post-marker': {
    severity: 'warning',
    about: 'Repaired: a marker line of the writing pipeline is dropped.',
    rule: true,
  },
  'post-flattened': {
    severity: 'warning',
    about: 'Repaired: headings and list items in mid-paragraph get their lines back.',
    rule: true,
  },
  'post-paragraph-heading': {
    severity: 'warning',
    about: 'Repaired: a paragraph that became a heading by accident is a paragraph again.',
    rule: true,
  },
  'post-run-in-heading': {
    severity: 'warning',
    about: 'Repaired: a bold line in a paragraph becomes a heading.',
    rule: true,
  },
  'post-bold-heading': {
    severity: 'warning',
    about: 'Repaired: a paragraph that is one bold line becomes a heading.',
    rule: true,
  },
  'post-repeated-paragraph': {
    severity: 'warning',
    about: 'Repaired: a paragraph that says nothing new is dropped.',
    rule: true,
  },
  'post-repeated-passage': {
    severity: 'warning',
    about: 'Repaired: sentences that were said before are dropped from a paragraph.',
    rule: true,
  },
  'post-repeated-sentence': {
    severity: 'warning',
    about: 'Repaired: of a sentence that stands twice, one goes; where one has more in it, the other.',
    rule: true,
  },
  'post-repeated-heading': {
    severity: 'warning',
    about: 'The same heading stands twice; where its section is told again, the two become one.',
    rule: true,
  },
  'post-empty-heading': {
    severity: 'warning',
    about: 'Repaired: a heading or an introduction is dropped, because nothing is left below it.',
    rule: true,
  },
  'post-cut-joined': {
    severity: 'warning',
    about: 'Repaired: the halves of a sentence that was cut are joined.',
    rule: true,
  },
  'post-cut-restarted': {
    severity: 'warning',
    about: 'Repaired: a cut fragment is dropped, because the text begins it again.',
    rule: true,
  },
  'post-cut-open': {
    severity: 'warning',
    about: 'Repaired: a sentence that was cut ends in …; what followed is lost.',
    rule: true,
  },
  'post-cut-edge': {
    severity: 'warning',
    about: 'The first or the last paragraph of the post is cut.',
    rule: true,
  },
  'post-repeated-title': {
    severity: 'warning',
    about: 'Repaired: the text does not repeat the title.',
    rule: true,
  },
  'post-leading-dots': {
    severity: 'warning',
    about: 'Repaired: dots before the first word of a paragraph are dropped.',
    rule: true,
  },
  'post-meta-talk': {
    severity: 'warning',
    about:
      'The text talks about its own writing; where a program wrote the post, 「（続き）」, 「既存の記事でも触れましたが、」 and 「承知しました。」 are dropped.',
    rule: true,
  },
  'post-stray-emphasis': {
    severity: 'warning',
    about:
      'Repaired: a `**` without a partner, or a pair over the end of a sentence, is dropped, where the post has other scars of a program.',
    rule: true,
  },
  'post-retold': {
    severity: 'warning',
    about: 'A paragraph tells again what was said before, in nearly the same words.',
    rule: true,
  },
  'post-figure': {
    severity: 'warning',
    about:
      'A figure in title, excerpt, `points:` or `figure:` is not that of the text, one in the text cannot be, or the same share stands in many posts.',
    rule: true,
  },
  'post-doubled-letters': {
    severity: 'warning',
    about:
      'The end of a sentence stands twice, as in 「重要ですす。」; repaired where other scars stand beside it.',
    rule: true,
  },
  'post-cut-link': {
    severity: 'warning',
    about: 'A link is cut off; where a program wrote the post, readers get its words.',
    rule: true,
  },
  'post-told-twice': {
    severity: 'hint',
    about:
      'Another post of the week tells the same event; a digest shows one entry with links to the others.',
    rule: true,
  },
  'post-promise': {
    severity: 'warning',
    about: 'The text promises a gain, which the law forbids.',
    rule: true,
  },
  'post-foreign-mark': {
    severity: 'warning',
    about:
      'The text holds a mark of another system (Zenn, Docusaurus, Obsidian, MDX), which readers see as it is written.',
    rule: true,
  },
  'post-target': {
    severity: 'warning',
    about: 'A link or a picture has no address, or one that leads nowhere (`htp://…`, `www.…`).',
    rule: true,
  },
  'post-disclaimer': {
    severity: 'warning',
    about: 'The post does not have the disclaimer that the config names.',
    rule: true,
    byDefault: 'off',
  },
  'post-source': {
    severity: 'warning',
    about: 'The post links to no source.',
    rule: true,
    byDefault: 'off',
  },
} as const satisfies Record<string, ProblemRow>;
