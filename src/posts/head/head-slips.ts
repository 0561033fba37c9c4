/**
 * Slips in front matter that YAML does not see: a key that means nothing but nearly a known one (`catgories`), and names in
 * a list with a mark between them that parts nothing (`tags: 経済、港`). They are only named.
 */
import type { FrontMatter, FrontMatterValue, Skipped } from '../post.ts';
import { keySlips } from './key-slips.ts';
import type { Report } from './read-title.ts';

/** A title that is lost by a slip has its own message (read-title.ts). */
export function warnSlips(data: FrontMatter, report: Report, warnings: Skipped[]): void {
  for (const { key, meant } of keySlips(data)) {
    if (meant === 'title') continue;
    const message = `The key \`${key}\` means nothing; \`${meant}\` is meant.`;
    warnings.push(report('post-key-slip', key, message, `Write \`${meant}: …\`.`));
  }
  const several = listSlip(data);
  if (several === undefined) return;
  const message = `\`${several.key}\` has 「${several.name}」 as one name: the mark in it parts nothing.`;
  const names = several.name.split(/[、，；]\s*/).join(', ');
  warnings.push(report('post-list-slip', several.key, message, `Write \`${several.key}: [${names}]\`.`));
}

/** @returns the first name that is several, with its key */
function listSlip(data: FrontMatter): { readonly key: string; readonly name: string } | undefined {
  for (const key of ['tags', 'tag', 'categories', 'category']) {
    const name = namesIn(Object.hasOwn(data, key) ? data[key] : undefined).find((one) => SEVERAL.test(one));
    if (name !== undefined) return { key, name };
  }
  return undefined;
}

/** A wide comma between words, or a semicolon; not one of an entity (`&nbsp;`). */
const SEVERAL = /[^\s、，；][、，；]\s*[^\s、，；]/;

function namesIn(value: FrontMatterValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
