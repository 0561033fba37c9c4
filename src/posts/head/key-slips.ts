/** Keys of front matter that mean nothing, but nearly a known one: `catgories`. */
import type { FrontMatter } from '../post.ts';

/** Keys whose loss readers see. */
const KEYS =
  'title date categories category tags permalink published draft excerpt description author image last_modified_at'.split(
    ' ',
  );
const KNOWN: ReadonlySet<string> = new Set(KEYS);

/** Words of their own, in English or as the same key in another language. */
const WORDS =
  /^(?:authors|categorias|categoriat|descripcion|drafts|except|excerpts|images|publisher|publishes|tag)$/;

/** @returns each key that is a slip, and the key that is meant, which the front matter does not have */
export function keySlips(data: FrontMatter): { readonly key: string; readonly meant: string }[] {
  return Object.keys(data).flatMap((key) => {
    const meant = KNOWN.has(key) ? undefined : meantBy(key);
    return meant === undefined || Object.hasOwn(data, meant) || data[key] === '' ? [] : [{ key, meant }];
  });
}

/** Posts of one site have the same keys. */
const asked = new Map<string, string | undefined>();

function meantBy(key: string): string | undefined {
  if (asked.has(key)) return asked.get(key);
  const low = key.toLowerCase();
  const meant =
    low === 'title' || WORDS.test(low)
      ? undefined
      : KEYS.find((known) => low === known || isSlip(low, known));
  if (asked.size < 1000) asked.set(key, meant);
  return meant;
}

/**
 * Whether a word is a slip of the keyboard: two letters changed places, one is doubled or, in a long word, lost, wrong or too
 * many. Not at the end, where another word begins (`titles`, `publisher`); in a short word a lost letter makes another (`tile`).
 */
function isSlip(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1 || word[0] !== known[0]) return isTurned(word, known);
  let same = 0;
  while (same < word.length && word[same] === known[same]) same += 1;
  const [rest, wanted] = [word.slice(same), known.slice(same)];
  if (word.length === known.length)
    return (
      isTurned(word, known) || (known.length >= LONG && rest.length > 1 && rest.slice(1) === wanted.slice(1))
    );
  if (word.length > known.length) {
    const isMore = rest.slice(1) === wanted && wanted !== '';
    return isMore && (known.length >= LONG || rest[0] === word[same - 1]);
  }
  return known.length >= LONG && rest !== '' && rest === wanted.slice(1);
}

const LONG = 7;

/** `titel`, `tgas` */
function isTurned(word: string, known: string): boolean {
  if (word.length !== known.length) return false;
  const at = [...known].findIndex((letter, index) => letter !== word[index]);
  return at >= 0 && word === known.slice(0, at) + known[at + 1] + known[at] + known.slice(at + 2);
}
