import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/digest/digest.ts';
import { contentsOf } from '../../../src/digest/layout.ts';
import { type Material, renderDigest } from '../../../src/digest/render.ts';
import { renderTemplate } from '../../../src/digest/templates/liquid.ts';
import { markSlots } from '../../../src/digest/templates/slot-marks.ts';
import type { Templates } from '../../../src/digest/templates/template.ts';
import { viewOf } from '../../../src/digest/templates/template-variables.ts';
import { loadTemplates, mainTemplates } from '../../../src/digest/templates/templates.ts';
import { unclosedProblems } from '../../../src/digest/templates/whole-mail.ts';
import { localeOf } from '../../../src/locale/locale.ts';
import { type Problem, ProblemError } from '../../../src/problem.ts';
import { digestOf, item, settings as plain, sample, subjects } from '../example.ts';

/** Everything that a mail can show has something to show: also the logo, the tag line, the words above the posts and below them. */
const settings = {
  ...plain,
  brand: {
    ...plain.brand,
    tagline: '港から',
    logo: 'https://x.example/day.png',
    logoDark: 'https://x.example/night.png',
  },
  digest: { ...plain.digest, greeting: 'おはようございます。' },
};
const templates = await loadTemplates('/no/such/site', settings);
const note = {
  number: '42',
  closing: 'また来週。',
  order: [],
  sponsor: { name: '凪ノ島造船', text: '見学会', url: 'https://nagi.example/' },
  html: '<p>港の朝。</p>',
  text: '港の朝。',
};
/** Long enough for sections with more than three posts and with some that are not shown; pictures, a figure, a quote. */
const digest: Digest = {
  ...digestOf([
    ...sample.items,
    ...subjects.map((title, hour) =>
      item(title, 30 + hour, {
        telling: '28人が19人になった。',
        image: hour % 2 === 0 ? 'https://x.example/a.png' : undefined,
        ...(hour === 1 && { figure: { value: '84億円', text: '買収の値段。' } }),
        ...(hour === 3 && { quote: { text: '船は待てる。', by: '組合' } }),
      }),
    ),
    ...Array.from({ length: 20 }, (_, hour) =>
      item(`港の記録 その${hour}`, 50 + hour, { categories: ['業界動向'] }),
    ),
  ]),
  note,
};
const material: Material = { digest, settings, templates };

async function problemsOf(changed: Templates, of: Digest = digest): Promise<readonly Problem[] | undefined> {
  try {
    await renderDigest({ ...material, digest: of, templates: { ...templates, ...changed } });
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems;
  }
}

const changed = (name: string, change: (source: string) => string): Templates => {
  const template = templates[name];
  if (template === undefined) throw new Error(`no template ${name}`);
  return { [name]: { ...template, source: change(template.source) } };
};

/** A week whose lead has no points, and of which nearly all posts are in one section, by day. */
const one: Digest = digestOf(
  Array.from({ length: 30 }, (_, n) => item(`港の記録 その${n}`, 1 + 5 * n, { opening: '船が来た。' })),
);

type Closing = { readonly name: string; readonly tag: string; readonly index: number; readonly line: number };

/** Every tag that a template of a digest closes; not those for Outlook alone, which are not looked at. */
const closings = Object.entries(templates).flatMap(([name, { source }]): Closing[] => {
  const shown = source.replace(/<!--.*?-->/gs, (comment) => ' '.repeat(comment.length));
  const all = /^(?:digest|mail|web)[.-]/.test(name) ? [...shown.matchAll(/<\/[\w-]+>/g)] : [];
  return all.map(({ 0: tag, index }) => ({
    name,
    tag,
    index,
    line: source.slice(0, index).split('\n').length,
  }));
});
const without = ({ name, tag, index }: Closing) =>
  changed(name, (text) => text.slice(0, index) + text.slice(index + tag.length));

/** What a template may name, for each of the two weeks. */
const views = [digest, one].map((of) => {
  const { others } = localeOf(settings.site.language).mail.words;
  const contents = contentsOf(of, settings.categories, settings.digest, undefined, others);
  if (contents === undefined) throw new Error('there are posts');
  const { view } = markSlots(viewOf(of, contents, settings), templates);
  return { ...view, subject: '件名', preheader: '前文', greeting: settings.digest.greeting };
});

/** What is said of the whole document that the template is a part of, before MJML reads it. */
function unclosedIn(closing: Closing): Problem | undefined {
  const name = closing.name.startsWith('web') ? mainTemplates.web : mainTemplates.html;
  const all = { ...templates, ...without(closing) };
  for (const view of views) {
    const again = (marked: Templates) => renderTemplate(marked, name, view, 'html');
    const [first] = unclosedProblems(again(all), name, all, again);
    if (first !== undefined) return first;
  }
  return undefined;
}

