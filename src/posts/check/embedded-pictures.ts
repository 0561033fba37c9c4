/** Pictures that are written into a post as data, which mails and many readers can not show. */
import type { Problem } from '../../problem.ts';

/** In Markdown and in HTML; of the kinds that Markdown would write out, mail programs take all out. */
const IMAGE_DATA = /(?:!\[([^\]\n]*)\]\(\s*<?|<img\b[^>\n]*?\bsrc\s*=\s*["']?)data:/gi;

/** Mail programs take such pictures out, and so do many readers: what the bytes are, nobody need know. */
export function imagesIn(file: string, text: string): Problem[] {
  if (!text.includes('data:')) return [];
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(IMAGE_DATA)].map((match) => ({
      code: 'post-image' as const,
      message: `The picture${match[1] ? ` 「${match[1]}」` : ''} is written into the post as data; feeds and mails show its description instead.`,
      hint: 'Put it into a file of the site, such as /assets/images/a.png, and write that address.',
      at: { file, line: index + 1, column: match.index + 1 },
    })),
  );
}
