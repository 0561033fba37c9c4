/**
 * Nobody but the template puts a subscriber's address or links into a mail. What looks like a slot is written
 * into everything that a post, a config, a template's data or a subscriber holds, and the mail that this
 * person gets is read by another parser: address and links stand where our template put them, and nowhere else.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { makeDigest } from '../../src/digest/digest.ts';
import { readDigest } from '../../src/digest/read-digest.ts';
import { renderEmail } from '../../src/digest/render.ts';
import type { Templates } from '../../src/digest/templates/template.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import type { Edition } from '../../src/mail/email.ts';
import { composeEdition } from '../../src/mail/message.ts';
import { slotMark, slotNames } from '../../src/mail/slots.ts';
import { readCollection } from '../../src/posts/read-posts.ts';
import { frozenEdition, mailingOf, senderOf } from '../../src/sending/plan/frozen-edition.ts';
import { bytesOf } from '../mail/contract.ts';
import { digestOf, item, week } from './example.ts';

const NOW = new Date('2025-11-10T00:00:00Z');

const config = {
  site: { title: '週刊みなと', url: 'https://minato.example', description: '港の一週間', author: '編集部' },
  organisation: { name: '株式会社みなと', address: '横浜市中区見本町1-2-3', contact: 'hello@minato.example' },
  categories: [
    { name: '投資分析', slug: 'investment' },
    { name: '技術解説', slug: 'technology' },
  ],
  mail: { from: { name: '週刊みなと', address: 'letter@minato.example' } },
  web: { url: 'https://letter.minato.example' },
};

/** What may never stand anywhere but in its own places. */
const secrets = {
  address: 'hanako.7f3k@reader.example',
  unsubscribe: 'TOKENunsubscribe9z',
  preferences: 'TOKENpreferences8y',
};

const letters = (text: string, write: (code: number) => string) =>
  [...text].map((letter) => write(letter.codePointAt(0) ?? 0)).join('');
const stranger = (mark: string) => `https://other.example/p.png?a=${mark}&b=1`;

/** Ways to write what looks like a slot. */
const spellings: readonly { readonly why: string; readonly of: (mark: string) => string }[] = [
  { why: 'as it stands on disk', of: (mark) => mark },
  { why: 'inside a link to somebody else', of: stranger },
  { why: 'the same, twice', of: (mark) => stranger(`${mark}${mark}`) },
  { why: 'percent-encoded', of: (mark) => stranger(encodeURIComponent(mark)) },
  {
    why: 'every byte percent-encoded',
    of: (mark) => stranger(letters(mark, (code) => `%${code.toString(16).padStart(2, '0')}`)),
  },
  { why: 'as decimal entities', of: (mark) => stranger(letters(mark, (code) => `&#${code};`)) },
  {
    why: 'as hexadecimal entities',
    of: (mark) => stranger(letters(mark, (code) => `&#x${code.toString(16)};`)),
  },
  {
    why: 'named entities',
    of: (mark) => stranger(mark.replaceAll('@', '&commat;').replaceAll('.', '&period;')),
  },
  { why: 'full width', of: (mark) => stranger(letters(mark, (code) => String.fromCodePoint(code + 0xfee0))) },
  { why: 'punycode', of: (mark) => stranger(mark.replace('tayori-slots', 'xn--tayori-slots-')) },
  { why: 'upper case', of: (mark) => stranger(mark.toUpperCase()) },
  { why: 'split by tags', of: (mark) => mark.replace('slots', 'slo<b></b>ts').replace('.', '<!-- -->.') },
  { why: 'split by a joiner', of: (mark) => mark.replace('slots', 'sl\u2060ots').replace('.', '\u200d.') },
  { why: 'a slot that does not exist', of: (mark) => `${mark.replace('/', '/x/')}-not/a.png` },
  { why: 'a bare host', of: () => 'https://tayori-slots.invalid/a.png' },
  { why: 'as a template writes it', of: () => '{{ slots.address }}{{ slots.unsubscribe_url }}' },
  { why: 'between raw tags', of: () => '{% raw %}{{{% endraw %} slots.unsubscribe_url }}' },
  { why: 'between the noncharacters of a mark', of: (mark) => `\ufdd0${mark}\ufdd1\ufdd0-address\ufdd1` },
  {
    why: 'as the marks of the mail that is cut',
    of: () => 'dGF5b3JpLWh0bWwtcGFydA== tayori@placeholder.invalid',
  },
  { why: 'behind a line break', of: (mark) => `x\r\nList-Unsubscribe: tayori-placeholder\r\n${mark}` },
];

