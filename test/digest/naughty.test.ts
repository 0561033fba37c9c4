/**
 * Whatever somebody types, as a title, a name or a note: the mail stays whole HTML, its footer keeps the address
 * and both links exactly once, and nothing in it can run.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readDigest } from '../../src/digest/read-digest.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { firstUnbalanced } from '../../src/digest/templates/unclosed-tags.ts';
import { composeEdition } from '../../src/mail/message.ts';
import { readCollection } from '../../src/posts/read-posts.ts';
import { frozenEdition, mailingOf, senderOf } from '../../src/sending/plan/frozen-edition.ts';
import { bytesOf } from '../mail/contract.ts';
import { week } from './example.ts';

const NOW = new Date('2025-11-10T00:00:00Z');

const kinds: readonly { readonly why: string; readonly strings: readonly string[] }[] = [
  {
    why: 'words that mean nothing to a program',
    strings: ['undefined', 'null', 'NaN', 'true', '-0', '1e1000'],
  },
  { why: 'numbers that are none', strings: ['0x10', '１２３', '٣٤٥', '1,2,3', '--1', '1/0'] },
  {
    why: 'every sign of ASCII',
    strings: ['!"#$%&\'()*+,-./', ':;<=>?@[\\]^_`', '{|}~', "''''", '"""', '\\\\'],
  },
  { why: 'signs of other keyboards', strings: ['Ω≈ç√∫', '¡™£¢∞§', '¸˛Ç◊ı˜Â', '⅛⅜⅝⅞', 'ЁЂЃЄ', '⁰⁴⁵₀₁₂'] },
  {
    why: 'letters of several languages',
    strings: ['田中さんにあげて', '社會科學院', 'الإسلام', 'ﷺ', 'हिन्दी', 'บทความ'],
  },
  { why: 'faces and pictures', strings: ['ヽ༼ຈل͜ຈ༽ﾉ', '(｡◕ ∀ ◕｡)', '👩‍👩‍👧‍👦', '🇯🇵🇺🇸🇯', '👋🏿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'] },
  {
    why: 'marks upon marks',
    strings: ['Z̸̧̛̗͚̰a̷l̶g̵o̸', 'e\u0301'.repeat(40), 'か\u3099', '\u0300\u0301x', 'ｶﾞｷﾞｸﾞ', '〇\u20dd'],
  },
  {
    why: 'directions and what is not seen',
    strings: ['\u202ereversed\u202c', '\u2066a\u2069b', 'a\u200bb\u200d', '\ufeffx', 'x\u00ad-x', '\u2060x'],
  },
  {
    why: 'blanks of all kinds',
    strings: ['a\u00a0b', 'a\u3000b', 'a\u2028b', 'a\u2029b', 'a\u0085b', '\tx\t'],
  },
  {
    why: 'scripts',
    strings: [
      '<script>alert(1)</script>x',
      'x<svg/onload=alert(1)>',
      '"><img src=x onerror=alert(1)>x',
      'x javascript:alert(1)',
      "x';alert(1)//",
      '<a href="javascript:a()">x</a>',
    ],
  },
  {
    why: 'scripts that are disguised',
    strings: [
      'x&lt;script&gt;alert(1)&lt;/script&gt;',
      '<scr<script>ipt>x</script>',
      'x<!--<script>',
      'x]]><script>',
      '<style>*{x}</style>x',
      '<iframe src=//x></iframe>x',
    ],
  },
  {
    why: 'tags that are not closed',
    strings: ['<b>x', 'x</td></table>', 'x</div></body></html>', 'x<!--', 'x<![CDATA[', '<p <b>x'],
  },
  {
    why: 'templates',
    strings: [
      '{{ 7 | times: 7 }}',
      '{% raw %}',
      '$ {7*7}',
      '<%= 7 %>',
      '{{ slots.address }}',
      '{% assign x = 1 %}x',
    ],
  },
  {
    why: 'what a shell or a database would run',
    strings: ['1;DROP TABLE users', "' OR 1=1 --", '$(touch /tmp/x)', '`ls`', '../../etc/passwd', '%s%n%d'],
  },
  {
    why: 'headers of a mail',
    strings: [
      'x\r\nBcc: a@b.example',
      'x\nSubject: y',
      '=?utf-8?B?eA==?=',
      'x\u0000y',
      '<a@b.example>',
      'a@b.example, c@d.example',
    ],
  },
  {
    why: 'Markdown and MJML',
    strings: ['**x', '[x](y', '```', '| a | b', '<mj-raw>x</mj-raw>', '</mj-text></mj-column>x'],
  },
];

/** A config that holds the strings, where it may: a line break in a name is refused with words. */
function configOf(strings: readonly string[]) {
  const line = (index: number) => (strings[index] ?? '').replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim();
  return parseConfig({
    site: { title: line(0), url: 'https://minato.example', description: line(1), author: line(2) },
    organisation: { name: line(3), address: line(4), contact: 'hello@minato.example' },
    categories: [{ name: line(5), slug: 'investment', label: line(0) }],
    mail: { from: { name: line(1), address: 'letter@minato.example' } },
    web: { url: 'https://letter.minato.example' },
    brand: { title: line(2), tagline: line(3) },
  });
}

