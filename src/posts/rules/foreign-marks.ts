/**
 * Marks of other systems that readers would see as they are written: boxes of Zenn and Docusaurus, links of wikis, components
 * of MDX. kramdown takes them for text, and so do we; nothing is guessed. They are only named, and only outside of code.
 *
 * Shortcodes of Hugo and tags of Hexo are Liquid here: `post-liquid` names them.
 */
import type { Block } from '../blocks.ts';
import { codeSpans } from '../code-spans.ts';
import { placesIn } from '../line-numbers.ts';
import type { Mend } from '../repair.ts';
import type { RuleContext } from './rule.ts';

type Row = {
  /** What it is, and where it comes from. */
  readonly is: string;
  /** With the flag `g`. The first group, if there is one, is what a message shows. */
  readonly pattern: RegExp;
  readonly kinds: ReadonlySet<Block['kind']>;
  /** What readers get, if they do not see the mark as it is written. */
  readonly shown?: string;
  /** Whether it counts only at the beginning of the text: elsewhere it may be code without a fence. */
  readonly first?: true;
  /** Whether a find is none after all. */
  readonly not?: (match: RegExpExecArray, text: string) => boolean;
};

const TEXT: Row['kinds'] = new Set(['prose', 'item', 'heading', 'quote', 'table', 'definition']);
const LINES: Row['kinds'] = new Set(['prose', 'item', 'quote']);
const TAGS: Row['kinds'] = new Set(['html', 'prose', 'item']);

/** Words of boxes in MkDocs. */
const BOXES =
  'note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|attention|caution|error|hint|important';

/** What Zenn and Qiita show in a frame. `@[minato](https://…)` names a person. */
const EMBEDS =
  'card|codepen|codesandbox|docswell|figma|gist|github|jsfiddle|mermaid|slideshare|speakerdeck|stackblitz|tweet|twitter|vimeo|youtube';

/** Names of HTML, SVG and MathML that some write with a capital letter, and of files of XML. */
const HTML =
  /^(?:a|abbr|b|blockquote|body|br|button|center|code|dd|div|dl|dt|em|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe|img|input|li|link|meta|object|ol|option|p|param|pre|s|script|select|small|span|strike|strong|style|sub|sup|table|tbody|td|textarea|th|thead|title|tr|tt|u|ul|video)$/i;