const marks = slotNames.map((name) => slotMark(name));
/** Every spelling of every slot in one text, so that one field holds all of them. */
const everything = spellings.flatMap(({ of }) => marks.map((mark) => of(mark)));

type Found = Readonly<Record<keyof typeof secrets, number>>;

function occurrences(text: string): Found {
  const count = (secret: string) => text.split(secret).length - 1;
  return {
    address: count(secrets.address),
    unsubscribe: count(secrets.unsubscribe),
    preferences: count(secrets.preferences),
  };
}

/** The mail of one person, read by a parser that is not ours. */
async function mailOf(edition: Edition, settings = parseConfig(config), address = secrets.address) {
  const sender = senderOf(settings);
  if (sender === undefined) throw new Error('the config names a sender');
  const frozen = frozenEdition(edition);
  const mailing = { ...mailingOf('2025-W45', 'mail', sender, [frozen], NOW), planned: 1 };
  const compose = await composeEdition(mailing, frozen);
  const bytes = bytesOf(
    compose({
      address,
      messageId: '<2025-W45.1@minato.example>',
      unsubscribeUrl: `https://letter.minato.example/unsubscribe?t=${secrets.unsubscribe}`,
      preferencesUrl: `https://letter.minato.example/preferences?t=${secrets.preferences}`,
    }),
  );
  const { html = '', text = '', subject = '' } = await PostalMime.parse(bytes);
  return { html, text, subject, head: Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0] ?? '' };
}

/** Our template shows the address once, and each link once, in both parts. */
const once: Found = { address: 1, unsubscribe: 1, preferences: 1 };

async function expectKept(edition: Edition, settings = parseConfig(config)): Promise<void> {
  const mail = await mailOf(edition, settings);
  expect(occurrences(mail.html)).toEqual(once);
  expect(occurrences(mail.text)).toEqual(once);
  expect(occurrences(mail.subject)).toEqual({ address: 0, unsubscribe: 0, preferences: 0 });
  expect(occurrences(mail.head)).toEqual({ address: 1, unsubscribe: 1, preferences: 0 });
  expect(mail.html).toContain(`href="https://letter.minato.example/unsubscribe?t=${secrets.unsubscribe}"`);
  expect(`${mail.html}${mail.text}`).not.toMatch(/[\ufdd0-\ufdef]/);
}

async function editionsOf(
  posts: Readonly<Record<string, string>>,
  input: unknown = config,
): Promise<readonly Edition[]> {
  const settings = parseConfig(input);
  const root = await mkdtemp(join(tmpdir(), 'tayori-slots-'));
  await mkdir(join(root, 'posts'));
  for (const [name, text] of Object.entries(posts)) await writeFile(join(root, 'posts', name), text);
  const collection = await readCollection(root, settings, NOW);
  const { digest } = await readDigest({ root, settings, collection, period: week });
  const email = await renderEmail({ digest, settings, templates: await loadTemplates(root, settings) }, [
    ['investment'],
  ]);
  return email?.editions ?? [];
}

const ordinary = { title: '港の記事', date: '2025-11-04 09:00:00 +0900', categories: ['投資分析'] };

