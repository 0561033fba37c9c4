/**
 * What readers of other languages than English and Japanese see: a digest, the pages of the site, the feeds, the pages of the service and the
 * mails to one person. Every word comes from the locale, from a post or from the config; so none is ours in English.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../../src/locale/de.ts';
import { es } from '../../src/locale/es.ts';
import { fr } from '../../src/locale/fr.ts';
import type { Locale } from '../../src/locale/words.ts';
import { zhHans } from '../../src/locale/zh-hans.ts';
import { zhHant } from '../../src/locale/zh-hant.ts';
import { tayori } from '../cli/program.ts';
import { HANA, linkIn, openScene } from '../web/scene.ts';
import { saidBy } from './said.ts';

const clock = () => new Date('2025-11-12T00:00:00Z');

/** Words that stand in what readers get, and that are no language's. */
const TECHNICAL = new Set('rss atom json feed opml https www rel feeds digests xml'.split(' '));

/** Beside the texts of a locale, its days and months. */
function wordsOf(locale: Locale, language: string): ReadonlySet<string> {
  const said = [...saidBy(locale).values()];
  const days = Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(language, { weekday: 'long' }).format(new Date(Date.UTC(2025, 10, 3 + day))),
  );
  const periods = 'Woche Semaine du au 1er Semana del al';
  return new Set(tokens([...said, ...days, periods].join(' ')));
}

function tokens(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).map((word) => word.normalize('NFC'));
}

/** What is seen of HTML or XML, or read aloud; addresses are not. */
function visible(html: string): string {
  const spoken = [
    ...html.matchAll(/\s(?:alt|title|aria-label|placeholder|data-done|data-failed|data-mark)="([^"]*)"/g),
  ];
  const text = html.replace(/<(style|script)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/g, ' ');
  return withoutAddresses([text, ...spoken.map(([, words]) => words)].join(' ')).replace(/&#?\w+;/g, ' ');
}

function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/\S+|[\w.*+-]+@[\w.*-]+|\b[\w-]+\.(?:example|invalid|com)\b/g, ' ');
}

const sites = [
  {
    language: 'de',
    locale: de,
    title: 'Hafenblatt',
    categories: ['Wirtschaft', 'Technik'],
    posts: [
      'Werft baut Schiffe',
      'Kran lernt sehen',
      'Hafen wird tiefer',
      'Lager zieht um',
      'Licht bei Nacht',
    ],
    body: 'Der Hafen misst das seit Jahren, und die Zahl steigt um 12 Prozent.',
    subject: 'Licht bei Nacht und 4 weitere Beiträge – 3.–9. November',
  },
  {
    language: 'fr',
    locale: fr,
    title: 'Le Quai',
    categories: ['Économie', 'Techniques'],
    posts: ['Chantier naval', 'Grue qui regarde', 'Port plus profond', 'Entrepôt vendu', 'Lumière sur mer'],
    body: 'Le port mesure cela depuis des années, et le nombre monte de 12 pour cent.',
    subject: 'Lumière sur mer et 4 autres articles – du 3 au 9 novembre',
  },
  {
    language: 'es',
    locale: es,
    title: 'El Muelle',
    categories: ['Economía', 'Técnica'],
    posts: ['Astillero nuevo', 'La grúa que mira', 'Puerto más hondo', 'Almacén vendido', 'Luz de noche'],
    body: 'El puerto lo mide desde hace años, y la cifra sube un 12 por ciento.',
    subject: 'Luz de noche y 4 más | del 3 al 9 de noviembre',
  },
  {
    language: 'zh-CN',
    locale: zhHans,
    title: '海港周刊',
    categories: ['经济', '技术'],
    posts: ['船厂造船', '会看的起重机', '港口变深', '仓库搬迁', '夜里的灯'],
    body: '港口多年来一直在测量，数字上升了12%。',
    subject: '夜里的灯等5篇｜11月3日至9日',
  },
  {
    language: 'zh-TW',
    locale: zhHant,
    title: '海港週刊',
    categories: ['經濟', '技術'],
    posts: ['船廠造船', '會看的起重機', '港口變深', '倉庫搬遷', '夜裡的燈'],
    body: '港口多年來一直在測量，數字上升了12%。',
    subject: '夜裡的燈等5篇｜11月3日至9日',
  },
] as const;

type Site = (typeof sites)[number];

