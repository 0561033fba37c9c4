/** `check --fix` changes what its rules own, and no other byte. */

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFixes, writeFixes } from '../../src/cli/check/fix.ts';
import { renderArticle } from '../../src/posts/article/render-article.ts';
import { checkPosts } from '../../src/posts/check/check.ts';
import { fixText } from '../../src/posts/check/fix-source.ts';
import { changesBetween } from '../../src/posts/check/line-diff.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import type { RuleCode } from '../../src/problem.ts';
import { tayori } from '../cli/program.ts';
import { NOW, settingsWith } from './settings.ts';

const settings = settingsWith();

function read(text: string) {
  const { post } = readHead('posts/a.md', text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return post;
}

function fix(text: string, ...codes: readonly RuleCode[]): string {
  const context = contextOf(read(text), settings);
  const on = (code: RuleCode) => context.on(code) && (codes.length === 0 || codes.includes(code));
  return fixText(text, { ...context, on })?.text ?? text;
}

const FRONT = `---\n# 編集部の覚え書き\ntitle: '港の発電機'   # 仮\ndate: 2025-11-07\ntags: [ "港" , 船 ]\n---\n`;

describe('only what a rule owns changes', () => {
  it.for([
    {
      body: '前の文です。\n\n---END---\n\n次の文です。\n',
      fixed: '前の文です。\n\n次の文です。\n',
      why: 'a marker',
    },
    {
      body: '投資家には柔軟\n\n---END---\n\nな戦略が要る。',
      fixed: '投資家には柔軟な戦略が要る。',
      why: 'a cut, in a file without a last line end',
    },
    {
      body: '\n\n**港の未来**\n\n本文です。\n\n---END---\n\n次の文です。\n\n\n',
      fixed: '\n\n## 港の未来\n\n本文です。\n\n次の文です。\n\n\n',
      why: 'a bold line, and no empty line around it',
    },
    {
      body: '重要ですす。\n\n---END---\n\nくわしくは[発表](https://minato.example/ne\n',
      fixed: '重要です。\n\nくわしくは発表\n',
      why: 'letters that stand twice and a cut link, whose evidence goes with the marker',
    },
    {
      body: '文。\n\n`a ** b`  \n\n| a |\n|-|\n| ** |\n',
      fixed: '文。\n\n`a ** b`  \n\n| a |\n|-|\n| ** |\n',
      why: 'nothing in code and tables',
    },
    {
      body: '{{ page.x }}の文。\n\n{% include a.html %}\n',
      fixed: '{{ page.x }}の文。\n\n{% include a.html %}\n',
      why: 'no tag, since the site runs it',
    },
    {
      body: 'か\u3099き。\u0007\n',
      fixed: 'か\u3099き。\u0007\n',
      why: 'no letter that only readers can not see',
    },
  ])('$why', ({ body, fixed }) => {
    expect(fix(FRONT + body)).toBe(FRONT + fixed);
    const crlf = (FRONT + body).replaceAll('\n', '\r\n');
    expect(fix(`\ufeff${crlf}`)).toBe(`\ufeff${(FRONT + fixed).replaceAll('\n', '\r\n')}`);
  });

  it('keeps the line ends of lines that it does not touch, even where they differ', () => {
    expect(fix(`${FRONT}一。\r\n\n---END---\n\r\n二。\r\n`)).toBe(`${FRONT}一。\r\n\n二。\r\n`);
  });

  it('takes only the rules that were asked for', () => {
    const body = '前の文です。\n\n---END---\n\n**港の未来**\n\n本文です。\n';
    expect(fix(FRONT + body, 'post-marker')).toBe(FRONT + body.replace('---END---\n\n', ''));
  });

  it.for([
    {
      title: '"港が目指す窯クラ"',
      fixed: '"港が目指す窯クラスターの狙いとは？"',
      line: '',
      why: 'in double quotes',
    },
    {
      title: '港が目指す窯クラ',
      fixed: '港が目指す窯クラ',
      line: '港が目指す窯クラスターの狙いとは？\n\n',
      why: 'not in others, and the line stays then',
    },
  ])('writes the whole title $why', ({ title, fixed, line }) => {
    const post = (name: string, first: string) =>
      `---\ntitle: ${name} # 題\ndate: 2025-11-07\n---\n\n${first}本文です。\n`;
    const whole = '港が目指す窯クラスターの狙いとは？\n\n';
    expect(fix(post(title, whole))).toBe(post(fixed, line));
  });
});

it('is done after one run, and shows readers what they saw before', () => {
  const LONG = '港の電力は船を待つあいだも要るので、市は古い発電機を三台とも新しくすると決めた。';
  const MORE = '工事は来年の春に始まり、費用の半分は国の補助でまかなわれる見込みだという。';
  const piece = fc.constantFrom(
    LONG,
    MORE,
    `${LONG}${MORE}`,
    `${LONG}\n${MORE}`,
    '## 港の話',
    '**船の話**',
    '---END---',
    '---',
    '\n',
    '柔軟',
    'な戦略が要る。',
    `${LONG.slice(0, 20)}`,
    '...そして港は続く。ほかの港もこれにならい、設備を新しくする予定である。',
    '- 甲\n- 乙',
    '次の二つです：',
    '```\n---END---\n```',
    '次に、**熟練',
    '> 引用',
    `- ${LONG}${MORE}`,
    '<p>文</p>',
    `${LONG} ### 章 ${MORE}`,
    '**章**\n工事は来年の春に始まり、費用の半分は国の補助でまかなわれる見込みだという。そうなる。',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `${FRONT}\n${pieces.join('\n\n')}\n`;
      const fixed = fix(text);
      expect(fix(fixed)).toBe(fixed);
      expect(fixed.startsWith(FRONT)).toBe(true);
      expect(renderArticle(fixed, read(fixed), settings).text).toBe(
        renderArticle(text, read(text), settings).text,
      );
    }),
    {
      numRuns: 300,
      // A single sentence goes first; what is left of its paragraph goes, too.
      examples: [[[`${LONG}\n${MORE}`, '```\n---END---\n```', `${LONG}${MORE}`, '> 引用']]],
    },
  );
});

