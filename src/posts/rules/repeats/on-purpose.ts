/**
 * What a person says again and says so: 「何度でも言います。」, or the steps of a second way under the heading that the first
 * way has, too. Only asked of posts without cuts.
 */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import { levelOf, nameOf } from '../section-heading.ts';

type Part = { readonly block: Block; readonly sentences: readonly Sentence[] };

/** Somebody says that it comes again. */
const ANNOUNCES =
  /(?:何度でも|もう一度|もういちど|再度|改めて|あらためて|繰り返し|くり返し|くりかえし)[^。]{0,12}(?:言|書|述べ|おさらい|引用|強調|お伝え|確認し|まとめ|になり|です|ます)|おさらい|再掲|復習|大事なことなので|引用(?:します|しました|する|しておきます|しよう)|(?:先|上|前|冒頭)(?:に|で)(?:も)?(?:書いた|述べた|言った|引いた)|\b(?:recap|once more|to repeat|i repeat|again, in full|let me say (?:it|this|that) again|worth repeating|quoted again)\b/i;

/** For each part of a post: whether what it says again is said again on purpose. */
export function areOnPurpose(parts: readonly Part[]): boolean[] {
  const paths = pathsOf(parts);
  const seen = new Map<string, string>();
  return parts.map((part, index) => {
    const { heading, parent } = paths[index] ?? { heading: '', parent: '' };
    const first = seen.get(heading);
    if (heading !== '' && first === undefined) seen.set(heading, parent);
    const isParallel = first !== undefined && first !== parent && first !== '' && parent !== '';
    return isParallel || isAnnounced(part, parts[index - 1]);
  });
}

function isAnnounced({ sentences }: Part, above: Part | undefined): boolean {
  const before =
    above?.block.kind === 'heading' ? above.block.text : (above?.sentences.at(-1)?.letters ?? '');
  return ANNOUNCES.test(before) || sentences.slice(0, FIRST).some(({ letters }) => ANNOUNCES.test(letters));
}

/** Whoever repeats something says so in one of this many first sentences. */
const FIRST = 2;

/** The heading above each part, and the one above that. */
function pathsOf(parts: readonly Part[]): { readonly heading: string; readonly parent: string }[] {
  const path: { readonly level: number; readonly name: string }[] = [];
  return parts.map(({ block }) => {
    if (block.kind === 'heading') {
      const level = levelOf(block);
      while ((path.at(-1)?.level ?? 0) >= level) path.pop();
      path.push({ level, name: nameOf(block) });
    }
    return { heading: path.at(-1)?.name ?? '', parent: path.at(-2)?.name ?? '' };
  });
}
