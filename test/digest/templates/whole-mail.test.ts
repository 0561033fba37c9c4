import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/digest/digest.ts';
import { type Material, renderDigest } from '../../../src/digest/render.ts';
import type { Templates } from '../../../src/digest/templates/template.ts';
import { loadTemplates } from '../../../src/digest/templates/templates.ts';
import { type Problem, ProblemError } from '../../../src/problem.ts';
import { digestOf, item, sample, settings, subjects } from '../example.ts';

const templates = await loadTemplates('/no/such/site', settings);
/** Long enough for sections with more than three posts and with some that are not shown; one has a picture. */
const digest: Digest = digestOf([
  ...sample.items,
  ...subjects.map((title, hour) =>
    item(title, 30 + hour, { image: hour === 2 ? 'https://x.example/a.png' : undefined }),
  ),
  ...Array.from({ length: 20 }, (_, hour) =>
    item(`港の記録 その${hour}`, 50 + hour, { categories: ['業界動向'] }),
  ),
]);
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

/** Those of a digest; letters to one person (`welcome.mjml.liquid`) have other ones. */
const withTags = Object.entries(templates).flatMap(([name, { source }]) =>
  /^(?:digest|mail|web)[.-]/.test(name) && /<\/[\w-]+>/.test(source) ? [name] : [],
);

describe.for(withTags)('%s without one of its closing tags', (name) => {
  const source = templates[name]?.source ?? '';
  const closing = [...source.matchAll(/<\/[\w-]+>/g)].map(({ 0: tag, index }) => {
    return { tag, index, line: source.slice(0, index).split('\n').length };
  });

  it.for(closing)('$tag in line $line', async ({ tag, index }) => {
    const problems = await problemsOf(
      changed(name, (text) => text.slice(0, index) + text.slice(index + tag.length)),
    );
    // In a part that this week does not show, nothing is lost by it.
    if (problems === undefined) return;
    const [first] = problems;
    expect(first).toMatchObject({ code: 'template-layout', at: { file: `email-templates/${name}` } });
    expect(first?.at?.line).toBeGreaterThan(0);
    expect(first?.message).toContain(tag.replace('/', ''));
  });
});

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
