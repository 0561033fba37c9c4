/** Gmail shows about the first 102 KB of a mail's HTML and hides the rest, the link to leave with it. */
import { kilobytes } from '../amounts.ts';
import type { Edition } from '../mail/email.ts';
import type { Problem } from '../problem.ts';

/** In bytes; the links of each subscriber come on top of what is measured. */
export const LARGE = 80_000;
export const TOO_LARGE = 100_000;

export function sizeProblems(editions: readonly Edition[]): Problem[] {
  return editions.flatMap(({ key, html }) => {
    const bytes = Buffer.byteLength(html);
    if (bytes <= LARGE) return [];
    const edition = key === 'all' ? 'The mail' : `The edition \`${key}\``;
    return [
      {
        code: bytes > TOO_LARGE ? 'digest-size' : 'digest-large',
        message: `${edition} has ${kilobytes(bytes)} of HTML, and Gmail cuts a mail off at about 102 KB.`,
        hint: 'Lower `digest.totalLimit` or `digest.sectionLimit` in tayori.config.ts, or shorten the template.',
        at: { file: 'tayori.config.ts', key: 'digest.totalLimit' },
      } as const,
    ];
  });
}
