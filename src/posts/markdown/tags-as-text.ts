/**
 * Tags that somebody wrote about without backticks: 「HTML の <div> を使う」, `Result<T>`. kramdown shows the ones of blocks
 * as text; the others it closes at the end of the paragraph, so that its page shows nothing of them. As a tag, a block
 * would take in the rest of the post.
 */
import type MarkdownIt from 'markdown-it';
import { type BlockRule, firstOf, LESS, lineOf } from './kramdown/block-lines.ts';
import type { InlineRule } from './kramdown/inline-context.ts';

type Md = InstanceType<typeof MarkdownIt>;

/** Blocks; not those whose end tag may be left out (`<p>`, `<li>`). */
const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dir|div|dl|fieldset|footer|form|frameset|h[1-6]|head|header|hgroup|html|legend|main|menu|nav|ol|pre|section|table|ul)$/;
/** Elements that mean something without content or attributes only where they are the subject. */
const BARE =
  /^(?:audio|base|button|canvas|caption|datalist|details|dialog|figcaption|figure|iframe|input|label|link|map|math|meta|noframes|noscript|object|optgroup|option|output|picture|plaintext|progress|script|select|slot|source|style|summary|svg|template|textarea|title|track|video|xmp)$/;

/** All other elements of HTML, old ones too. A name that is none of them is a type, or what a reader shall fill in. */
const OTHER =
  /^(?:a|abbr|acronym|area|b|basefont|bdi|bdo|bgsound|big|blink|br|cite|code|col|colgroup|data|dd|del|dfn|dt|em|embed|font|frame|hr|i|img|ins|kbd|li|mark|marquee|meter|nobr|noembed|p|param|q|rb|rp|rt|rtc|ruby|s|samp|search|small|span|strike|strong|sub|sup|tbody|td|tfoot|th|thead|time|tr|tt|u|var|wbr)$/;

const OPEN = /^<([a-z][\w-]*)((?:\s[^<>]*)?)>$/i;
const CLOSE = /<\/([a-z][\w-]*)/gi;

export function tagsAsText(md: Md): void {
  md.inline.ruler.before('html_inline', 'declaration', declaration);
  md.inline.ruler.before('no_address', 'xml_tag', xmlTag);
  md.block.ruler.before('html_block', 'declarations', declarations);
  md.core.ruler.after('inline', 'tags_as_text', ({ tokens }) => {
    // A tag alone in its paragraph is a mark of a program, such as `<toc>`.
    const children = tokens.flatMap(({ children: all }) => (all === null || all.length < 2 ? [] : all));
    const inline = children.filter(isTag);
    const blocks = tokens.filter(({ type }) => type === 'html_block');
    if (inline.length + blocks.length === 0) return;
    const closed = new Set(
      [...inline, ...blocks].flatMap(({ content }) =>
        [...content.matchAll(CLOSE)].map(([, name = '']) => name.toLowerCase()),
      ),
    );
    for (const block of blocks) block.content = typesAsText(block.content, closed);
    for (const token of inline) {
      const [, written, attributes = ''] = OPEN.exec(token.content) ?? [];
      const name = written?.toLowerCase() ?? '';
      const isBare = attributes.trim() === '';
      const isText = BLOCK.test(name) || (isBare && (BARE.test(name) || (name !== '' && !OTHER.test(name))));
      if (isText && !closed.has(name) && !/\/\s*$/.test(attributes)) token.type = 'text';
    }
  });
}

/** A tag, or what looks like one: `</pre>`, `<T extends B>`, `<stdio.h>`, `<K, V>`. */
const LIKE_TAG = /<(\/?)([a-z][^\s<>/"'=:]*)([^<>]*)>/gi;
/** In UTF-16 units: so far from a tag is looked for other text on its line. */
const BESIDE = 200;

/**
 * Types in a block of HTML (`std::vector<const char*>` in `<pre>`): whatever is no element, has no attribute and is never
 * closed. kramdown shows some of them and lets others swallow the rest; as tags they would be dropped. Outside of `<pre>`, one
 * that is alone on its line is the mark of a program.
 *
 * @param closed the names that have an end tag somewhere
 */
function typesAsText(html: string, closed: ReadonlySet<string>): string {
  let inPre = false;
  return html.replace(LIKE_TAG, (tag, slash: string, written: string, rest: string, at: number) => {
    const name = written.toLowerCase();
    if (name === 'pre') inPre = slash === '';
    if (slash !== '' || isElement(name) || closed.has(name) || /^\s+[\w:-]+=|^:|\/\s*$/.test(rest))
      return tag;
    return inPre || hasTextBeside(html, at, at + tag.length) ? `&lt;${tag.slice(1)}` : tag;
  });
}

function isElement(name: string): boolean {
  return BLOCK.test(name) || BARE.test(name) || OTHER.test(name);
}

function hasTextBeside(html: string, from: number, to: number): boolean {
  const before = html.slice(Math.max(0, from - BESIDE), from);
  const after = html.slice(to, to + BESIDE);
  const line = before.slice(before.lastIndexOf('\n') + 1) + (after.split('\n')[0] ?? '');
  return /[\p{L}\p{N}]/u.test(line.replace(/<[^<>]*>/g, ''));
}

function isTag({ type }: { readonly type: string }): boolean {
  return type === 'html_inline';
}

/** `<?php … ?>`, `<!DOCTYPE html>`, `<![CDATA[ … ]]>`: these are no tags of kramdown's, and as HTML they would be dropped. */
const DECLARATION = /^<(?:\?|!(?:[A-Z]|\[CDATA\[))/i;

const declaration: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== LESS) return false;
  if (!DECLARATION.test(state.src.slice(state.pos, state.pos + 10))) return false;
  if (!silent) state.pending += '<';
  state.pos += 1;
  return true;
};

/** At the beginning of a block, too; but `<?xml … ?>` came with a drawing that somebody pasted. */
const declarations: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || firstOf(state, startLine) !== LESS) return false;
  const line = lineOf(state, startLine);
  if (!DECLARATION.test(line) || /^<\?xml[\s-]/i.test(line)) return false;
  return state.md.block.ruler.getRules('').at(-1)?.(state, startLine, endLine, false) ?? false;
};

/** `<typo:code lang="ruby">`, `</o:p>`: a tag for kramdown, too; CommonMark knows no colon in names. */
const XML_TAG = /<(\/?)([a-z][\w-]*:[a-z][\w-]*)((?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'))*)\s*(\/?)>/iy;

const xmlTag: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== LESS) return false;
  XML_TAG.lastIndex = state.pos;
  const [tag, slash = '', name = '', attributes = '', end = ''] = XML_TAG.exec(state.src) ?? [];
  if (tag === undefined) return false;
  const { pos, src } = state;
  const isTag =
    slash === ''
      ? attributes !== '' || end === '/' || src.slice(pos, pos + NEAR).includes(`</${name}>`)
      : src.slice(Math.max(0, pos - NEAR), pos).includes(`<${name}`);
  if (!isTag) return false;
  if (!silent) state.push('html_inline', '', 0).content = tag;
  state.pos += tag.length;
  return true;
};

/** In UTF-16 units: so far from a tag without attributes its partner may be. Alone, it is text, as `<user:token>` is. */
const NEAR = 2000;
