/**
 * Links and pictures that lead nowhere because of a slip: without an address (`[a]()`), or with one that no browser takes
 * for a site (`htp://…`, `http//…`, `www.…`, `minato.com`). Only what can mean nothing else is named: `#` is a place that people keep
 * for an address, and `/a` or `a.md` are pages of the site.
 */
import type { Block } from '../blocks.ts';
import { codeSpans } from '../code-spans.ts';
import { placesIn } from '../line-numbers.ts';
import type { Mend } from '../repair.ts';

/** `[words](address "title")`, a picture with `!`; the words may be a picture, as `[![a](b)](c)`. */
const LINK =
  /(!?)\[([^[\]\n]{0,300})\]\([ \t]*(<[^<>\n]{0,1000}>|[^\s()<>]{0,1000})(?=[\s)(])[^()\n]{0,300}\)/g;
/** The address behind a picture that is a link. */
const BEHIND = /(?<=\))()()\]\([ \t]*(<[^<>\n]{0,1000}>|[^\s()<>]{0,1000})[ \t]*\)/g;
/** `[name]: address` */
const DEFINITION = /^ {0,3}()\[([^\]\n]{1,300})\]:[ \t]+(\S{1,1000})/gm;
const TAG = /<(a|img)\b((?:[^<>"']|"[^"<]{0,1000}"|'[^'<]{0,1000}'){1,2000})>/gi;
const ATTRIBUTE = { a: /\shref\s*=\s*(["'])(.*?)\1/is, img: /\ssrc\s*=\s*(["'])(.*?)\1/is };

/** A script gives such a tag its address, or does its work. */
const SCRIPTED = /\s(?:data-[\w-]+|srcset|on\w+|aria-\w+|role|class)\s*=/i;

/** Whatever one meant to be the beginning of `https://`. */
const SCHEME = /^(?:hh?t{1,3}ps{0,2}|h?ttps?|htps?|htt)(?:[:;.：]{1,3}\/|\/\/)/i;
const WHOLE = /^https?:\/\/[^/\s]/i;
/** Hosts by which people name sites; a file of that name is not known. */
const HOST =
  /^(?:www\.[\w-]+\.[\w./-]|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|dev|github\.io|gitlab\.io|(?:co|or|ne|go|ac)\.jp)(?:[/?#]|$))/i;

type Found = { readonly at: number; readonly says: string };

/** @param blocks after the repairs */
export function findLostTargets(blocks: readonly Block[]): Mend[] {
  return blocks.flatMap((block) => (block.kind !== 'code' && ANY.test(block.text) ? inBlock(block) : []));
}

const ANY = /\]\(|\]:[ \t]|<a\b|<img\b/i;

function inBlock({ text, line }: Block): Mend[] {
  const found = [...written(text), ...tagged(text)].toSorted((a, b) => a.at - b.at);
  if (found.length === 0) return [];
  const code = codeSpans(text);
  const placeOf = placesIn(text, line);
  return found
    .filter(({ at }) => !code.some(({ from, to }) => from <= at && at < to))
    .map(({ at, says }) => ({ code: 'post-target', message: says, ...placeOf(at) }));
}

function written(text: string): Found[] {
  return [LINK, BEHIND, DEFINITION].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(
      ({ 0: whole, 1: mark = '', 2: words = '', 3: target = '', index }) => {
        // `[](){: #name}` is a place that others link to.
        if (pattern === LINK && (text[index - 1] === '\\' || mark + words === '')) return [];
        const address = target.replace(/^<|>$/g, '').trim();
        const rest = pattern === LINK ? whole.slice(mark.length + words.length + 4 + target.length, -1) : '';
        // A blank that is none for Markdown may stand before the address.
        if (address === '' && !/^\s*(?:["'].*)?$/.test(rest)) return [];
        const isTitle = pattern === LINK && /^["']/.test(address);
        const says = faultIn(isTitle ? '' : address, mark === '!', words);
        return says === undefined ? [] : [{ at: index, says }];
      },
    ),
  );
}

function tagged(text: string): Found[] {
  return [...text.matchAll(TAG)].flatMap(({ 1: name = '', 2: attributes = '', index }) => {
    const isPicture = name.toLowerCase() === 'img';
    const [, , address] = ATTRIBUTE[isPicture ? 'img' : 'a'].exec(attributes) ?? [];
    if (address === undefined || (address.trim() === '' && SCRIPTED.test(attributes))) return [];
    const says = faultIn(address.trim(), isPicture, '');
    return says === undefined ? [] : [{ at: index, says }];
  });
}

function faultIn(address: string, isPicture: boolean, words: string): string | undefined {
  const what = `The ${isPicture ? 'picture' : 'link'}${words.trim() === '' ? '' : ` 「${shortened(words)}」`}`;
  if (address === '') return `${what} has no address.`;
  const twice = /^(https?:\/\/)https?[:/]/i.exec(address);
  if (twice !== null) return `${what} has \`${twice[1]}\` twice: \`${shortened(address)}\`.`;
  if (WHOLE.test(address)) return undefined;
  if (SCHEME.test(address))
    return `\`${shortened(address)}\` is no address: it begins with none of \`https://\` and \`http://\`.`;
  if (HOST.test(address))
    return `\`${shortened(address)}\` leads to a page of that name beside the post: \`https://\` is missing.`;
  return undefined;
}

function shortened(text: string): string {
  const letters = [...text.trim()];
  return letters.length <= LONGEST ? letters.join('') : `${letters.slice(0, LONGEST).join('')}…`;
}

const LONGEST = 40;
