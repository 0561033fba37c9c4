import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { LARGE } from '../../src/digest/templates/mail-size.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { unbalancedTag } from '../../src/digest/templates/unclosed-tags.ts';
import { themeNames } from '../../src/settings/palette.ts';
import { digestOf, item, sample } from './example.ts';

/** Something of everything that a mail can hold. */
const full: Digest = {
  ...digestOf([
    item('港の話、先頭', 1, {
      image: 'https://minato.example/lead.png',
      telling: '84億円の買収が決まった。',
      opening: '帳簿の上では赤字になる。',
      figure: { value: '84億円', text: '買収の値段。' },
      tags: ['買収'],
    }),
    item('のれんの重さを量る', 2, { telling: '現金では4億7,000万円を生む。' }),
    item('岸壁の使用料', 3, { image: 'https://minato.example/b.png', imageAlt: '岸壁' }),
    item('水先人が足りない', 4, {
      categories: ['業界動向'],
      telling: '28人が19人になった。',
      quote: { text: '船は待てる。', by: '組合' },
    }),
    item('潮位の予測', 5, { categories: ['業界動向'], excerpt: '', telling: '' }),
    item('約を数えた', 6, { categories: [] }),
  ]),
  note: {
    number: '42',
    closing: 'また来週。',
    order: [],
    sponsor: { name: '凪ノ島造船', text: '見学会', url: 'https://nagi.example/' },
    html: '<p>港の<a href="https://minato.example/a/">朝</a>。</p><p><a href="https://b.example/"><img src="https://b.example/c.png" alt=""></a></p><h2>題</h2><ul><li>一つ</li></ul><p>— 編集長</p>',
    text: '港の朝。',
  },
};

