/** Finds pictures that are written into a post as data: mail programs and many feed readers cannot show them. */
import type { Problem } from '../../problem.ts';

/** In Markdown and in HTML. Markdown would show some kinds of them, but mail programs remove all. */
const IMAGE_DATA =
  /(?:!\[((?:(?!!\[)[^\]\n])*)\]\(\s*<?|<img\b(?:(?!<img\b)[^>\n])*?\bsrc\s*=\s*["']?)data:/gi;

/** Only that there is such a picture counts: its bytes are not looked at. */
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
