/**
 * No article gets lost on the way through a template. What Liquid made must be whole before MJML sees it, which
 * drops what it does not understand without a word; and the result must link every post that it says it shows.
 */
import type { Place, Problem } from '../../problem.ts';
import type { Digest, Item } from '../digest.ts';
import type { Contents } from '../layout.ts';
import type { Templates } from './liquid.ts';
import { placeOf, withLineMarks } from './template-lines.ts';
import { firstUnbalanced } from './unclosed-tags.ts';

/**
 * @param made what a template made
 * @param again makes it again, from templates with marks
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

/** The posts of a mail, other tellings of a story too. @param all also those that only the web version has room for */
export function postsIn({ lead, sections, also }: Contents, all: boolean): readonly Item[] {
  const shown = [lead, ...sections.flatMap(({ items, rest }) => (all ? [...items, ...rest] : items))];
  return shown.flatMap((item) => [item, ...(also.get(item) ?? [])]);
}

/** @param encode how the document writes a URL */
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

/** The whole address, and not the beginning of a longer one. */
function holds(body: string, url: string): boolean {
  const whole = url.replace(/[\ufdd0-\ufdef]/g, ''); // as templates are given it
  if (/\s/.test(whole)) return true; // no address, and white space does not stay as it is
  for (let at = body.indexOf(whole); at !== -1; at = body.indexOf(whole, at + 1)) {
    if (!/[\w/%~-]/.test(body[at + whole.length] ?? '')) return true;
  }
  return false;
}

/**
 * Names the posts whose own data makes a template fail: with plain words in the place of all others, it still
 * fails, and with plain words everywhere it does not.
 *
 * @param faultsIn what is wrong with a digest
 */
export function blamePosts(
  digest: Digest,
  problems: readonly Problem[],
  faultsIn: (digest: Digest) => readonly Problem[],
): readonly Problem[] {
  // What has no end would be tried for each post, for two seconds each.
  if (problems.length === 0 || problems.some(({ code }) => code === 'template-limit')) return problems;
  const plain = digest.items.map(plainItem);
  if (faultsIn({ ...digest, items: plain }).length > 0) return problems;
  const guilty = digest.items.filter((item, index) => {
    const items = plain.map((other, place) => (place === index ? item : other));
    return faultsIn({ ...digest, items }).length > 0;
  });
  if (guilty.length === 0) return problems;
  const names = guilty.slice(0, 3).map(({ title, url }) => `「${title}」 (${url})`);
  return problems.map((problem) => {
    return {
      ...problem,
      message: `${problem.message} It is what the post ${names.join(', ')} says that does it.`,
    };
  });
}

/** As long, and nothing special in it. */
function plainItem(item: Item): Item {
  const plain = (text: string) => (text === '' ? '' : 'x');
  const { title, excerpt, author, points } = item;
  return {
    ...item,
    title: plain(title),
    excerpt: plain(excerpt),
    author: plain(author),
    points: points.map(plain),
    image: item.image === undefined ? undefined : 'https://x.example/x.png',
  };
}