it('finds the fewest lines that differ', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (old, next) => {
      const made: string[] = [...old];
      for (const { from, to, lines: put } of changesBetween(old, next).reverse())
        made.splice(from, to - from, ...put);
      expect(made).toEqual(next);
    }),
  );
  expect(changesBetween(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd'])).toEqual([
    { from: 1, to: 2, lines: ['x'] },
  ]);
});

function site(): { root: string; file: string } {
  const root = mkdtempSync(join(tmpdir(), 'tayori-fix-'));
  mkdirSync(join(root, 'posts'));
  writeFileSync(
    join(root, 'tayori.config.ts'),
    "export default { site: { title: 'みなと', url: 'https://minato.example' } };",
  );
  const file = join(root, 'posts/2025-11-07-a.md');
  writeFileSync(file, `${FRONT}前の文です。\n\n---END---\n\n次の文です。\n`);
  return { root, file };
}

describe('check --fix', () => {
  it('shows the diff, writes it, and has nothing left to do', async () => {
    const { root, file } = site();
    const before = readFileSync(file, 'utf8');
    const dry = await tayori(root, ['check', '--fix', '--dry-run']);
    expect(dry.stdout).toContain('--- posts/2025-11-07-a.md');
    expect(dry.stdout).toContain('\n----END---\n');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await tayori(root, ['check', '--fix'])).stdout).toContain('1 post fixed.');
    expect(readFileSync(file, 'utf8')).toBe(before.replace('---END---\n\n', ''));
    expect((await tayori(root, ['check', '--fix'])).stdout).toContain('Nothing to fix.');
  });

  it('asks who is there to answer', async () => {
    const { root, file } = site();
    const before = readFileSync(file, 'utf8');
    await tayori(root, ['check', '--fix'], { answer: 'n' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    await tayori(root, ['check', '--fix'], { answer: 'y' });
    expect(readFileSync(file, 'utf8')).not.toContain('END');
  });

  it('leaves a file that changed while it was looked at', async () => {
    const { root, file } = site();
    const { posts } = await checkPosts(root, settings, NOW);
    const output = {
      interactive: true,
      lines: () => {},
      problems: () => {},
      ask: async () => {
        writeFileSync(file, `${FRONT}別の文です。\n\n---END---\n`);
        return 'y';
      },
    };
    const { fixed, left } = await writeFixes(root, planFixes(root, settings, posts, undefined), output);
    expect([fixed, left.map(({ code }) => code)]).toEqual([[], ['fix-changed']]);
    expect(readFileSync(file, 'utf8')).toContain('別の文です。\n\n---END---');
  });
});