const byTemplate = Object.entries(Object.groupBy(closings, ({ name }) => name)).map(([name, all = []]) => ({
  name,
  all,
}));

it.for(byTemplate)('finds each closing tag that is taken out of $name, and its place', ({ name, all }) => {
  for (const closing of all) {
    const { tag, line } = closing;
    const { code, message, at } = unclosedIn(closing) ?? {};
    expect([line, tag, code, at?.file]).toEqual([line, tag, 'template-layout', `email-templates/${name}`]);
    expect(at?.line).toBeGreaterThan(0);
    expect(message).toContain(tag.replace('/', ''));
  }
});

it.for(byTemplate)('makes no digest of $name without one of its closing tags', async ({ name, all }) => {
  // The first and the last: a whole digest, with MJML, takes too long to be made for each of them.
  for (const closing of new Set([all[0], all.at(-1)])) {
    const [first] = (closing && (await problemsOf(without(closing)))) ?? [];
    expect(first).toMatchObject({ code: 'template-layout', at: { file: `email-templates/${name}` } });
  }
});

it('knows many such tags', () => expect(closings.length).toBeGreaterThan(200));

it.for([
  {
    name: 'mail-section.liquid',
    made: 'digest.mjml.liquid',
    from: '<a class="t" href="{{ item.url }}" style="color:{{ theme.ink }};text-decoration:none;padding:3px 0">{{ item.title | phrases }}</a>{% if group',
    to: '{{ item.title }}{% if group',
    why: 'the rows of a long section',
  },
  {
    name: 'digest.txt.liquid',
    from: '{{ item.url }}',
    to: '{{ item.url | slice: 0, 12 }}',
    why: 'an address that is cut',
  },
  {
    name: 'web.html.liquid',
    from: '{%- for item in section.rest %}',
    to: '{%- for item in section.rest limit: 1 %}',
    why: 'the posts that the mail has no room for',
  },
])('refuses what shows a post without its link: $why', async ({ name, made = name, from, to }) => {
  const problems = await problemsOf(changed(name, (source) => source.replace(from, to)));
  expect(problems?.[0]).toMatchObject({
    code: 'template-layout',
    message: expect.stringMatching(
      /has no link to \d+ of the \d+ posts .*「.+」 \(https:\/\/minato\.example/,
    ),
    at: { file: `email-templates/${made}` },
  });
});

it('takes an address that is a beginning of another one for itself only', async () => {
  const of = digestOf([
    item('あかつき', 1, { url: 'https://minato.example/a' }),
    item('いぶき', 2, { url: 'https://minato.example/a/b' }),
    item('うみねこ', 3, { url: 'https://minato.example/?p=1&q=%E6%B8%AF' }),
  ]);
  expect(await problemsOf({}, of)).toBeUndefined();
  const only = changed('digest.txt.liquid', (source) =>
    source.replaceAll('{{ lead.url }}', 'https://minato.example/a/b'),
  );
  expect((await problemsOf(only, of))?.[0]?.message).toContain('「あかつき」 (https://minato.example/a)');
});

describe('a fault that only one post brings about', () => {
  const odd = digestOf([
    ...subjects.slice(0, 3).map((title, hour) => item(title, hour)),
    item('港 <b の <i>話', 5),
    ...subjects.slice(4, 6).map((title, hour) => item(title, 6 + hour)),
  ]);

  it('names that post, with the place in the template', async () => {
    const bare = (source: string) => source.replaceAll('item.title | phrases', 'item.title | raw');
    const raw = { ...changed('mail-item.liquid', bare), ...changed('mail-section.liquid', bare) };
    const problems = await problemsOf(raw, odd);
    expect(problems?.[0]?.message).toContain(
      'It is what the post 「港 <b の <i>話」 (https://minato.example/5/) says',
    );
  });

  it('names none where the template is at fault', async () => {
    const problems = await problemsOf(
      changed('mail-nameplate.liquid', (source) => source.replace('</h1>', '')),
      odd,
    );
    expect(problems?.[0]?.message).not.toContain('It is what the post');
  });
});

it('finds the line of a tag in a partial, in a loop', async () => {
  const problems = await problemsOf({
    ...changed('web.html.liquid', (source) =>
      source.replace(
        '</article>',
        '{% for one in highlights %}{% render "box.liquid" %}{% endfor %}</article>',
      ),
    ),
    'box.liquid': {
      source: '{% if true %}\n  {{ "<i>" | size }}\n  <b>x\n{% endif %}',
      at: { file: 'email-templates/box.liquid' },
    },
  });
  expect(problems?.[0]?.at).toEqual({ file: 'email-templates/box.liquid', line: 3, column: 3 });
});