function postOf(front: Readonly<Record<string, unknown>>, body = '港の話です。'): string {
  const lines = Object.entries({ ...ordinary, ...front }).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** One post for each spelling, so that a post that is refused for it hides no other. */
function postsWith(
  field: (text: string) => Readonly<Record<string, unknown>>,
  body?: (text: string) => string,
) {
  const posts = everything.map((text, index): [string, string] => [
    `2025-11-04-harbour-${index}.md`,
    postOf({ title: `${index} 港の記事`, ...field(text) }, body?.(text)),
  ]);
  return Object.fromEntries([...posts, ['2025-11-05-plain.md', postOf({})]]);
}

describe('what a post writes', () => {
  it.for([
    { field: 'title', of: (text: string) => ({ title: text }) },
    { field: 'title and lead', of: (text: string) => ({ title: text, featured: true }) },
    { field: 'excerpt', of: (text: string) => ({ excerpt: text }) },
    { field: 'description', of: (text: string) => ({ description: text }) },
    { field: 'image', of: (text: string) => ({ image: text }) },
    { field: 'image of the lead', of: (text: string) => ({ image: text, featured: true }) },
    { field: 'permalink', of: (text: string) => ({ permalink: `/a/${text}` }) },
    { field: 'slug', of: (text: string) => ({ slug: text }) },
    { field: 'categories', of: (text: string) => ({ categories: [text, '投資分析'] }) },
    { field: 'tags', of: (text: string) => ({ tags: [text] }) },
    { field: 'author', of: (text: string) => ({ author: text, featured: true }) },
    { field: 'points', of: (text: string) => ({ points: [text, text], featured: true }) },
  ])('as $field tells nobody who the reader is', async ({ of }) => {
    const editions = await editionsOf(postsWith(of));
    expect(editions.length).toBeGreaterThan(0);
    for (const edition of editions) await expectKept(edition);
  });

  it('in its body tells nobody who the reader is', async () => {
    for (const edition of await editionsOf(
      postsWith(
        () => ({ featured: true }),
        (text) => `${text}\n\n[港](<${text}>) ![](<${text}>)\n\n<img src="${text}">`,
      ),
    ))
      await expectKept(edition);
  });
});

describe('what a config says', () => {
  it.for(
    spellings.flatMap(({ why, of }) => [
      { why, text: of(slotMark('address')) },
      { why, text: of(slotMark('unsubscribe_url')) },
    ]),
  )('is no slot: $why', async ({ text: lines }) => {
    const text = lines.replace(/[\r\n]+/g, ' '); // a config refuses more than one line
    const input = {
      ...config,
      site: { ...config.site, title: text, description: text, author: text },
      organisation: { name: text, address: text, contact: text },
      categories: [{ name: text, slug: 'investment', label: text }],
      mail: { from: { name: text, address: 'letter@minato.example' } },
    };
    const posts = { '2025-11-04-a.md': postOf({ categories: [text] }), '2025-11-05-b.md': postOf({}) };
    const settings = parseConfig(input);
    for (const edition of await editionsOf(posts, input)) await expectKept(edition, settings);
  });
});

describe('a subscriber', () => {
  it.for([
    { address: '"{{slots.unsubscribe_url}}"@reader.example', why: 'as a template writes it' },
    { address: 'your-address@tayori-slots.invalid', why: 'the stand-in itself' },
    { address: '"https://tayori-slots.invalid/unsubscribe"@reader.example', why: 'the stand-in of a link' },
    { address: '"<b>&amp;"@reader.example', why: 'markup' },
  ])('whose address looks like a slot gets no other slot in it: $why', async ({ address }) => {
    const [edition] = await editionsOf({ '2025-11-04-a.md': postOf({}) });
    if (edition === undefined) throw new Error('there is an edition');
    const mail = await mailOf(edition, parseConfig(config), address);
    expect(occurrences(mail.text)).toEqual({ ...once, address: 0 });
    expect(occurrences(mail.html)).toEqual({ ...once, address: 0 });
    expect(mail.text).toContain(address);
  });
});

describe('a template of the site', () => {
  const settings = parseConfig(config);
  const digest = digestOf([item('港の記事', 3)]);
  const render = async (name: string, from: string, to: string) => {
    const templates: Templates = await loadTemplates('/no/such/site', settings);
    const template = templates[name];
    if (template?.source.includes(from) !== true) throw new Error(`no ${from} in ${name}`);
    const changed = { [name]: { ...template, source: template.source.replace(from, to) } };
    return renderEmail({ digest, settings, templates: { ...templates, ...changed } });
  };
  const HTML = 'digest.mjml.liquid';
  const LINK = '{{ slots.unsubscribe_url }}';

  it.for([
    {
      to: `mailto:x@y.example?body=${LINK}`,
      html: 'body=https://letter.minato.example/unsubscribe?t=',
      why: 'a part of a link',
    },
    { to: `${LINK}#top`, html: '#top"', why: 'with something behind it' },
    {
      to: `{% assign leave = slots.unsubscribe_url %}{{ leave }}`,
      html: 'unsubscribe?t=',
      why: 'by another name',
    },
    { to: `{{ slots["unsubscribe_url"] }}`, html: 'unsubscribe?t=', why: 'in brackets' },
    { to: `{{ slots.unsubscribe_url | escape }}`, html: 'unsubscribe?t=', why: 'escaped once more' },
    { to: `{{ slots.unsubscribe_url | append: "&src=mail" }}`, html: '&amp;src=mail', why: 'made longer' },
  ])('puts a slot where it wants: $why', async ({ to, html }) => {
    const email = await render(HTML, LINK, to);
    const [edition] = email?.editions ?? [];
    if (edition === undefined) throw new Error('there is an edition');
    expect((await mailOf(edition)).html).toContain(html);
    expect(occurrences((await mailOf(edition)).html)).toEqual(once);
  });

  it.for([
    { filter: 'url_encode', why: 'the link would not be one' },
    { filter: 'upcase', why: 'a token has small letters' },
    { filter: 'slice: 0, 20', why: 'cut' },
    { filter: 'split: "-" | first', why: 'cut in the middle' },
    { filter: 'replace: "unsubscribe", "x"', why: 'renamed' },
    { filter: 'truncate: 30', why: 'cut, with dots' },
  ])('that changes a slot with `$filter` is refused: $why', async ({ filter }) => {
    await expect(
      render(HTML, LINK, `${LINK}"><a href="{{ slots.unsubscribe_url | ${filter} }}`),
    ).rejects.toMatchObject({
      problems: [{ code: 'template-slot', at: { file: `email-templates/${HTML}` } }],
    });
  });

  it('that shows a link of its own instead of the slot is refused', async () => {
    await expect(render(HTML, LINK, slotMark('unsubscribe_url'))).rejects.toMatchObject({
      problems: [{ code: 'template-layout' }],
    });
  });

  it('greets the subscriber by a slot in the config, and the web version greets nobody', async () => {
    const own = parseConfig({ ...config, digest: { greeting: '{{ slots.address }} 様、こんにちは。' } });
    const email = await renderEmail({
      digest,
      settings: own,
      templates: await loadTemplates('/no/such/site', own),
    });
    const [edition] = email?.editions ?? [];
    if (edition === undefined) throw new Error('there is an edition');
    expect((await mailOf(edition)).text).toContain(`${secrets.address} 様、こんにちは。`);
  });

  it('has no slots in its subject, which is the same for all', async () => {
    const own = parseConfig({ ...config, digest: { subject: '{{ slots.address }} 様' } });
    const templates = await loadTemplates('/no/such/site', own);
    await expect(renderEmail({ digest, settings: own, templates })).rejects.toMatchObject({
      problems: [{ code: 'template-variable', at: { key: 'digest.subject' } }],
    });
  });
});

it('holds for any text: a filled mail has address and links in the places of the template alone', async () => {
  const settings = parseConfig(config);
  const templates = await loadTemplates('/no/such/site', settings);
  const text = fc
    .array(fc.oneof(fc.constantFrom(...everything, ...marks), fc.string({ unit: 'binary', maxLength: 20 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.join('').replaceAll('{', '(')); // a tag that is left over stops a digest
  const items = fc.array(
    fc.record({
      title: text,
      url: text,
      excerpt: text,
      author: text,
      image: fc.option(text, { nil: undefined }),
      categories: fc.array(text, { maxLength: 2 }),
      points: fc.array(text, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(items, async (some) => {
      // Not cleaned as posts are: whatever stands in a digest, only the places of the template are filled.
      const digest = {
        ...makeDigest(week, [], { language: 'ja' }),
        items: some.map(({ title, ...rest }, hour) => item(title, hour, rest)),
      };
      const email = await renderEmail({ digest, settings, templates });
      for (const edition of email?.editions ?? []) await expectKept(edition, settings);
    }),
    { numRuns: 40 },
  );
});
