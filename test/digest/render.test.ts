import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { type Material, renderDigest, renderEmail } from '../../src/digest/render.ts';
import { LARGE } from '../../src/digest/templates/mail-size.ts';
import type { Templates } from '../../src/digest/templates/template.ts';
import { configTemplates, loadTemplates } from '../../src/digest/templates/templates.ts';
import { unbalancedTag } from '../../src/digest/templates/unclosed-tags.ts';
import { slotMark } from '../../src/mail/slots.ts';
import { ProblemError } from '../../src/problem.ts';
import { digestOf, item, sample, settings } from './example.ts';

const templates = await loadTemplates('/no/such/site', settings);
const material: Material = { digest: sample, settings, templates };
const made = await renderDigest(material);
const { edition, web } = made ?? { edition: { subject: '', html: '', text: '', slots: undefined }, web: '' };

const count = (text: string, part: string) => text.split(part).length - 1;

describe('a week, as it looks', () => {
  it('in HTML', () => expect(edition.html).toMatchFileSnapshot('../fixtures/digest/email.html'));
  it('in plain text', () => expect(edition.text).toMatchFileSnapshot('../fixtures/digest/email.txt'));
  it('on the web', () => expect(web).toMatchFileSnapshot('../fixtures/digest/index.html'));

  it('is the same on a second run', async () => {
    expect(await renderDigest(material)).toEqual(made);
  });
});

describe('the mail', () => {
  it('has a subject worth opening, of one line', () => {
    expect(edition.subject).toBe('しおさい半導体の逆風：受注残はどこへ消えたのか？ ほか4本｜11月3日〜9日');
  });

  it('is one document in the language of the site, and keeps its style short', () => {
    expect(edition.html).toMatch(/^<!doctype html>\n?<html lang="ja" dir="ltr"/);
    const styles = [...edition.html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
      ([, css = '']) => css.length,
    );
    expect(styles.reduce((sum, length) => sum + length, 0)).toBeLessThan(16_000);
  });

  it.for([
    { part: 'fonts.googleapis', why: 'no web fonts' },
    { part: 'ここ', why: 'no link called here' },
    { part: '{{', why: 'no template tag' },
    { part: '<script', why: 'no code' },
  ])('has no $part: $why', ({ part }) => {
    expect(edition.html).not.toContain(part);
    expect(edition.text).not.toContain(part);
  });

  it('puts each slot where it belongs, once', () => {
    const order = ['address', 'unsubscribe_url', 'preferences_url'];
    expect(edition.slots?.html.map(({ slot }) => slot)).toEqual(order);
    expect(edition.slots?.text.map(({ slot }) => slot)).toEqual(order);
  });

  it('escapes what posts and the config say', () => {
    expect(edition.html).toContain('&lt;編集部&gt;');
    expect(edition.html).toContain('&lt;第2回&gt;');
    expect(edition.text).toContain('株式会社みなと経済 <編集部>');
  });

  it('says nothing of preferences where no service answers', async () => {
    const email = await renderEmail({
      ...material,
      settings: { ...settings, web: { ...settings.web, url: undefined } },
    });
    expect(email?.editions[0]?.html).not.toContain(slotMark('preferences_url'));
    expect(email?.editions[0]?.slots?.html.map(({ slot }) => slot)).toEqual(['address', 'unsubscribe_url']);
  });
});

describe('the web version', () => {
  it('has no slots', () => expect(web).not.toMatch(/tayori-slots\.invalid\/|[\ufdd0-\ufdef]/));

  it('lists every post, also those that the mail has no room for', async () => {
    const many = digestOf(Array.from({ length: 60 }, (_, hour) => item(`第${hour}の港の話`, hour)));
    const page = await renderDigest({ ...material, digest: many });
    expect(many.items.filter(({ url }) => !page?.web.includes(`"${url}"`))).toEqual([]);
    expect(page?.edition.html).toContain('投資分析のほか36本を見る');
  });

  it('tells readers where the feeds are, and others what it is', () => {
    expect(web).toContain('<link rel="alternate" type="application/atom+xml"');
    expect(web).toContain('<meta property="og:url" content="https://minato.example/digests/2025-W45/">');
  });
});

