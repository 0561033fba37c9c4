/** Everything that a reader sees is read from right to left in Arabic, Hebrew and Persian, and nothing of that in others. */
import { describe, expect, it } from 'vitest';
import { renderDigestsPage } from '../../src/digest/web-pages/digests-page.ts';
import { channelsOf } from '../../src/feeds/channel.ts';
import { feedOf } from '../../src/feeds/feed.ts';
import { renderPage } from '../../src/feeds/page/page.ts';
import { mirrored, styleFor } from '../../src/locale/letters/mirrored-style.ts';
import { joinsLetters, scriptOf } from '../../src/locale/letters/script.ts';
import { snippet } from '../../src/web/pages/snippet.ts';
import { articleOf, settings, whole } from '../feeds/sample.ts';
import { HANA, openScene } from '../web/scene.ts';

const categories = [
  { name: 'C++', slug: 'c' },
  { name: 'Harbour', slug: 'harbour' },
];

/** The pages of the service and of the site, and the mails to one person, by name. */
async function pagesIn(language: string): Promise<ReadonlyMap<string, string>> {
  await using scene = await openScene({ site: { language }, categories });
  const id = await scene.confirmed(HANA);
  await scene.post('/link', { email: HANA });
  const bodies = async (...answers: Promise<Response>[]) =>
    await Promise.all(answers.map(async (answer) => await (await answer).text()));
  const [join = '', sent = '', choose = '', mine = ''] = await bodies(
    scene.get('/subscribe'),
    scene.post('/subscribe', { email: 'ken@example.jp', category: 'c' }),
    scene.get(scene.link('preferences', id)),
    scene.get(scene.link('me', id)),
  );
  const [ask = '', left = ''] = await bodies(
    scene.get(scene.link('unsubscribe', id)),
    scene.post(scene.link('unsubscribe', id)),
  );
  const letters = (await scene.mails()).map(({ html = '' }, index) => [`letter ${index}`, html] as const);
  return new Map([
    ...Object.entries({ join, sent, choose, mine, ask, left, ...sitePagesIn(language) }),
    ...letters,
  ]);
}

function sitePagesIn(language: string) {
  const own = { ...settings, site: { ...settings.site, language } };
  const articles = [articleOf('new', { title: 'Node.js 24 (LTS)' })];
  const channels = channelsOf(
    articles.map(({ post }) => post),
    own,
    whole,
  );
  const [everything] = channels;
  if (everything === undefined) throw new Error('There is always a feed of everything.');
  return {
    feeds: renderPage(channels, feedOf(everything, articles, own).entries, own),
    issues: renderDigestsPage([], own),
  };
}

describe.for(['ar', 'he', 'fa'])('in %s', (language) => {
  it('each page and mail says so, and nothing in it stands on the left', async () => {
    const pages = await pagesIn(language);
    expect(pages.size).toBeGreaterThan(9);
    const wrong = [...pages].filter(([, html]) => {
      const seen = html.replace(/<!--[\s\S]*?-->/g, '');
      // MJML writes `text-align:left` at a column, where nothing stands but blocks that say their own.
      const left =
        /direction:\s*ltr(?!;text-align:right)|(?<!font-size:0px;)text-align:\s*left|(?:border|padding|margin)-left:\s*(?:[1-9]|\.)/;
      return !/<html lang="\w+" dir="rtl"/.test(seen) || left.test(seen);
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('Latin names and addresses are texts of their own', async () => {
    const pages = await pagesIn(language);
    expect(pages.get('join')).toContain('<bdi>C++</bdi>');
    expect(pages.get('choose')).toMatch(/<p class="who"><bdi>h\*\*\*@/);
    expect(pages.get('sent')).toContain('<bdi>ken@example.jp</bdi>');
    expect(pages.get('feeds')).toContain('<bdi>Node.js 24 (LTS)</bdi>');
  });
});

it.for(['en', 'ja', 'pl'])('in %s, no page or mail knows of it', async (language) => {
  const known = [...(await pagesIn(language))].filter(([, html]) =>
    /dir="rtl"|<bdi>|direction:\s*rtl|[\u2066-\u2069]/.test(html),
  );
  expect(known.map(([name]) => name)).toEqual([]);
});

it('the field that people can not see goes where a page does not grow', () => {
  const ofLanguage = (language: string) => snippet({ ...settings, site: { ...settings.site, language } }, '');
  expect(ofLanguage('ar')).toContain('right:-9999px');
  expect(ofLanguage('en')).toContain('left:-9999px');
});

it.for([
  { style: 'a{padding-left:2px}', other: 'a{padding-right:2px}', why: 'a side in a name' },
  { style: 'a{text-align:right}', other: 'a{text-align:left}', why: 'a side as a value' },
  { style: 'a{padding:1px 2px 3px 4px}', other: 'a{padding:1px 4px 3px 2px}', why: 'four sides' },
  { style: 'a{padding:1px 2px}', other: 'a{padding:1px 2px}', why: 'both sides are alike' },
  { style: 'a{border-radius:0 6px 7px 8px}', other: 'a{border-radius:6px 0 8px 7px}', why: 'four corners' },
  { style: '.left{color:red}', other: '.left{color:red}', why: 'a name of our own' },
])('$style becomes $other: $why', ({ style, other }) => {
  expect(mirrored(style)).toBe(other);
  expect(mirrored(other)).toBe(style);
});

it.for([
  { language: 'ar', script: 'Arab', joins: true, why: 'Arabic' },
  { language: 'hi-IN', script: 'Deva', joins: true, why: 'the line above Hindi words' },
  { language: 'pa-Arab', script: 'Arab', joins: true, why: 'Punjabi in Pakistan' },
  { language: 'he', script: 'Hebr', joins: false, why: 'Hebrew letters stand alone' },
  { language: 'en', script: 'Latn', joins: false, why: 'Latin letters too' },
  { language: 'ar-x', script: 'Arab', joins: true, why: 'a tag that is not written well' },
])('$language has the script $script: $why', ({ language, script, joins }) => {
  expect(scriptOf(language)).toBe(script);
  expect(joinsLetters(language)).toBe(joins);
  expect(styleFor(language, 'a{letter-spacing:.1em}').includes('letter-spacing:normal')).toBe(joins);
});
