/**
 * The title of a post: its own; or, where nobody wrote one, the name of its file, as Jekyll makes a title of it. A title
 * that is there and says nothing (`title: ""`) was lost, and keeps the post back.
 */
import { ownCopy } from '../../process/v8-memory.ts';
import { cleanLine } from '../clean-text.ts';
import type { FrontMatter } from '../post.ts';
import { isOn } from '../severity.ts';
import { isQuoted } from './dates.ts';
import { own } from './fields.ts';
import { readFileName } from './file-name.ts';
import type { HeadSource } from './head-source.ts';
import { keySlips } from './key-slips.ts';
import { behindLabel } from './labels.ts';
import { hasMarks, titleLine } from './title.ts';

/** @returns empty if there is a fault */
export function readTitle({ file, text: head, data, settings, report }: HeadSource): string {
  const value = own(data, 'title');
  const isLost = typeof value === 'string' && value.trim() === '' && isQuoted(head, 'title');
  const other = Object.keys(data).find(isLikeTitle);
  const isLeftOut = !saysTitle(data) && !isText(head, value);
  if (isLeftOut && !isLost && other === undefined) {
    const made = ownCopy(titleOfSlug(readFileName(file, settings.site.posts).slug));
    const slip = keySlips(data).find(({ meant }) => meant === 'title')?.key;
    if (made !== '') report.warn('post-title-from-name', slip ?? 'title', madeMessage(made, slip), HINT);
    else report.fault('post-title', 'title', 'The post has no title.', HINT);
    return made;
  }
  const written = typeof value === 'string' ? cleanLine(value) : '';
  const line = titleLine(written, settings);
  const unlabelled = isOn('post-label', settings) ? behindLabel(line, 'title') : undefined;
  const title = isLeftOut ? '' : ownCopy(unlabelled ?? line);
  if (title === '' && isLeftOut && other !== undefined) {
    const message = `The post has no title: its key is \`${other}\`, and \`title\` is meant.`;
    report.fault('post-title', other, message, HINT);
  } else if (title === '') report.fault('post-title', 'title', faultIn(value), HINT);
  else if (unlabelled !== undefined) {
    const message = `The name of a form before the title is dropped: 「${title}」.`;
    report.warn('post-label', 'title', message, 'Write the title alone.');
  } else if (title !== written && hasMarks(written)) {
    const message = `The marks of Markdown in the title become plain text: 「${title}」.`;
    report.warn('post-title-markdown', 'title', message, 'Write the title without them.');
  }
  return title;
}

const HINT = 'Write `title: "…"` in the front matter.';

/** What Jekyll takes for no title, too. `no` and `off` are titles that somebody wrote. */
const SAYS_NOTHING = /^(?:~|null|false|)$/i;

/** Whether somebody wrote a title, so that it can have lost its end. */
export function saysTitle(data: FrontMatter): boolean {
  const value = own(data, 'title');
  return value !== undefined && !(typeof value === 'string' && SAYS_NOTHING.test(value.trim()));
}

/** `"null"` in quotation marks is a text. */
function isText(head: string, value: FrontMatter[string] | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '' && isQuoted(head, 'title');
}

/** @param slip a key that may be a slip of `title` */
function madeMessage(title: string, slip: string | undefined): string {
  const why = slip === undefined ? '' : `: its key is \`${slip}\`, and \`title\` is meant`;
  return `The post has no title${why}; the name of its file stands for it, as in Jekyll: 「${title}」.`;
}

function faultIn(value: FrontMatter[string] | undefined): string {
  return typeof value === 'object'
    ? 'The title is no text: for YAML, brackets or braces without quotation marks are a list or a map.'
    : 'The title is empty.';
}

/** `hello-GitHub` becomes `Hello Github` (lib/jekyll/utils.rb, titleize_slug). */
function titleOfSlug(slug: string): string {
  const words = slug.split('-').map((word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
  return cleanLine(words.join(' '));
}

/** `Title`, or `title` behind something that nobody sees. */
function isLikeTitle(key: string): boolean {
  return key !== 'title' && /^[\s\u200b\ufeff]*title[\s\u200b\ufeff]*$/i.test(key);
}
