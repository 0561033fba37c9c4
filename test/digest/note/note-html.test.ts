import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueNote } from '../../../src/digest/note/issue-note.ts';
import { mailNote, webNote } from '../../../src/digest/note/note-html.ts';
import { parseNote } from '../../../src/digest/note/note-text.ts';
import { unbalancedTag } from '../../../src/digest/templates/unclosed-tags.ts';

const base = 'https://minato.example/digests/2025-W45/';
const none = { lead: undefined, order: [], leaveOut: [], words: new Map() };
const htmlOf = (body: string) => issueNote({ ...parseNote('港', 'a.md').note, body }, none, base)?.html ?? '';
const mail = (body: string) =>
  mailNote(htmlOf(body), { accent: '#b0371d', rule: '#cccccc', muted: '#5d626d', direction: 'ltr' });

describe('the editor’s words in a mail', () => {
  it.for([
    {
      body: '[お便り](/letters/)',
      html: '<a href="https://minato.example/letters/" style="color:#b0371d;text-decoration:underline" class="a">お便り</a>',
      why: 'a link that leads from anywhere',
    },
    { body: '- 一つ\n- 二つ', html: '<li style="margin:0 0 6px">一つ</li>', why: 'a real list' },
    { body: '# 題', html: '<h3 style=', why: 'the mail has its h1 already' },
    { body: '![](https://a.example/b.png)', html: 'max-height:360px', why: 'a picture with bounds' },
    {
      body: '[![](https://a.example/b.png)](https://c.example/)',
      html: 'alt="c.example"',
      why: 'a link always has a name',
    },
    {
      body: 'また来週。\n\n— 編集長　渡会',
      html: 'text-align:right" class="m">編集長　渡会</p>',
      why: 'who signs stands at the right',
    },
    {
      body: '今週は、その見分け方を一社の数字でたどりました。',
      html: '一社の<wbr><span style="word-break:keep-all">数字でたどりました。</span></p>',
      why: 'the last words stay together',
    },
  ])('$body: $why', ({ body, html }) => {
    expect(mail(body)).toContain(html);
  });

  it.for([
    { body: '<script>alert(1)</script>港', none: /script|alert/, why: 'code' },
    { body: '<a href="javascript:x">押す</a>', none: /javascript/, why: 'a link that runs' },
    {
      body: '<p style="position:fixed" onclick="x">港</p>',
      none: /fixed|onclick/,
      why: 'a style, a handler',
    },
    { body: '{{ slots.unsubscribe_url }} {% raw %}', none: /\{\{|\{%/, why: 'a template tag' },
    {
      body: '&#123;&#123; x }} <a href="https://a.example/{{x}}">a</a>',
      none: /\{\{/,
      why: 'the same, written otherwise',
    },
    { body: '</td></tr></table></body>港', none: /<\/t[dr]>|<\/body>/, why: 'the end of the mail' },
    {
      body: '<table><tr><td>1</td></tr></table>',
      none: /<table|<td/,
      why: 'a table, which would tear the layout of a phone',
    },
    { body: '港<!--neighbours--><b>x</b>', none: /<!--/, why: 'a comment' },
  ])('hold no $why', ({ body, none: never }) => {
    expect(mail(body)).not.toMatch(never);
    expect(webNote(htmlOf(body)).replace(/<table[\s\S]*<\/table>/, '')).not.toMatch(never);
  });

  it('close every tag, whatever is written', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<p>',
      '</div>',
      '**',
      '- ',
      '\n',
      '\n\n',
      '> ',
      '<a href="',
      '">',
      '![',
      '](',
      ')',
      '港',
      '<img src=x>',
      '— ',
      '`',
      '{{',
      '<!--',
      '&',
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = mail(pieces.join(''));
        expect(unbalancedTag(html)).toBeUndefined();
        expect(html).not.toMatch(/\{\{|<script/);
      }),
    );
  });
});
