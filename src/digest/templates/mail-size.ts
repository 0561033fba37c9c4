/** Gmail shows only the first 102 KB of a mail's HTML, so the link to unsubscribe may be hidden. */

import type { Edition } from '../../mail/email.ts';
import type { Problem } from '../../problem.ts';
import { kilobytes } from '../../text/amounts.ts';
import { escapeHtml } from '../../text/escape-html.ts';
import type { Item } from '../digest.ts';

/** In bytes. The links of each subscriber are added to this size. */
export const LARGE = 80_000;
export const TOO_LARGE = 100_000;

/** @param items the posts of the digest: a post that takes much of the size alone is named */
export function sizeProblems(editions: readonly Edition[], items: readonly Item[]): Problem[] {
  return editions.flatMap(({ key, html }) => {
    const bytes = Buffer.byteLength(html);
    if (bytes <= LARGE) return [];
    const edition = key === 'all' ? 'The mail' : `The edition \`${key}\``;
    return [
      {
        code: bytes > TOO_LARGE ? 'digest-size' : 'digest-large',
        message: `${edition} has ${kilobytes(bytes)} of HTML, and Gmail cuts a mail off at about 102 KB.${heaviest(html, items)}`,
        hint: 'Lower `digest.totalLimit` or `digest.sectionLimit` in tayori.config.ts, or shorten the template.',
        at: { file: 'tayori.config.ts', key: 'digest.totalLimit' },
      } as const,
    ];
  });
}

/** Names a post that takes a fifth of the size limit alone, for example by a very long title. */
function heaviest(html: string, items: readonly Item[]): string {
  const shown = items.filter(({ url }) => html.includes(escapeHtml(url)));
  const weigh = ({ title, url, image = '' }: Item) => Buffer.byteLength(`${title}${url}${image}`);
  const [first] = shown.toSorted((a, b) => weigh(b) - weigh(a));
  if (first === undefined || weigh(first) < LARGE / 5) return '';
  return ` The title, link and picture of the post «${[...first.title].slice(0, 40).join('')}» alone have ${kilobytes(weigh(first))}.`;
}