async function publish({ language, title, categories, posts, body }: Site, root: string): Promise<void> {
  const [one, two] = categories;
  await mkdir(join(root, 'posts'));
  await writeFile(
    join(root, 'tayori.config.ts'),
    `export default {
      site: { title: '${title}', url: 'https://site.example', language: '${language}', timezone: 'Europe/Berlin' },
      organisation: { name: '${title}', address: '${title} 5', contact: 'post@site.example' },
      categories: [{ name: '${one}', slug: 'one' }, { name: '${two}', slug: 'two' }],
      feeds: { tags: { on: true }, authors: { on: true } },
      web: { url: 'https://letter.site.example' },
    };`,
  );
  for (const [index, post] of posts.entries())
    await writeFile(
      join(root, 'posts', `2025-11-0${index + 3}-p${index}.md`),
      `---\ntitle: "${post}"\ncategories: [${index === 0 ? '' : categories[index % 2]}]\ntags: [${one}]\n---\n\n${body}\n`,
    );
}

describe.for(sites)('in $language', (site) => {
  const { language, locale, title, categories, posts, body } = site;
  const known = new Set([
    ...wordsOf(locale, language),
    ...TECHNICAL,
    ...tokens([title, ...categories, ...posts, body].join(' ')),
  ]);
  // Chinese puts no blanks between its words: what is looked for there is whatever is in other letters.
  const chinese = language.startsWith('zh') ? /\p{Script=Han}/gu : /(?!)/gu;
  const strangers = (text: string) =>
    [...new Set(tokens(text.replace(chinese, ' ')))].filter((word) => !known.has(word));

  it('a digest, its pages and the feeds have no other word', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-readers-'));
    await publish(site, root);
    for (const argv of [['digest', '--week', '2025-W45'], ['digest', '--day', '2025-11-05'], ['build']])
      expect((await tayori(root, argv, { clock })).code).toBe(0);
    const read = (file: string) => readFile(join(root, 'out', file), 'utf8');
    const { subject } = JSON.parse(await read('digests/2025-W45/manifest.json')) as { subject: string };
    expect(subject).toBe(site.subject);
    const files =
      `digests/2025-W45/email.html digests/2025-W45/index.html digests/2025-11-05/email.html digests/index.html
      feeds/index.html rss.xml categories/one/rss.xml categories/two/rss.xml digests/rss.xml`.split(/\s+/);
    for (const file of files)
      expect({ file, words: strangers(seenIn(file, await read(file))) }).toEqual({ file, words: [] });
    const text = withoutAddresses(await read('digests/2025-W45/email.txt'));
    expect(strangers(text)).toEqual([]);
    await rm(root, { recursive: true });
  });

  it('the pages and mails of joining, choosing and leaving have no other word', async () => {
    await using scene = await openScene({
      site: { language, title },
      categories: [
        { name: categories[0], slug: 'one' },
        { name: categories[1], slug: 'two' },
      ],
    });
    const id = await scene.confirmed(HANA);
    const [own, chosen] = [scene.link('preferences', id), scene.link('unsubscribe', id)];
    const pages = [
      await scene.get('/subscribe'),
      await scene.post('/subscribe', { email: 'new@' }),
      await scene.post('/subscribe', { email: 'new@site.example' }),
      await scene.get('/link'),
      await scene.post('/link', { email: HANA }),
      await scene.get(own),
      await scene.post(own, { do: 'pause', until: '2025-12-01' }),
      await scene.get(own),
      await scene.post(own, { do: 'move', email: 'other@site.example' }),
      await scene.get(scene.link('me', id)),
      await scene.get('/unsubscribe?t=x'),
      await scene.get('/nowhere'),
    ];
    const mails = [...(await scene.mails())];
    const confirm = mails.map((mail) => linkIn(mail, 'confirm')).find((link) => link !== '') ?? '';
    const data = scene.link('me', id); // it works once it was sent
    pages.push(await scene.get(data), await scene.post(data, { do: 'erase' }));
    pages.push(await scene.get(confirm), await scene.post(confirm), await scene.get(chosen));
    pages.push(await scene.post(chosen), await scene.get(scene.link('undo', id)));
    mails.push(...(await scene.mails()));
    expect(mails.length).toBeGreaterThanOrEqual(5);
    const sender = tokens('株式会社みなと 横浜市中区見本町 みなと');
    const foreign = (text: string) => strangers(text).filter((word) => !sender.includes(word));
    for (const page of pages) {
      const html = await page.text();
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(`${locale.mail.words.title_end}${title}</title>`);
      expect(foreign(visible(html))).toEqual([]);
    }
    for (const { subject = '', html = '', text = '' } of mails)
      expect(foreign([subject, visible(html), withoutAddresses(text)].join(' '))).toEqual([]);
  });
});

/** Of a feed its titles and texts are read, not the names of programs and media types. */
function seenIn(file: string, content: string): string {
  if (!file.endsWith('.xml')) return visible(content);
  const texts = content.matchAll(/<(title|description|content:encoded)>([\s\S]*?)<\/\1>/g);
  const html = [...texts].map(([, , text = '']) => text.replace(/<!\[CDATA\[|\]\]>/g, ''));
  return visible(html.join(' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'));
}
