/** What costs four times as much for four times the text, whatever the text is: a quadratic step would cost sixteen. */
import { it } from 'vitest';
import { cutAtPhrase, phrasesOf } from '../../src/digest/text/phrases.ts';
import { wrapText } from '../../src/digest/text/wrap.ts';
import { excerptOf } from '../../src/posts/article/excerpt.ts';
import { partBeforeMark } from '../../src/posts/article/excerpt-mark.ts';
import { codeSpans } from '../../src/posts/code-spans.ts';
import { plainLine } from '../../src/posts/head/title.ts';
import { plainText } from '../../src/posts/html-to-text.ts';
import { runLiquid } from '../../src/posts/liquid/liquid.ts';
import { onOneLine } from '../../src/posts/liquid/one-line.ts';
import { NO_OTHER_FILES } from '../../src/posts/liquid/other-files.ts';
import { unchanged } from '../../src/posts/mapped-lines.ts';
import { dropExtensions } from '../../src/posts/markdown/kramdown/kramdown-tags.ts';
import { renderMarkdown } from '../../src/posts/markdown/markdown.ts';
import { sanitize } from '../../src/posts/markdown/sanitize.ts';
import { sentencesOf } from '../../src/posts/sentences.ts';
import { namedIn } from '../../src/posts/site-files/named-files.ts';
import { expectOnePass } from '../growth.ts';
import { inTwoBytes } from '../two-bytes.ts';
import { settingsWith } from './settings.ts';

const BASE = 'https://minato.example/a/';
const { site } = settingsWith();
const liquid = (text: string) =>
  runLiquid(text, 1, {
    site,
    page: {
      file: 'posts/2025-11-08-a.md',
      slug: 'a',
      path: '/a/',
      published: new Date(0),
      categories: [],
      tags: [],
    },
    frontMatter: {},
    files: NO_OTHER_FILES,
  });
const markdown = (text: string) => renderMarkdown(text, BASE, true);
const html = (text: string) => sanitize(text, BASE);
const numbered = (unit: (index: number) => string) => (letters: number) => {
  const parts: string[] = [];
  for (let index = 0, length = 0; length < letters; index += 1)
    length += parts[parts.push(unit(index)) - 1]?.length ?? 1;
  return parts.join('');
};
const repeated = (unit: string) => numbered(() => unit);
const before = (end: string, unit: string) => (letters: number) => repeated(unit)(letters) + end;

type Row = {
  readonly name: string;
  readonly run: (text: string) => unknown;
  readonly make: (letters: number) => string;
  readonly why: string;
  readonly letters?: number;
};