describe('editions', () => {
  it('are one for each set that has posts, all first', async () => {
    const email = await renderEmail(material, [
      ['industry'],
      ['investment', 'industry'],
      ['industry', 'investment'],
      ['gone'],
    ]);
    expect(email?.editions.map(({ key }) => key)).toEqual(['all', 'industry', 'industry+investment']);
  });

  it('show only their categories', async () => {
    const email = await renderEmail(material, [['industry']]);
    const industry = email?.editions[1];
    expect(industry?.subject).toBe('くろしお海運、北極航路の試験運航を開始 ほか1本｜11月3日〜9日');
    expect(industry?.html).not.toContain('うみねこ銀行');
  });

  it('are none where the period has no post', async () => {
    expect(await renderEmail({ ...material, digest: digestOf([]) })).toBeUndefined();
  });
});

describe('a template with a fault', () => {
  const faults = async (changed: Templates) => {
    const error: unknown = await renderDigest({ ...material, templates: { ...templates, ...changed } }).catch(
      (thrown: unknown) => thrown,
    );
    return error instanceof ProblemError ? error.problems : [];
  };
  const edit = (name: string, from: string, to: string): Templates => {
    const template = templates[name];
    if (template === undefined) throw new Error(`no template ${name}`);
    return { [name]: { ...template, source: template.source.replace(from, to) } };
  };
  const mail = 'digest.mjml.liquid';

  it.for([
    {
      from: '{{ slots.unsubscribe_url }}',
      to: '',
      said: 'does not show `{{ slots.unsubscribe_url }}`',
      why: 'nobody could leave',
    },
    {
      from: '{{ organisation.address | isolated }}',
      to: '',
      said: '〒231-0000',
      why: 'the law asks for the address',
    },
    {
      name: 'mail-nameplate.liquid',
      from: '<h1 class',
      to: '<a href="<h1 class',
      said: '<a> that is not opened or not closed',
      why: 'an open quote swallows',
    },
    {
      name: 'mail-nameplate.liquid',
      from: '</h1>',
      to: '',
      said: 'not opened or not closed',
      why: 'an open tag',
    },
    {
      from: '<mj-column>',
      to: '<mj-colum>',
      said: 'MJML refuses <mj-colum>',
      why: 'a tag that MJML has not',
    },
    { from: '<mjml', to: '<html', said: 'MJML refuses', why: 'no MJML at all' },
  ])('is refused: $why', async ({ name = mail, from, to, said }) => {
    const problems = await faults(edit(name, from, to));
    expect(problems[0]?.message).toContain(said);
    expect(problems[0]).toMatchObject({
      code: 'template-layout',
      at: { file: `email-templates/${name}` },
    });
    expect(problems[0]?.hint).toMatch(/Correct .* template/);
  });

  it.for([
    { from: '<mj-text', to: '<mj-txt', names: ['<mj-txt>'], why: 'the HTML in it is no fault of its own' },
    {
      from: '<mj-text',
      to: '<mj-text colour="red"',
      names: ['<mj-text>'],
      why: 'an attribute that MJML has not',
    },
  ])('is said once: $to, $why', async ({ from, to, names }) => {
    const problems = await faults(edit(mail, from, to));
    expect(problems.map(({ message }) => /<[\w-]+>/.exec(message)?.[0])).toEqual(names);
  });

  it('is told together with those of all other templates, each with its place', async () => {
    const subject = configTemplates(
      parseConfig({
        site: { title: 't', url: 'https://t.example' },
        digest: { subject: '{{ lead.titel }}' },
      }),
    );
    const problems = await faults({
      ...edit(mail, '{{ subject }}', '{{ subjekt }}'),
      ...edit('web.html.liquid', '{{ web_url }}', '{{ slots.address }}'),
      'digest.subject': subject['digest.subject'] ?? { source: '', at: { file: '' } },
    });
    expect(
      problems.map(({ code, at, hint }) => [code, at?.key ?? `${at?.file}`, hint.split(' The names')[0]]),
    ).toEqual([
      ['template-variable', 'digest.subject', 'Did you mean `lead.title`?'],
      ['template-variable', 'email-templates/digest.mjml.liquid', 'Did you mean `subject`?'],
      ['template-variable', 'email-templates/web.html.liquid', expect.stringContaining('web_url')],
    ]);
  });
});

