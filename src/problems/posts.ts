/** Problems of posts: what can not be published, and what was repaired. */
import type { ProblemRow } from './row.ts';

export const posts = {
  'post-encoding': { severity: 'error', about: 'A post is not UTF-8.' },
  'post-front-matter': { severity: 'error', about: 'The front matter is missing, not closed or not YAML.' },
  'post-title': { severity: 'error', about: 'The title is missing or empty.' },
  'post-date': { severity: 'error', about: 'The date is missing or is no date.' },
  'post-url': { severity: 'error', about: 'The post can not have the URL that it would get.' },
  'post-url-taken': {
    severity: 'error',
    about: 'A newer post has the same URL, and the site shows that one.',
  },
  'post-id-taken': {
    severity: 'error',
    about: 'Another post has the same id, and readers would take the two for one.',
  },
  'post-id-unclear': {
    severity: 'error',
    about: 'The post may be an older one, renamed and changed: only a person can say.',
  },
  'post-draft': { severity: 'warning', about: 'The post is a draft (`draft: true` or `published: false`).' },
  'post-updated': { severity: 'warning', about: 'The date of the last change is no date, or is impossible.' },
  'post-duplicate-key': {
    severity: 'warning',
    about: 'A front matter key stands twice; the last one counts.',
  },
  'post-category': {
    severity: 'warning',
    about: 'A post has no category, or one that the config does not name.',
  },
  'post-marker': {
    severity: 'warning',
    about: 'Repaired: a marker line of the writing pipeline is dropped.',
  },
  'post-cut-joined': {
    severity: 'warning',
    about: 'Repaired: the halves of a sentence that a marker cut are joined.',
  },
  'post-cut-restarted': {
    severity: 'warning',
    about: 'Repaired: a fragment before a marker is dropped, because the text begins it again.',
  },
  'post-cut-open': {
    severity: 'warning',
    about: 'Repaired: a sentence that stops at a marker ends in …; what followed is lost.',
  },
  'post-title-markdown': {
    severity: 'warning',
    about: 'The title holds marks of Markdown, which become plain text.',
  },
  'post-excerpt-boilerplate': {
    severity: 'warning',
    about: 'The excerpt says nothing of its own, and the first sentences stand for it.',
  },
  'post-repeated-title': { severity: 'warning', about: 'Repaired: the text does not repeat the title.' },
  'post-repeated-paragraph': {
    severity: 'warning',
    about: 'Repaired: the second copy of a long paragraph is dropped.',
  },
  'post-bold-heading': {
    severity: 'warning',
    about: 'Repaired: a paragraph that is one bold line becomes a heading.',
  },
  'post-flattened': {
    severity: 'warning',
    about: 'Repaired: headings and list items in mid-paragraph get their lines back.',
  },
  'post-stray-emphasis': {
    severity: 'warning',
    about: 'Repaired: `**` that would have been shown is mended or dropped.',
  },
  'post-replacement-character': {
    severity: 'warning',
    about: 'Repaired: U+FFFD, the scar of cut text, is dropped.',
  },
  'post-enclosure': {
    severity: 'warning',
    about: 'An enclosure has no usable address, type or length, and feeds leave it out.',
  },
  'post-image': {
    severity: 'warning',
    about: 'A picture is written into the post itself; feeds and mails show its description instead.',
  },
  'post-future': { severity: 'warning', about: 'The post is dated in the future.' },
  'posts-missing': {
    severity: 'error',
    about: 'There is no post to publish where there must be some; the feeds stay as they are.',
  },
  'posts-nested': {
    severity: 'error',
    about: 'A folder `_posts` lies in the posts folder, where its name keeps it from being read.',
  },
  'post-link': { severity: 'error', about: 'A link in the posts folder is not followed.' },
  'post-date-zone': {
    severity: 'hint',
    about: 'A date without a zone is read as UTC, as Jekyll does; authors mean their own.',
  },
  'post-liquid': {
    severity: 'error',
    about: 'The Liquid of a post asks for something that is not known here, or can not be run.',
  },
  'post-address': {
    severity: 'warning',
    about: 'A link or picture has an address that is not known here; its words stay.',
  },
  'post-other-file': { severity: 'hint', about: 'A file in the posts folder is no post.' },
  'post-include': {
    severity: 'warning',
    about: 'An include that stands alone between blank lines is left out.',
  },
  'post-excerpted': {
    severity: 'warning',
    about: 'The Liquid of a post asks for something unknown; only the beginning and a link are published.',
  },
  'post-empty': { severity: 'warning', about: 'Nothing is left of the body once it is rendered.' },
} as const satisfies Record<string, ProblemRow>;
