/**
 * Slips in front matter that YAML does not see: a key that means nothing but nearly a known one (`catgories`), and names in
 * a list with a mark between them that parts nothing (`tags: 経済、港`). They are only named.
 */
import type { FrontMatter } from '../post.ts';
import { namesAt } from './fields.ts';
import type { HeadReport } from './head-source.ts';
import { keySlips } from './key-slips.ts';

/** A title that is lost by a slip has its own message (read-title.ts). */
export function warnSlips(data: FrontMatter, report: HeadReport): void {
  for (const { key, meant } of keySlips(data)) {
    if (meant === 'title') continue;
    const message = `The key \`${key}\` means nothing; \`${meant}\` is meant.`;
    report.warn('post-key-slip', key, message, `Write \`${meant}: …\`.`);
  }
  const several = listSlip(data);
  if (several === undefined) return;
  const message = `\`${several.key}\` has 「${several.name}」 as one name: the mark in it parts nothing.`;
  const parted = several.names.flatMap((one) => one.split(/[、，；]\s*/)).filter((one) => one !== '');
  const hint = `Write \`${several.key}: [${parted.join(', ')}]\`.`;
  report.warn('post-list-slip', several.key, message, hint);
}

/** @returns the first name that is several, and all the names beside it */
function listSlip(data: FrontMatter): ListSlip | undefined {
  for (const key of ['tags', 'tag', 'categories', 'category'] as const) {
    const names = namesAt(data, key);
    const name = names.find((one) => SEVERAL.test(one));
    if (name !== undefined) return { key, name, names };
  }
  return undefined;
}

type ListSlip = { readonly key: string; readonly name: string; readonly names: readonly string[] };

/** A wide comma or semicolon between words. */
const SEVERAL = /[^\s、，；][、，；]\s*[^\s、，；]/;
