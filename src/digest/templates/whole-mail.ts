/**
 * No article may be lost in a template. What Liquid made must be whole before MJML reads it, because MJML silently
 * drops what it does not understand. And the result must link every post that it claims to show.
 */
import type { Place, Problem } from '../../problem.ts';
import type { Item } from '../digest.ts';
import type { Contents } from '../layout.ts';
import { NONCHARACTER } from '../text/escape-slots.ts';
import type { Templates } from './template.ts';
import { placeOf, withLineMarks } from './template-lines.ts';
import { firstUnbalanced } from './unclosed-tags.ts';

/**
 * @param made what a template made
 * @param again makes the same from templates with marks
 */
export function unclosedProblems(
  made: string,
  name: string,
  templates: Templates,
  again: (templates: Templates) => string,
): Problem[] {
  const first = firstUnbalanced(made);
  if (first === undefined) return [];
  const { tag, fault, before } = firstUnbalanced(again(withLineMarks(templates))) ?? first;
  return [
    {
      code: 'template-layout',
      message: `The template has a ${tag} that is not opened or not closed (${fault}): what stands in it could be lost.`,
      hint: `Correct it in the template: close each tag before the one around it, and look for a ${tag.replace(/^<\/?/, tag.startsWith('</') ? '<' : '</')} that was taken out.`,
      at: placeOf(before, templates) ?? templates[name]?.at ?? { file: name },
    },
  ];
}

/**
 * The posts of a mail, also those that are links below others.
 *
 * @param all also those that only the web version shows
 */
export function postsIn({ lead, sections, also }: Contents, all: boolean): readonly Item[] {
  const shown = [lead, ...sections.flatMap(({ items, rest }) => (all ? [...items, ...rest] : items))];
  return shown.flatMap((item) => [item, ...(also.get(item) ?? [])]);
}

/** @param encode writes a URL in the way of the document */
export function lostProblems(
  body: string,
  posts: readonly Item[],
  at: Place,
  encode: (url: string) => string,
): Problem[] {
  const lost = posts.filter(({ url }) => !holds(body, encode(url)));
  if (lost.length === 0) return [];
  const shown = lost.slice(0, 3).map(({ title, url }) => `「${title}」 (${url})`);
  const more = lost.length > shown.length ? ` and ${lost.length - shown.length} more` : '';
  return [
    {
      code: 'template-layout',
      message: `What is made from it has no link to ${lost.length} of the ${posts.length} posts that it is to show: ${shown.join(', ')}${more}.`,
      hint: 'Link `lead.url` and the `url` of every item of every section (docs/templates.md), and look for a tag that is not closed.',
      at,
    },
  ];
}

/** Whether the whole address is there, and not only as the beginning of a longer one. */
function holds(body: string, url: string): boolean {
  const whole = url.replace(NONCHARACTER, ''); // templates get it in this form
  if (/\s/.test(whole)) return true; // this is no address, and white space may be changed
  for (let at = body.indexOf(whole); at !== -1; at = body.indexOf(whole, at + 1)) {
    if (!/[\w/%~-]/.test(body[at + whole.length] ?? '')) return true;
  }
  return false;
}
