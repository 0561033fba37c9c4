/**
 * Tags that somebody wrote about without backticks: 「HTML の <div> を使う」. kramdown shows the ones of blocks as text;
 * the others it closes at the end of the paragraph, so that its page shows nothing of them. As a tag it would take in
 * the rest of the post.
 */
import type MarkdownIt from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;

/** Blocks; not those whose end tag may be left out (`<p>`, `<li>`). */
const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dir|div|dl|fieldset|footer|form|frameset|h[1-6]|head|header|hgroup|html|legend|main|menu|nav|ol|pre|section|table|ul)$/;
/** Elements that mean something without content or attributes only where they are the subject. */
const BARE =
  /^(?:audio|base|button|canvas|caption|datalist|details|dialog|figcaption|figure|iframe|input|label|link|map|math|meta|noframes|noscript|object|optgroup|option|output|picture|plaintext|progress|script|select|slot|source|style|summary|svg|template|textarea|title|track|video|xmp)$/;

const OPEN = /^<([a-z][\w-]*)((?:\s[^<>]*)?)>$/i;
const CLOSE = /<\/([a-z][\w-]*)/gi;

export function tagsAsText(md: Md): void {
  md.core.ruler.after('inline', 'tags_as_text', ({ tokens }) => {
    const children = tokens.flatMap((token) => token.children ?? []);
    if (!children.some(isTag)) return;
    const html = [...children.filter(isTag), ...tokens.filter(({ type }) => type === 'html_block')];
    const closed = new Set(
      html.flatMap(({ content }) => [...content.matchAll(CLOSE)].map(([, name = '']) => name.toLowerCase())),
    );
    for (const token of children.filter(isTag)) {
      const [, written, attributes = ''] = OPEN.exec(token.content) ?? [];
      const name = written?.toLowerCase() ?? '';
      const isText = BLOCK.test(name) || (BARE.test(name) && attributes.trim() === '');
      if (isText && !closed.has(name) && !/\/\s*$/.test(attributes)) token.type = 'text';
    }
  });
}

function isTag({ type }: { readonly type: string }): boolean {
  return type === 'html_inline';
}
