/**
 * The part of a post before the mark that ends its excerpt: `<!--more-->`, as Hexo, Hugo and most sites of Jekyll have it,
 * `<!--more Read on-->`, as WordPress has it, or the `excerpt_separator` of Jekyll. The body itself is not touched.
 */
import { codeSpans, type Span } from '../code-spans.ts';

/** WordPress puts the words of its link behind `more`; a comment such as `<!-- more on this later -->` is none of its marks. */
const MORE = /<!--(?:\s*more\s*|more [^<>\n]{1,200})-->/gi;
/** `[1]: https://…`: links before the mark may need the ones behind it, as in Jekyll. */
const DEFINITION = /^ {0,3}(\[[^\]\n]+\]):[ \t]*\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$/gm;

/**
 * @param separators of the post and of the site, the one that counts more first
 * @returns the text before the first mark outside of code; `undefined` if there is none
 */
export function partBeforeMark(
  text: string,
  separators: readonly (string | undefined)[],
): string | undefined {
  const written = separators.flatMap((one) => (one === undefined || one.trim() === '' ? [] : [one]));
  const places = [
    ...written.map((separator) => placesOf(text, separator)),
    text.includes('<!--') ? [...text.matchAll(MORE)].map(({ index }) => index) : [],
  ];
  if (places.every(({ length }) => length === 0)) return undefined;
  const code = codeSpans(text);
  const at = places.map((found) => firstOutside(code, found)).find((place) => place !== undefined);
  if (at === undefined) return undefined;
  const part = text.slice(0, at);
  const named = new Set(part.match(/\[[^[\]\n]+\]/g));
  const links = [...text.slice(at).matchAll(DEFINITION)].filter(([, name = '']) => named.has(name));
  return links.length === 0 ? part : `${part}\n\n${links.map(([line]) => line).join('\n')}\n`;
}

/** The first place outside of code; both are in order. */
function firstOutside(code: readonly Span[], places: readonly number[]): number | undefined {
  let next = 0;
  return places.find((place) => {
    while ((code[next]?.to ?? Number.POSITIVE_INFINITY) <= place) next += 1;
    return (code[next]?.from ?? Number.POSITIVE_INFINITY) > place;
  });
}

function placesOf(text: string, separator: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length))
    places.push(at);
  return places;
}
