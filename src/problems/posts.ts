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
    about: 'A post has a category that the config does not name.',
  },
  'post-uncategorised': {
    severity: 'hint',
    about: 'A post has no category, though nearly all others have one.',
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
  'post-expired': { severity: 'warning', about: 'The post was to be shown only until a day that is over.' },
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
  'post-liquid-slip': {
    severity: 'warning',
    about:
      'A tag of Liquid has a slip in it; it is read as Jekyll reads it, which may not be what its author means.',
  },
  'post-address': {
    severity: 'warning',
    about: 'A link or picture has an address that is not known here; its words stay.',
  },
  'post-other-file': { severity: 'hint', about: 'A file in the posts folder is no post.' },
  'post-other-language': {
    severity: 'hint',
    about: 'The name of a file ends with another language than that of the site (`site.editions`).',
  },
  'post-include': {
    severity: 'warning',
    about:
      'An include that stands alone between blank lines, or a shortcode of the site, is left out; or a parameter of an include is nothing.',
  },
  'post-excerpted': {
    severity: 'warning',
    about: 'The Liquid of a post asks for something unknown; only the beginning and a link are published.',
  },
  'post-empty': { severity: 'warning', about: 'Nothing is left of the body once it is rendered.' },
  'fix-changed': {
    severity: 'error',
    about: 'A post changed while `tayori check --fix` was at work, and was left as it is.',
  },
  'baseline-unreadable': {
    severity: 'error',
    about: 'The baseline of `tayori check` can not be read.',
  },
  'post-check-key': {
    severity: 'warning',
    about: 'The key `check` of a post names a rule or a severity that does not exist.',
  },
} as const satisfies Record<string, ProblemRow>;