const rows: readonly Row[] = [
  {
    is: 'a box of Zenn, Qiita, Docusaurus or Pandoc',
    pattern: /^[ \t>]*(:{3,}[ \t]*\{?[.#]?[a-z][\w-]*)/gim,
    kinds: LINES,
  },
  {
    is: 'a box of MkDocs',
    pattern: new RegExp(String.raw`^((?:!!!|\?\?\?\+?)[ \t]+(?:${BOXES}))(?![\w-])`, 'gm'),
    kinds: LINES,
  },
  {
    is: 'a box of Obsidian',
    pattern: /^[ \t]*(?:>[ \t]*)+(\[![a-z][\w-]*\][-+]?)[ \t]*(.*)$/gim,
    kinds: new Set(['quote']),
    not: ([, word = '', title = '']) =>
      /^\[!(?:note|tip|important|warning|caution)\]$/i.test(word) && title === '',
  },
  {
    is: 'a link of a wiki or of Obsidian',
    // `[[Prototype]]` is ECMAScript's, `[[nodiscard]]` C++'s, `[[a.b]]` TOML's, `[[ -f x ]]` a shell's: one word says nothing.
    pattern: /(!?\[\[(?=[^[\]\n]*\p{L})[^\s[\]^][^[\]\n]{0,120}\]\])(?![([:])/gu,
    kinds: TEXT,
    not: ([whole]) => !/^!|[ |#/-]|\P{ASCII}/u.test(whole) || /[=;,<>"'\\$]| #\d/.test(whole),
  },
  {
    is: 'a highlight of Obsidian or Typora',
    pattern: /(?<![=\w!<>+*/&?.-]|\/\/ )(==(?=[^\s=])[^=\n`]{1,80}(?<=\S)==)(?![=\w>])/g,
    kinds: TEXT,
  },
  {
    is: 'a comment of Obsidian',
    pattern: /(?<![%\w])(%%(?=[^%\s])[^%\n]{1,200}(?<=\S)%%|%%[ \t][^%\n]{1,200}[ \t]%%)(?![%\w])/g,
    kinds: TEXT,
  },
  {
    is: 'an embed of Zenn or Qiita',
    pattern: new RegExp(String.raw`(@\[(?:${EMBEDS})\])\(`, 'g'),
    kinds: TEXT,
  },
  {
    is: 'the size of a picture, as Zenn and HackMD have it',
    shown: 'it becomes a part of the address, and readers see no picture',
    pattern: /!\[[^\]\n]{0,200}\]\(\S{1,500}[ \t](=\d+x\d*|=\d*x\d+)\)/g,
    kinds: TEXT,
  },
  {
    is: 'a place for a table of contents',
    pattern: /^[ \t]*(\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\](?:\([^)\n]*\))?)[ \t]*$/gim,
    kinds: TEXT,
  },
  {
    is: 'a footnote in the line, as Pandoc and Zenn have it',
    pattern:
      /(?<=\S)(\^\[(?=[^\]\n]{0,200}(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\w \w+ \w))[^\]\n]{1,400}\])/gu,
    kinds: TEXT,
  },
  {
    is: 'a line of MDX',
    pattern: /^(\{\/\*)/gm,
    kinds: LINES,
  },
  {
    is: 'a line of MDX',
    pattern:
      /^(import[ \t]+[\w*{][^'"\n;]*[ \t]from[ \t]+['"][^'"\n]+['"]|export[ \t]+(?:const|default|function)[ \t]\S)/gm,
    kinds: new Set(['prose']),
    first: true,
  },
  {
    is: 'a component of MDX',
    shown: 'readers see nothing of it, or only the text inside',
    pattern:
      /^[ \t]*(<([A-Z][A-Za-z\d.]*)(?:[ \t]+[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|\{[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*\}))*[ \t]*\/?>)/gm,
    kinds: TAGS,
    not: ([, , name = ''], text) =>
      HTML.test(name) ||
      name === name.toUpperCase() ||
      !new RegExp(String.raw`</${name}\s*>|<${name}\b[^<>]*/>`).test(text),
  },
  {
    is: 'a shortcode of WordPress',
    pattern:
      /(\[(?:caption|gallery|embed|audio|video|playlist)(?:[ \t]+[\w-]+=["'][^\]\n]{0,500})?\])(?!\()/g,
    kinds: TEXT,
    not: ([, written = ''], text) => !written.includes('=') && !text.includes(`[/${written.slice(1)}`),
  },
];

/** Most blocks have nothing that may be such a mark. */
const ANY =
  /:::|!!!|\?\?\?|\[!|\[\[|==|%%|@\[| =\d*x\d*\)|[Tt][Oo][Cc]\]|\{toc|\^\[|import |export |\{\/\*|<[A-Z]|\[(?:ca|ga|em|au|vi|pl)/;

/** The rows for which a text must not be run as Liquid. */
const SHORTCODE: Row = {
  is: 'a shortcode of Hugo',
  pattern: /(\{\{[<%][ \t]*\/?[ \t]*[a-z][\w./-]*)/gi,
  kinds: TEXT,
};

export function findForeignMarks(blocks: readonly Block[], { frontMatter }: RuleContext): Mend[] {
  const asked = 'render_with_liquid' in frontMatter ? [...rows, SHORTCODE] : rows;
  const marked = blocks.flatMap((block, index) =>
    ANY.test(block.text) || asked !== rows
      ? marksIn(block, index === 0 ? asked : asked.filter(({ first }) => first !== true))
      : [],
  );
  return marked.length === 0 ? [] : withoutLinks(marked, blocks);
}

/** `[[a b]]` is a link in brackets if the post defines `[a b]: https://…`. */
function withoutLinks(marks: readonly Mark[], blocks: readonly Block[]): Mend[] {
  const defined = new Set(
    blocks.flatMap(({ text }) => Array.from(text.matchAll(DEFINITION), ([, name]) => name)),
  );
  return marks.filter(({ mark }) => !defined.has(/^\[\[(.*)\]\]$/.exec(mark)?.[1])).map(({ mend }) => mend);
}

const DEFINITION = /^ {0,3}\[([^\]\n]+)\]:/gm;

type Mark = { readonly mark: string; readonly mend: Mend };

function marksIn({ kind, text, line }: Block, asked: readonly Row[]): Mark[] {
  const found = asked.flatMap((row) =>
    row.kinds.has(kind)
      ? [...text.matchAll(row.pattern)].flatMap((match) =>
          row.not?.(match, text) === true ? [] : [{ row, match }],
        )
      : [],
  );
  if (found.length === 0) return [];
  const code = codeSpans(text);
  const placeOf = placesIn(text, line);
  return found
    .map(({ row, match }) => {
      const mark = match[1] ?? match[0];
      return { row, mark, at: match.index + match[0].indexOf(mark) };
    })
    .filter(({ at }) => !code.some(({ from, to }) => from <= at && at < to))
    .map(({ row, mark, at }) => {
      const message = `\`${shortened(mark)}\` is ${row.is}; ${row.shown ?? 'readers see it as it is written'}.`;
      return { mark, mend: { code: 'post-foreign-mark' as const, message, ...placeOf(at) } };
    });
}

function shortened(mark: string): string {
  const letters = [...mark.trim()];
  return letters.length <= LONGEST ? letters.join('') : `${letters.slice(0, LONGEST).join('')}…`;
}

const LONGEST = 40;
