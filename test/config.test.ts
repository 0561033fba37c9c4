import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../src/config.ts';
import { formatProblem, ProblemError } from '../src/problem.ts';

const site = { title: '週刊みなと', url: 'https://minato.example/' };

function faultsOf(config: unknown): string[] {
  try {
    parseConfig(config);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) => `${problem.message} -> ${problem.hint}`);
  }
}

async function loadText(text: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tayori-config-'));
  await writeFile(join(root, 'tayori.config.ts'), text);
  return loadConfig(root).then(
    (settings) => settings.site.title,
    (error: unknown) =>
      error instanceof ProblemError ? error.problems.map(formatProblem).join('\n') : String(error),
  );
}

describe('parseConfig', () => {
  it('needs a title and a URL, and fills in the rest', () => {
    const settings = parseConfig({ site });
    expect(settings.site).toEqual({
      title: '週刊みなと',
      url: 'https://minato.example',
      language: 'ja',
      timezone: 'Asia/Tokyo',
      permalink: '/:year/:month/:day/:title/',
      zonelessDates: 'jekyll',
      values: {},
      unresolved: 'error',
    });
    expect(settings.feeds).toMatchObject({ limit: 20, content: 'full' });
  });

  it.for([
    { config: {}, fault: '`site` is missing.', why: 'nothing at all' },
    {
      config: { site: { ...site, url: 'minato.example' } },
      fault: '`site.url` must be an absolute http(s) URL.',
      why: 'no scheme',
    },
    {
      config: { site: { ...site, url: 'javascript:alert(1)' } },
      fault: '`site.url` must be an absolute http(s) URL.',
      why: 'not the web',
    },
    {
      config: { site: { ...site, timezone: 'Tokyo' } },
      fault: '`site.timezone` must be an IANA time zone such as Asia/Tokyo.',
      why: 'a town alone',
    },
    {
      config: { site: { ...site, title: 'a\nb' } },
      fault: '`site.title` must be one line.',
      why: 'a line break could forge a header',
    },
    {
      config: { site, feeds: { limit: 0 } },
      fault: '`feeds.limit` must be at least 1.',
      why: 'a feed of nothing',
    },
    {
      config: { site, feeds: { limit: '20' } },
      fault: '`feeds.limit` must be a number, not "20".',
      why: 'a text for a number',
    },
    {
      config: { site, categories: {} },
      fault: '`categories` must be a list, not Object.',
      why: 'an object for a list',
    },
    {
      config: { site, mail: { form: {} } },
      fault: 'There is no setting `mail.form`. -> Did you mean `from`?',
      why: 'a slip',
    },
    {
      config: { site, colour: 'red' },
      fault: 'There is no setting `colour`. -> Remove it, or use one of: site,',
      why: 'no such key',
    },
  ])('$fault: $why', ({ config, fault }) => {
    expect(faultsOf(config).join('\n')).toContain(fault);
  });

  it('names all faults at once', () => {
    expect(faultsOf({ site: { title: '', url: 'x', tittle: 'y' }, feeds: { limit: 0.5 } })).toHaveLength(4);
  });

  it('refuses two categories that would share a folder', () => {
    const categories = [
      { name: '投資分析', slug: 'investment' },
      { name: '業界動向', slug: 'investment' },
    ];
    expect(faultsOf({ site, categories })).toEqual([
      '`categories.1.slug` is the same as `categories.0.slug`. -> Give each category its own.',
    ]);
  });
});

describe('loadConfig', () => {
  it('reads TypeScript with a type import that need not resolve', async () => {
    const text = `import type { Config } from 'tayori';\nexport default { site: { title: 'みなと', url: 'https://a.example' } } satisfies Config;\n`;
    expect(await loadText(text)).toBe('みなと');
  });

  it.for([
    {
      text: 'export default { site: {',
      place: 'tayori.config.ts:1:',
      why: 'not closed',
    },
    {
      text: '\n\nboom();\nexport default {};',
      place: 'tayori.config.ts:3:1: The config can not be loaded: boom is not defined',
      why: 'code that throws',
    },
    {
      text: 'export const site = 1;',
      place: 'tayori.config.ts: site: `site` is missing.',
      why: 'no default export',
    },
  ])('names the place of $why', async ({ text, place }) => {
    expect(await loadText(text)).toContain(place);
  });

  it('says what to create where there is none', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-none-'));
    await expect(loadConfig(root)).rejects.toMatchObject({
      problems: [
        { code: 'config-missing', hint: expect.stringContaining('export default { site: {') as unknown },
      ],
    });
  });
});