const rows: readonly Row[] = [
  {
    name: 'excerptOf',
    run: excerptOf,
    make: (n) => `<p>${repeated('the market ')(n)}</p>`,
    why: 'no end of a sentence',
  },
  { name: 'excerptOf', run: excerptOf, make: repeated('<p>a. b. c. </p>'), why: 'many ends' },
  { name: 'excerptOf', run: excerptOf, make: repeated('<pre>'), why: 'code that is never closed' },
  { name: 'sentencesOf', run: sentencesOf, make: repeated('a'), why: 'no end' },
  { name: 'sentencesOf', run: sentencesOf, make: repeated('。'), why: 'nothing but ends' },
  { name: 'sentencesOf', run: sentencesOf, make: repeated('Mr. '), why: 'short words' },
  { name: 'sentencesOf', run: sentencesOf, make: before('港', '.'), why: 'dots before a letter' },
  { name: 'sentencesOf', run: sentencesOf, make: before('a', '!?'), why: 'marks before a letter' },
  { name: 'plainText', run: plainText, make: repeated('<p>a</p> '), why: 'paragraphs' },
  { name: 'plainText', run: plainText, make: repeated('a '), why: 'blanks' },
  { name: 'plainText', run: plainText, make: repeated('<b> </b>'), why: 'blanks between tags' },
  { name: 'plainLine', run: plainLine, make: repeated('['), why: 'brackets' },
  { name: 'plainLine', run: plainLine, make: repeated('` `` '), why: 'code that is never closed' },
  { name: 'wrapText', run: (text) => wrapText(text, 70), make: repeated('a'), why: 'one word' },
  { name: 'wrapText', run: (text) => wrapText(text, 70), make: repeated('港'), why: 'no blanks' },
  {
    name: 'wrapText',
    run: (text) => wrapText(text, 70),
    make: repeated('。'),
    why: 'letters that begin no line',
  },
  { name: 'wrapText', run: (text) => wrapText(text, 70), make: repeated('e\u0301'), why: 'marks' },
  { name: 'phrasesOf', run: phrasesOf, make: repeated('a'), why: 'one word' },
  { name: 'phrasesOf', run: phrasesOf, make: repeated('港の'), why: 'many phrases' },
  { name: 'cutAtPhrase', run: (text) => cutAtPhrase(text, 40), make: repeated('a'), why: 'one word' },
  {
    name: 'cutAtPhrase',
    run: (text) => cutAtPhrase(text, 40),
    make: repeated('港。'),
    why: 'many sentences',
  },
  { name: 'onOneLine', run: onOneLine, make: before('</p>', ' '), why: 'blanks that end no line' },
  { name: 'onOneLine', run: onOneLine, make: repeated('<'), why: 'tags that are never closed' },
  { name: 'onOneLine', run: onOneLine, make: repeated('&a'), why: 'references without an end' },
  {
    name: 'liquid',
    run: (text) => liquid(`{% include ${text} %}`),
    make: repeated('{{ a }}'),
    why: 'variables in a name',
  },
  {
    name: 'liquid',
    run: (text) => liquid(`{% include {{ a ${text} %}`),
    make: repeated('| b '),
    why: 'a name without an end',
  },
  {
    name: 'liquid',
    run: (text) => liquid(`{% include a.html ${text} %}`),
    make: repeated('a="b" '),
    why: 'parameters',
  },
  {
    name: 'liquid',
    run: (text) => liquid(`{% include a.html a="${text} %}`),
    make: repeated('\\\\a'),
    why: 'a parameter without an end',
  },
  {
    name: 'partBeforeMark',
    run: (text) => partBeforeMark(text, []),
    make: repeated('`<!--more-->` '),
    why: 'marks in code',
  },
  {
    name: 'partBeforeMark',
    run: (text) => partBeforeMark(`${text}\n\n<!--more-->\n\n${text}`, []),
    make: numbered((index) => `[a${index}]: b\n`),
    why: 'links explained behind it',
  },
  { name: 'namedIn', run: namedIn, make: repeated('{% include '), why: 'tags that are never closed' },
  { name: 'namedIn', run: namedIn, make: repeated('site  .  '), why: 'names without an end' },
  { name: 'sanitize', run: html, make: (n) => `<img srcset="${repeated('a')(n)} x">`, why: 'one address' },
  {
    name: 'sanitize',
    run: html,
    make: (n) => `<img srcset="${repeated('a 1x,')(n)}">`,
    why: 'many addresses',
  },
  { name: 'sanitize', run: html, make: repeated('<svg '), why: 'drawings that are never closed' },
  { name: 'sanitize', run: html, make: repeated('<noscript>'), why: 'what is never closed' },
  { name: 'sanitize', run: html, make: repeated('<iframe src="/a"></iframe>'), why: 'frames' },
  {
    name: 'codeSpans',
    run: codeSpans,
    make: numbered((index) => `${'`'.repeat((index % 300) + 1)}a`),
    why: 'runs without a partner',
  },
  { name: 'codeSpans', run: codeSpans, make: repeated('<pre'), why: 'tags that are never closed' },
  {
    name: 'codeSpans',
    run: codeSpans,
    make: repeated('{% highlight '),
    why: 'tags of Liquid that are never closed',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(`{::nomarkdown}${text}{:/}`, 1)),
    make: repeated('<!-- <a あ" '),
    why: 'HTML that is never closed, in a text without Markdown',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(`{::nomarkdown}港${text}港{:/}`, 1)),
    make: repeated(' '),
    why: 'blanks in a text without Markdown',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: repeated('{::comment '),
    why: 'tags that are never closed',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: repeated('{::comment}a{:/}\n'),
    why: 'many comments',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: repeated('{::comment}a{:/}'),
    why: 'many comments on one line',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: repeated('<!-- a\n\n-->'),
    why: 'comments over paragraphs',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: (n) => `${repeated('`a` <!--')(n)}-->`,
    why: 'comments that never begin anew',
  },
  {
    name: 'dropExtensions',
    run: (text) => dropExtensions(unchanged(text, 1)),
    make: repeated('{::options /}`a`\n'),
    why: 'tags beside code',
  },
  { name: 'runLiquid', run: liquid, make: repeated('{{ a }}\n'), why: 'names that are not known' },
  { name: 'runLiquid', run: liquid, make: repeated('{{ site.a }}\n'), why: 'values that are not known' },
  { name: 'runLiquid', run: liquid, make: repeated('`{{ a }}`\n'), why: 'the same in code' },
  { name: 'runLiquid', run: liquid, make: repeated('{% comment %}a{% endcomment %}\n'), why: 'comments' },
  {
    name: 'runLiquid',
    run: liquid,
    make: repeated('{% comment %}'),
    why: 'comments that are never closed',
    letters: 25_000,
  },
  { name: 'runLiquid', run: liquid, make: repeated('{% raw %}'), why: 'raw that is never closed' },
  { name: 'runLiquid', run: liquid, make: repeated('{% include a %}\n\n'), why: 'includes' },
  {
    name: 'runLiquid',
    run: liquid,
    make: repeated('{% highlight a %}\nb\n{% endhighlight %}\n'),
    why: 'code',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('$a '), why: 'dollars' },
  { name: 'renderMarkdown', run: markdown, make: repeated('$$a '), why: 'double dollars' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated(`$${'\\alpha'.repeat(40)}円$ `),
    why: 'formulas of many commands with a Japanese letter, which no formula has',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('$$a\n'),
    why: 'blocks of mathematics that are never closed',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('*a*{: b'),
    why: 'attribute lists that are never closed',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('* a\n{:toc}\n'), why: 'tables of contents' },
  { name: 'renderMarkdown', run: markdown, make: repeated('^\n'), why: 'ends of blocks' },
  { name: 'renderMarkdown', run: markdown, make: repeated('|a|b|\n'), why: 'a table without a head' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `${repeated('|a|b|\n')(n)}c`,
    why: 'rows that are none',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('<code>a'), why: 'elements of code, never closed' },
  { name: 'renderMarkdown', run: markdown, make: repeated('<div>\n'), why: 'elements that are never closed' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('<div>\n\n    a\n</div>\n'),
    why: 'elements with an indent',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('> <div>\n> a\n\n'),
    why: 'elements in quotations',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `${repeated('<div markdown="1">\n')(n / 2)}${repeated('</div>\n')(n / 5)}`,
    why: 'Markdown in elements, nested',
    letters: 8_000,
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: numbered((index) => `a[^${index}]\n\n[^${index}]: b\n\n`),
    why: 'footnotes',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('*a '), why: 'marks of emphasis without an end' },
  { name: 'renderMarkdown', run: markdown, make: repeated('*a **b '), why: 'two kinds of them' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('~~a '),
    why: 'text that is struck out without an end',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('[a]( "'), why: 'links without an end' },
  { name: 'renderMarkdown', run: markdown, make: repeated('![a](b '), why: 'pictures without an end' },
  { name: 'renderMarkdown', run: markdown, make: repeated('`a ``b '), why: 'code without an end' },
  { name: 'renderMarkdown', run: markdown, make: repeated('- a\n1. b\n'), why: 'lists of two kinds' },
  { name: 'renderMarkdown', run: markdown, make: repeated('  - a\n'), why: 'items with an indent' },
  { name: 'renderMarkdown', run: markdown, make: repeated('> - a\n'), why: 'lists in quotations' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: repeated('a | `b\n'),
    why: 'strokes and code without an end',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('[|'), why: 'strokes and brackets' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `a|b\n${before('港', '|-')(n)}`,
    why: 'a line of dashes that is none',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('|[\\]'), why: 'strokes and escaped brackets' },
  { name: 'renderMarkdown', run: markdown, make: repeated('|<p>'), why: 'strokes and tags, never closed' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `a|${repeated('http://b')(n)}`,
    why: 'a stroke before one address of many',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `${repeated('*[HTML]: a\n')(n / 2)}\n${repeated('HTML *a* ')(n / 2)}`,
    why: 'abbreviations',
  },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `$$\n${repeated('a\n')(n)}$$`,
    why: 'a block of mathematics of many lines',
  },
  { name: 'renderMarkdown', run: markdown, make: repeated('<p>a</p>'), why: 'elements on one line' },
  { name: 'renderMarkdown', run: markdown, make: repeated('<div>a</div> b\n'), why: 'text behind elements' },
  { name: 'renderMarkdown', run: markdown, make: repeated('"a" -- '), why: 'quotation marks' },
  { name: 'renderMarkdown', run: markdown, make: repeated('a\n: b\nc\n'), why: 'definitions that go on' },
  { name: 'renderMarkdown', run: markdown, make: repeated('[^1]'), why: 'footnotes without a note' },
  { name: 'renderMarkdown', run: markdown, make: repeated('a\n: b\n\n'), why: 'definitions' },
  {
    name: 'renderMarkdown',
    run: markdown,
    make: (n) => `|a|b|\n|-|-|\n${repeated('|===|\n')(n)}`,
    why: 'rows of a table that say nothing',
  },
];

it.for(rows)('$name: $why', ({ run, make, letters = 40_000 }) => {
  expectOnePass(run, (count) => inTwoBytes(make(count)), letters);
});