it('holds for any text: whole, balanced, with its slots, and small', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      '<b>',
      '</td></tr></table>',
      '{{ x }}',
      '{% raw %}',
      '<a href="',
      'your-address@tayori-slots.invalid',
      '&amp;',
      '<!--[if mso]>',
      '$&',
    ),
  );
  const posts = fc.array(
    fc.record({ title: text, excerpt: text, author: text, categories: fc.array(text, { maxLength: 2 }) }),
    {
      minLength: 1,
      maxLength: 90,
    },
  );
  const { defuse } = await import('../../src/digest/text/escape-slots.ts');
  await fc.assert(
    fc.asyncProperty(posts, async (some) => {
      const items = some.map(({ title, excerpt, author, categories }, hour) =>
        item(defuse(title) || '題', hour, {
          excerpt: defuse(excerpt),
          author: defuse(author),
          categories: categories.map(defuse),
        }),
      );
      const page = await renderDigest({ ...material, digest: digestOf(items) });
      const { html = '', text: plain = '' } = page?.edition ?? {};
      expect(unbalancedTag(html)).toBeUndefined();
      expect(unbalancedTag(page?.web ?? '')).toBeUndefined();
      expect(`${html}${plain}${page?.web}`).not.toMatch(/\{\{|\{%/);
      expect(count(html, slotMark('unsubscribe_url'))).toBe(1);
      expect(count(plain, slotMark('unsubscribe_url'))).toBe(1);
      expect(page?.edition.slots?.html).toHaveLength(3);
      expect(page?.edition.slots?.text).toHaveLength(3);
      expect(Buffer.byteLength(html)).toBeLessThan(LARGE);
    }),
    { numRuns: 25 },
  );
});

it('a very long title is cut in the list above, and whole in its section', async () => {
  const long = `港の朝と${'、まだ知られていない小さな会社の話'.repeat(12)}`;
  const items = [item('窯を直す', 1), item('灯台の光', 2), item('船の名前', 3), item(long, 4)];
  const page = await renderDigest({ ...material, digest: digestOf(items) });
  const [, list = ''] = /<ol>([\s\S]*?)<\/ol>/.exec(page?.web ?? '') ?? [];
  expect(list.replace(/<[^<>]*>|[\s\u200b]/g, '')).toMatch(/港の朝と、まだ知られていない小さな会社の話.*…$/);
  expect(list).not.toContain(long);
  expect(page?.edition.text.replace(/\s/g, '')).toContain(long);
});

describe('a language that is written from right to left', () => {
  const arabic = { ...settings, site: { ...settings.site, language: 'ar', title: 'رسالة الميناء' } };

  it('has a mail and a web version that begin on the right, in every theme', async () => {
    for (const theme of ['letter', 'journal', 'plain'] as const) {
      const themed = { ...arabic, brand: { ...arabic.brand, theme } };
      const templates = await loadTemplates('/no/such/site', themed);
      const shown = await renderDigest({ digest: sample, settings: themed, templates });
      expect(shown?.edition.html).toMatch(/^<!doctype html>\n?<html lang="ar" dir="rtl"/);
      expect(shown?.edition.text).toMatch(/^\u200fرسالة الميناء$/m);
      expect(shown?.web).toContain('<html lang="ar" dir="rtl">');
      const style = shown?.edition.html.replace(/<!--[\s\S]*?-->/g, '') ?? '';
      // MJML writes `text-align:left` at a column, where nothing stands but blocks that say their own.
      expect(style).not.toMatch(
        /direction:\s*ltr|(?<!font-size:0px;)text-align:\s*left|border-left:\s*[1-9]/,
      );
      expect(style).toContain('text-align:right');
      expect(shown?.web).not.toMatch(/text-align:(?:left|right)|(?:padding|margin)-left:(?!20px|48px)/);
    }
  });
});
