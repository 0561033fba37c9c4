/** `@[youtube](id)` and others of Zenn and Qiita, and the size of a picture: links, and pictures without their size. */
import type { Span } from '../code-spans.ts';
import { bare, type Change, film, inCode } from './marks.ts';

const EMBED = /@\[([a-z]{2,20})\]\(([^)\s]{1,500})\)/g;
const SIZE = /(!\[[^\]\n]{0,200}\]\(\S{1,500})[ \t]+=\d*x\d*(?=\))/g;

export function embedChanges(text: string, code: readonly Span[]): Change[] {
  const embeds = [...text.matchAll(EMBED)].flatMap(
    ({ 0: whole, 1: kind, 2: target = '', index }): Change[] => {
      const shown = kind === 'youtube' && !target.includes('/') ? film('youtube', target) : linkOf(target);
      return shown === undefined ? [] : [{ from: index, to: index + whole.length, text: shown }];
    },
  );
  const sizes = [...text.matchAll(SIZE)].map(({ 0: whole, 1: picture = '', index }) => {
    return { from: index + picture.length, to: index + whole.length, text: '' };
  });
  const isCode = inCode(code);
  return [...embeds, ...sizes].toSorted((a, b) => a.from - b.from).filter(({ from }) => !isCode(from));
}

function linkOf(target: string): string | undefined {
  return /^https?:\/\//.test(target) ? bare(target) : undefined;
}
