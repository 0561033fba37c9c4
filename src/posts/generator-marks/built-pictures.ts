/**
 * Pictures and links whose address only the build of a site knows: Astro, Docusaurus, Gatsby and VitePress give a picture
 * beside the post a name of its own, and Zenn keeps pictures elsewhere. A link to the page of the post stands for such a picture.
 */
import type { GeneratorName } from '../../settings/generators.ts';
import type { Span } from '../code-spans.ts';
import { addressOf, type Change, inCode, type MarkPage, type Marks } from './marks.ts';

/** Only a blank ends an address: without it, 100 kB of `![](` took 11 seconds. */
const PICTURE = /!\[([^\]\n]{0,500})\]\([ \t]*<?([^)\s<>]{1,500})>?(?:[ \t][^)\n]{0,300})?\)/g;

/** Which addresses the build changes. */
const BUILT: Partial<Readonly<Record<GeneratorName, RegExp>>> = {
  astro: /^(?![a-z]+:|\/)/i,
  docusaurus: /^(?![a-z]+:|\/)/i,
  gatsby: /^(?![a-z]+:|\/)/i,
  vitepress: /^(?![a-z]+:|\/)/i,
  zenn: /^\/images\//,
};

export function builtPictures(
  text: string,
  generator: GeneratorName,
  { url }: MarkPage,
  code: readonly Span[],
): Marks {
  const built = BUILT[generator];
  if (built === undefined || !text.includes('![')) return { changes: [], unknown: [] };
  const isCode = inCode(code);
  const found = [...text.matchAll(PICTURE)].filter(
    ({ 2: address = '', index }) => !isCode(index) && built.test(address),
  );
  return {
    changes: found.map(({ 0: whole, 1: alt = '', 2: address = '', index }) => {
      const words = alt.trim() || (address.split('/').at(-1) ?? '');
      return { from: index, to: index + whole.length, text: `[${words}](<${url}>)` };
    }),
    unknown: found.map(({ 2: address, index }) => ({
      at: index,
      message: `The address that the site gives \`${address}\` is not known here; a link to the post stands for the picture.`,
      isNeeded: false,
      isAddress: true,
    })),
  };
}

/** `{static}/images/a.png` and `{filename}other.md` of Pelican, also with `|` in place of the braces. */
export function pelicanAddresses(text: string, { urlOf }: MarkPage, code: readonly Span[]): Change[] {
  const isCode = inCode(code);
  return [...text.matchAll(PELICAN)].flatMap(({ 0: whole, 1: kind, 2: written = '', index }): Change[] => {
    if (isCode(index)) return [];
    const [path = '', part] = written.split('#');
    const address = kind === 'filename' ? addressOf(path, urlOf, part) : written;
    return [{ from: index, to: index + whole.length, text: address }];
  });
}

const PELICAN = /[{|](static|attach|filename)[}|]([^)\s"'<>]{1,500})/g;