async function siteOf(strings: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tayori-naughty-'));
  await mkdir(join(root, 'posts/_digests'), { recursive: true });
  const [a, b, c, d, e, f] = strings.map((text) => JSON.stringify(text));
  for (const [index, text] of strings.entries()) {
    const quoted = JSON.stringify(text);
    await writeFile(
      join(root, 'posts', `2025-11-04-p${index}.md`),
      `---\ntitle: ${quoted}\ndate: 2025-11-04 09:00:00 +0900\ncategories: [${quoted}]\ntags: [${quoted}]\nauthor: ${quoted}\nexcerpt: ${quoted}\nfigure: { value: ${quoted}, text: ${quoted} }\nquote: { text: ${quoted}, by: ${quoted} }\n---\n\n${text.replaceAll('{', '(')}\n\n港の話です。\n`,
    );
  }
  await writeFile(
    join(root, 'posts/2025-11-05-plain.md'),
    '---\ntitle: 港の話\ndate: 2025-11-05 09:00:00 +0900\n---\n\n港の話です。\n',
  );
  await writeFile(
    join(root, 'posts/_digests/2025-W45.md'),
    `---\nsubject: ${a}\npreheader: ${b}\nnumber: ${c}\nclosing: ${d}\nsponsor: { name: ${e}, text: ${f}, url: 'https://a.example' }\n---\n\n${strings.join('\n\n')}\n`,
  );
  return root;
}

it.for(kinds)('$why', async ({ strings }) => {
  const settings = configOf(strings);
  const root = await siteOf(strings);
  const collection = await readCollection(root, settings, NOW);
  const { digest } = await readDigest({ root, settings, collection, period: week });
  const made = await renderDigest({ digest, settings, templates: await loadTemplates(root, settings) });
  const sender = senderOf(settings);
  if (made === undefined || sender === undefined) throw new Error('there is a post and a sender');
  expect(firstUnbalanced(made.edition.html)).toBeUndefined();
  expect(firstUnbalanced(made.web)).toBeUndefined();

  const frozen = frozenEdition(made.edition);
  const mailing = { ...mailingOf('2025-W45', 'mail', sender, [frozen], NOW), planned: 1 };
  const compose = await composeEdition(mailing, frozen);
  const letter = compose({
    address: 'hanako.7f3k@reader.example',
    messageId: '<2025-W45.1@minato.example>',
    unsubscribeUrl: 'https://letter.minato.example/unsubscribe?t=LEAVE9z',
    preferencesUrl: 'https://letter.minato.example/preferences?t=CHOOSE8y',
  });
  const { html = '', text = '', headers } = await PostalMime.parse(bytesOf(letter));
  for (const part of [html, text])
    for (const once of ['hanako.7f3k@reader.example', 'LEAVE9z', 'CHOOSE8y'])
      expect([once, part.split(once).length - 1]).toEqual([once, 1]);
  expect(headers.filter(({ key }) => key === 'bcc' || key === 'cc')).toEqual([]);

  const tags = html.match(/<[a-z][^\s>]*(?:[^>"']|"[^"]*"|'[^']*')*>/gi) ?? [];
  const runs = /^<(?:script|iframe|object|embed|svg)\b|\son\w+\s*=|=\s*["']?\s*javascript:/i;
  expect(tags.map((tag) => tag.replace(/(?<!href=)"[^"]*"/g, '""')).filter((tag) => runs.test(tag))).toEqual(
    [],
  );
});