describe.for(themeNames)('the theme %s', (theme) => {
  it('makes a mail that keeps the rules of mail programs', async () => {
    const settings = parseConfig({
      site: { title: '週刊みなと経済', url: 'https://minato.example', description: '港町から。' },
      organisation: { name: '株式会社みなと', address: '〒231-0000', contact: 'a@minato.example' },
      categories: [
        { name: '投資分析', slug: 'investment', label: 'ANALYSIS' },
        { name: '業界動向', slug: 'industry' },
      ],
      brand: { theme },
    });
    const material = { digest: full, settings, templates: await loadTemplates('/no/such/site', settings) };
    const made = await renderDigest(material);
    const html = made?.edition.html ?? '';
    const body = html.slice(html.indexOf('<body'));
    const words = body.replace(/<!--[\s\S]*?-->/g, '');

    // The first words are what the week said, verbatim; then a real list.
    const shown = words.replace(/<div style="display:none[\s\S]*?<\/div>/, '').replaceAll('\u200b', '');
    expect(
      shown
        .replace(/<[^>]*>/g, '')
        .trim()
        .startsWith('84億円の買収が決まった。'),
    ).toBe(true);
    expect(shown.indexOf('<ol')).toBeLessThan(shown.indexOf('<h1'));
    expect(shown.slice(0, shown.indexOf('</ol>')).match(/<li/g)).toHaveLength(3);
    // And it is not said again just below.
    expect(shown.replace(/<[^>]*>/g, '').split('84億円の買収が決まった。')).toHaveLength(2);

    // Pictures and links have names; pictures are bounded.
    for (const [picture] of words.matchAll(/<img[^>]*>/g)) {
      expect(picture).toMatch(/ alt="[^"]+"/);
      expect(picture).toMatch(/max-height|height:84px/);
    }
    for (const [, inside = ''] of words.matchAll(/<a\b[^>]*>([\s\S]*?)<\/a>/g))
      expect(
        inside
          .replace(/<img[^>]*alt="([^"]+)"[^>]*>/g, '$1')
          .replace(/<[^>]*>/g, '')
          .trim(),
      ).not.toBe('');

    // Words are large enough, and no headline has a tag inside a word.
    const sizes = [...words.matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
    expect(sizes.filter((size) => size < 14 && size > 1)).toEqual([]);
    expect(words).not.toMatch(/<span class="p">/);

    // Word: gaps on cells, the button is a cell, the preheader is hidden, a font that has the letters.
    expect(words).toMatch(/<td class="b"[^>]*bgcolor="#[\da-f]{6}"/);
    expect(words).toContain('mso-hide:all');
    expect(html).toMatch(/<!--\[if mso\]><style>[^<]*Yu Gothic/);
    expect(words).not.toMatch(/<table[^>]*style="[^"]*margin-/);
    expect(words).not.toMatch(/<(?:p|h[1-3])\b[^>]*style="[^"]*padding/); // Word knows padding on cells alone

    // Dark twice: for Apple Mail, and for Thunderbird, which ignores `@media`.
    expect(html).toMatch(/@media\s*\(prefers-color-scheme:dark\)/);
    expect(html).toMatch(/<style media="\(prefers-color-scheme:dark\)">/);
    expect(html).toContain('x-apple-disable-message-reformatting');
    // The phone's layout is the one without a style sheet; the wide one is added.
    expect(html).not.toMatch(/@media\s*\(max-width:480px\)\s*\{\s*\.(?!mj)/);
    expect(html).not.toMatch(/\[class[*^~]?=/); // new Outlook puts x_ before class names
    expect(body).toMatch(/<div[^>]* (?:lang|dir)="[^"]+"/);
    expect(unbalancedTag(html)).toBeUndefined();
    expect(html.match(/<html[\s>]/g)).toHaveLength(1);

    for (const part of ['【広告】', '第42号']) expect(words).toContain(part);
    expect(made?.edition.slots?.html.map(({ slot }) => slot)).toContain('unsubscribe_url');
    expect(unbalancedTag(made?.web ?? '')).toBeUndefined();
  });
});

it('a title of the site layer wins over the theme, and the theme over the program', async () => {
  const settings = parseConfig({
    site: { title: 't', url: 'https://t.example' },
    brand: { theme: 'journal' },
  });
  const letter = await loadTemplates('/no/such/site', { ...settings, brand: { theme: 'letter' } });
  const journal = await loadTemplates('/no/such/site', settings);
  expect(journal['mail-nameplate.liquid']?.source).not.toBe(letter['mail-nameplate.liquid']?.source);
  expect(journal['mail-section.liquid']).toEqual(letter['mail-section.liquid']);
  expect(Object.keys(journal).toSorted()).toEqual(Object.keys(letter).toSorted());
  expect(journal['mail-nameplate.liquid']?.at.file).toBe(
    'email-templates/themes/journal/mail-nameplate.liquid',
  );
});

it('ninety posts with long titles, telling sentences, figures and other tellings stay far below the clip', async () => {
  const settings = parseConfig({
    site: { title: '週刊みなと経済', url: 'https://minato.example' },
    categories: [
      { name: '投資分析', slug: 'investment' },
      { name: '業界動向', slug: 'industry' },
    ],
  });
  const items = Array.from({ length: 90 }, (_, hour) =>
    item(
      `${String.fromCodePoint(...Array.from({ length: 66 }, (__, at) => 0x4e00 + ((hour >> 1) * 77 + at * 5)))}${hour}`,
      hour,
      {
        telling: `8${hour}億円の${'港'.repeat(100)}。`,
        categories: [hour % 3 === 0 ? '業界動向' : '投資分析'],
        url: `https://minato.example/2025/11/0${1 + (hour % 9)}/${'long-'.repeat(12)}${hour}/`,
      },
    ),
  );
  const made = await renderDigest({
    digest: digestOf(items),
    settings,
    templates: await loadTemplates('/no/such/site', settings),
  });
  expect(Buffer.byteLength(made?.edition.html ?? '')).toBeLessThan(LARGE);
  expect(items.filter(({ url }) => !made?.web.includes(`"${url}"`))).toEqual([]);
});

it('a digest that an earlier version kept, without telling sentences, is rendered all the same', async () => {
  const settings = parseConfig({ site: { title: 't', url: 'https://t.example' } });
  const made = await renderDigest({
    digest: sample,
    settings,
    templates: await loadTemplates('/no/such/site', settings),
  });
  expect(made?.edition.html).toContain('うみねこ銀行');
});
