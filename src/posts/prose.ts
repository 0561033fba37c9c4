/**
 * Finds the letters of a paragraph that are prose. Not prose are: code spans, links, pictures, addresses, HTML, tags of
 * Jekyll and formulas. In the masked text, each of their letters is `OPAQUE`. A repair searches the masked text and
 * changes the real text at the same places. Every search makes one pass over the text.
 */

import { remembered } from './remembered.ts';

/** Stands for a letter that is not prose; a noncharacter, which cleaned text never contains. */
export const OPAQUE = '\ufdd3';

type Span = { readonly from: number; readonly to: number };

/** The signs that every span without prose contains. */
const SUSPECT = /[`[<{$]|:\/\//;

/** The text with every letter that is not prose replaced; the length stays the same. */
export function maskOpaque(text: string): string {
  return SUSPECT.test(text) ? masked(text) : text;
}

/** Each search sees only the letters that the one before it left. */
const masked = remembered((text) =>
  searches.reduce((covered, search) => cover(covered, search(covered)), text),
);

const searches = [codeSpans, tagSpans, linkSpans, patternSpans];

function cover(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let masked = '';
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    masked += text.slice(at, Math.max(at, from));
    masked += OPAQUE.repeat(to - Math.max(at, from));
    at = to;
  }
  return masked + text.slice(at);
}

/** From a run of backticks to the next run of the same length. */
function codeSpans(text: string): Span[] {
  if (!text.includes('`')) return [];
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ from: index, length: run.length }));
  const waiting = new Map<number, number[]>();
  for (const [index, { length }] of runs.entries())
    waiting
      .set(length, waiting.get(length) ?? [])
      .get(length)
      ?.push(index);
  const next = new Map<number, number>();
  const spans: Span[] = [];
  let end = 0;
  for (const [index, { from, length }] of runs.entries()) {
    if (from < end) continue;
    const same = waiting.get(length) ?? [];
    let place = next.get(length) ?? 0;
    while (place < same.length && (same[place] ?? 0) <= index) place += 1;
    next.set(length, place);
    const close = runs[same[place] ?? -1];
    if (close === undefined) continue;
    end = close.from + length;
    spans.push({ from, to: end });
  }
  return spans;
}

/** Elements whose content is not prose either. */
const WHOLE = new Set(['a', 'code', 'kbd', 'samp', 'pre', 'tt', 'var', 'svg', 'math', 'script', 'style']);

function tagSpans(text: string): Span[] {
  if (!text.includes('<')) return [];
  const endless = new Set<string>();
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(
    /<(?:([a-z][a-z\d-]*)(?![a-z\d-])|[/!?])(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/gi,
  )) {
    const { 0: tag, 1: named, index: from } = match;
    if (from < end) continue;
    const name = named?.toLowerCase() ?? '';
    let to = from + tag.length;
    if (WHOLE.has(name) && !endless.has(name) && !tag.endsWith('/>')) {
      const close = text.indexOf(`</${named}>`, to);
      if (close < 0) endless.add(name);
      else to = close + name.length + 3;
    }
    end = to;
    spans.push({ from, to });
  }
  return spans;
}

const [BACKSLASH, OPENING, CLOSING] = [0x5c, 0x5b, 0x5d];

/** Links and pictures: `[text](address "title")`, `[text][name]`, with `!` before them. */
function linkSpans(text: string): Span[] {
  if (!text.includes(']')) return [];
  const spans: Span[] = [];
  const open: number[] = [];
  let endless = false;
  // Searched once: if there are many links, each of them would search the rest of the text for it.
  const lastTitle = text.lastIndexOf('")');
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === BACKSLASH) at += 1;
    else if (letter === OPENING) open.push(at);
    else if (letter === CLOSING) {
      const from = open.pop();
      const after = text[at + 1];
      const close =
        from === undefined || endless
          ? undefined
          : after === '('
            ? endOfAddress(text, at + 1, lastTitle)
            : endOfName(text, at);
      if (after === '(' && from !== undefined && close === undefined) endless = true;
      if (from === undefined || close === undefined) continue;
      spans.push({ from: text[from - 1] === '!' ? from - 1 : from, to: close });
      at = close - 1;
    }
  }
  return spans;
}

/**
 * The place after the `)` that closes an address. A title in it may contain anything, and ends at the latest where the
 * last title of the text ends.
 */
function endOfAddress(text: string, from: number, lastTitle: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === '"' && at < lastTitle && /\s/.test(text[at - 1] ?? ''))
      at = text.indexOf('")', at + 1);
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** The place after `[name]`; or after the text of a link that is its own name, if `[]` follows. */
function endOfName(text: string, at: number): number | undefined {
  const from = text[at + 1] === '[' ? at + 1 : text[at + 1] === ' ' && text[at + 2] === '[' ? at + 2 : -1;
  if (from < 0) return undefined;
  const close = text.indexOf(']', from);
  return close < 0 || close - from > 1000 ? undefined : close + 1;
}

/** Addresses up to the next blank or Japanese mark, tags of Jekyll, formulas. */
const PATTERNS =
  /(?:https?|ftp|mailto):[^\s<>"\u3000-\u303f\uff00-\uffef\ufdd3*]+|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|\{:[^{}\n]*\}|\$\$[^$]+\$\$/g;

function patternSpans(text: string): Span[] {
  return [...text.matchAll(PATTERNS)].map(({ 0: match, index }) => ({
    from: index,
    to: index + match.length,
  }));
}
