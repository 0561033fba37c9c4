/** Code with numbers beside it that somebody pasted from a page is code alone. */
import { describe, expect, it } from 'vitest';
import { unchanged } from '../../../src/posts/mapped-lines.ts';
import { dropLineNumbers } from '../../../src/posts/markdown/numbered-code.ts';

const ROUGE =
  '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre>a\n\n  *b*\n</pre></td></tr></tbody></table>';
const CODE = '<pre><code>a\n\n  *b*\n</code></pre>';

const without = (text: string) => dropLineNumbers(unchanged(text, 1)).text;

describe('a table of numbers and code', () => {
  it.for([
    { text: `<div><pre><code>${ROUGE}</code></pre></div>`, code: `<div>${CODE}</div>`, why: 'of Rouge' },
    { text: `<div><code>${ROUGE}</code></div>`, code: `<div>${CODE}</div>`, why: 'without its outer <pre>' },
    { text: `${ROUGE}\n\n${ROUGE}`, code: `${CODE}\n\n${CODE}`, why: 'twice' },
    {
      text: '<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1</pre></div></td><td class="code"><div class="highlight"><pre>a\n</pre></div>\n</td></tr></table>',
      code: '<pre><code>a\n</code></pre>',
      why: 'of Pygments',
    },
    {
      text: "<table><tr><td class=\"gutter\"><pre class=\"line-numbers\"><span class='line-number'>1</span>\n</pre></td><td class='code'><pre><code class='ruby'>a\n</code></pre></td></tr></table>",
      code: "<pre><code class='ruby'>a\n</code></pre>",
      why: 'of Octopress',
    },
  ])('is code: $why', ({ text, code }) => {
    expect(without(text)).toBe(code);
  });

  it.for([
    { text: `\`\`\`html\n${ROUGE}\n\`\`\``, why: 'in a fence it is an example' },
    { text: '<table><tr><td class="gutter">港</td><td><pre>a</pre></td></tr></table>', why: 'no numbers' },
    { text: ROUGE.replace('</tbody>', '<tr><td>c</td></tr></tbody>'), why: 'more than one row' },
    { text: ROUGE.slice(0, -30), why: 'without its end' },
  ])('stays: $why', ({ text }) => {
    expect(without(text)).toBe(text);
  });

  it('keeps the lines of what follows', () => {
    expect(dropLineNumbers(unchanged(`${ROUGE}\n\n港`, 4)).lines.at(-1)).toBe(11);
  });
});
