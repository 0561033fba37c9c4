/** A body of paragraphs, headings and simple lists is split without Markdown's parser, and into the same blocks. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { plainKinds } from '../../src/posts/plain-lines.ts';

/** A definition of a link is never plain: so the parser splits the same body, and the definition is taken off again. */
function parsed(body: string) {
  return splitBlocks(`${body}\n\n[z]: /z`, 1).slice(0, -1);
}

function isPlain(body: string): boolean {
  return plainKinds(body, body.split('\n')) !== undefined;
}

describe('a body is split without a parser', () => {
  it.for([
    {
      body: '## 窯\n火を入れる。\n二行目。\n\n- 薪\n- **灰**：五袋\n\n---\n\n終わり。',
      why: 'headings, lists and rules',
    },
    { body: '---END---\n火を入れる。\n---END---', why: 'markers are paragraphs' },
    { body: '- 薪\nまだ薪のこと。\n2. 灰', why: 'text right below an item goes on with it' },
    { body: '1. 薪\n\n段落。\n\n2. 灰', why: 'text behind a blank line does not' },
    {
      body: '2025年の窯。\n「灰」を入れる。\n**太字**で始まる。\n...続く',
      why: 'paragraphs that begin with other signs',
    },
    { body: '薪\n# 窯\n- 灰', why: 'a heading and a list right below text' },
  ])('$why', ({ body }) => {
    expect(isPlain(body)).toBe(true);
    expect(splitBlocks(body, 1)).toEqual(parsed(body));
  });

  it.for([
    { body: '窯\n---', why: 'a line of dashes makes a heading of the text above it' },
    { body: '窯\n2. 灰', why: 'a number right below text begins no list' },
    { body: '- 薪\n\n    灰', why: 'indented text may be code, or belong to the item' },
    { body: '- - 薪', why: 'a list in a list' },
    { body: '| a | b |\n| - | - |', why: 'a table' },
    { body: '[1]: https://example.jp/', why: 'a definition of a link' },
    { body: '<div>\n窯\n</div>', why: 'HTML' },
    { body: '```\n窯\n```', why: 'code' },
    { body: '> 窯', why: 'a quotation' },
    { body: '{% raw %}\n窯\n{% endraw %}', why: 'tags of Jekyll' },
    { body: '* * *', why: 'a rule that looks like a list' },
    { body: '\u3000\n窯', why: 'a wide blank is text for Markdown' },
  ])('but not with $why', ({ body }) => {
    expect(isPlain(body)).toBe(false);
  });

  const lines =
    ',,,あ,b c,**x** y,**x**,- a,* a,+ a,1. a,2. b,10) c,- [x] y,## h,# h #,---,----,---END---,--x,  ,「x」,[a](b),.a,(x),2025年,１．a,-  a,-    a,-     a,#h,& x,a  ,`c`,a `b,<b>,***,    code,  - b,# ,#,-'.split(
      ',',
    );

  it('and whatever it is made of, into the blocks that the parser sees', () => {
    let state = 7;
    const next = (count: number) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % count;
    };
    let count = 0;
    for (let round = 0; round < 4000; round += 1) {
      const body = Array.from({ length: 1 + next(8) }, () => lines[next(lines.length)]).join('\n');
      if (!isPlain(body)) continue;
      count += 1;
      expect({ body, blocks: splitBlocks(body, 1) }).toEqual({ body, blocks: parsed(body) });
    }
    expect(count).toBeGreaterThan(300);
  });
});
