import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unreadable } from '../src/config/config-problems.ts';
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

async function loadText(
  text: string,
  files: Readonly<Record<string, string>> = {},
  patience?: number,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tayori-config-'));
  for (const [file, content] of Object.entries({ ...files, 'tayori.config.ts': text }))
    await writeFile(join(root, file), content);
  return loadConfig(root, patience).then(
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
      liquid: 'lax',
      timezone: 'Asia/Tokyo',
      permalink: '/:year/:month/:day/:title/',
      posts: 'posts',
      data: '_data',
      includes: '_includes',
      editions: [],
      excerpts: 'telling',
      generator: 'jekyll',
      defaults: [],
      zonelessDates: 'jekyll',
      kramdown: { hardWrap: false, smartQuotes: true, symbols: true, parseBlockHtml: false },
      values: {},
      unresolved: 'error',
    });
    expect(settings.feeds).toMatchObject({ limit: 20, content: 'full' });
  });

  it.for([
    {
      config: { site: { ...site, url: 'https://me:secret@minato.example' } },
      fault: '`site.url` must not hold a user or a password, because everybody reads it.',
      why: 'a test address that came along',
    },
    {
      config: { site: { ...site, url: 'https://minato.example/?lang=ja' } },
      fault: '`site.url` must not have a `?` or `#`, because paths are added after it.',
      why: 'no post could have an address below it',
    },
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
      fault: '`categories` must be a list, not an object.',
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
    {
      config: { site, brand: { theme: 'jurnal' } },
      fault: '`brand.theme` must be "letter", "journal" or "plain"',
      why: 'one of a few',
    },
    {
      config: { site, digest: { weekStart: 'sundy' } },
      fault: `\`digest.weekStart\` must be "monday", "sunday" or "saturday", not "sundy". -> Did you mean 'sunday'?`,
      why: 'a slip in one of a few',
    },
    {
      config: () => site,
      fault: '`export default` must be an object, not a function.',
      why: 'a function',
    },
    {
      config: { site, check: { rules: { 'post-titel-year': 'error' } } },
      fault: '`check.rules` has no rule `post-titel-year`: the nearest is `post-title-year`.',
      why: 'a slip in the name of a rule',
    },
  ])('$fault: $why', ({ config, fault }) => {
    expect(faultsOf(config).join('\n')).toContain(fault);
  });

  it('counts one slip once: nobody need hear that the right key is missing too', () => {
    expect(faultsOf({ site: { titel: 'みなと', url: 'https://minato.example' } })).toEqual([
      'There is no setting `site.titel`. -> Did you mean `title`?',
    ]);
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
  it.for([
    {
      text: "export default {\n  site: { title: 'みなと', url: 'minato.example' },\n};",
      says: 'tayori.config.ts:2:25: `site.url` must be an absolute http(s) URL.',
      why: 'a value',
    },
    {
      text: "import type { Config } from 'tayori';\n\nconst config: Config = {\n  site: { title: 'みなと', url: 'https://a.example' },\n  // mail: …\n  'organization': {},\n};\nexport default config;",
      says: 'tayori.config.ts:6:3: There is no setting `organization`.',
      why: 'an object with a name, and a key in quotation marks',
    },
    {
      text: "export default {\n  site: { title: '{ a: [b }', url: 'https://a.example' },\n  categories: [\n    { name: '甲', slug: 'a' },\n    { name: '乙', slug: 'a' },\n  ],\n};",
      says: 'tayori.config.ts:5:18: `categories.1.slug` is the same as `categories.0.slug`.',
      why: 'the second of a list, behind brackets in a text',
    },
    {
      text: "export default {\n  site: {\n    url: 'https://a.example',\n  },\n};",
      says: 'tayori.config.ts:2:3: `site.title` is missing.',
      why: 'where the missing key belongs',
    },
    {
      text: "const url = () => ['x', { site: 1 }];\nexport default { ...{ feeds: {} }, get brand() { return { theme: 1 }; }, site: { title: 'a', url: url() } };",
      says: 'tayori.config.ts:2:94: `site.url` must be a text, not a list.',
      why: 'what is computed is passed over',
    },
    {
      text: "const site = { titel: 'x' };\nexport default { site };",
      says: 'tayori.config.ts: site.titel: There is no setting `site.titel`.',
      why: 'a key that stands elsewhere has no place',
    },
  ])('says at which line a setting stands: $why', async ({ text, says }) => {
    expect(await loadText(text)).toContain(says);
  });

  it.for([
    {
      text: "export default { site: { title： '週刊：みなと' } };",
      says: 'tayori.config.ts:1:31: The config can not be loaded: `：` is no sign of TypeScript. [config-unreadable]\n  -> Write `:` in its place.',
      why: 'a wide colon; the one in the text stays',
    },
    {
      text: 'export default { site: { title: “a” } };',
      says: ':1:33: The config can not be loaded: `“`',
      why: 'quotes',
    },
    {
      text: "export default { site: { title: 'a'， url: 'b' } };",
      says: 'Write `,` in its place.',
      why: 'a comma',
    },
    {
      text: "export default { site: { title: 'a' url: 'b' } };",
      says: 'a `,` is missing before this place. [config-unreadable]\n  -> Look for a missing comma',
      why: 'no comma',
    },
    {
      text: "export default { site: { title: '週刊：みなと } };",
      says: 'a `,` is missing before this place. [config-unreadable]\n  -> Look for a missing comma, quotation mark',
      why: 'what stands in an open text is no sign',
    },
    {
      text: "import { name } from './nome.ts';\nexport default {};",
      says: '  -> Correct the name behind `from`',
      why: 'an import of nothing',
    },
  ])('names the slip in what is no TypeScript: $why', async ({ text, says }) => {
    expect(await loadText(text)).toContain(says);
  });

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
      place: 'tayori.config.ts: The config has no `export default`, so it says nothing.',
      why: 'no default export',
    },
  ])('names the place of $why', async ({ text, place }) => {
    expect(await loadText(text)).toContain(place);
  });

  it.for([
    {
      text: "import { name } from './names.ts';\nexport default { site: { title: name, url: 'https://a.example' } };",
      files: { 'names.ts': '\n\nexport const name: string = missing();' },
      says: 'names.ts:3:29: The config can not be loaded: missing is not defined. [config-unreadable]',
      why: 'the fault is in what it imports',
    },
    {
      text: "import { nome } from './names.ts';\nexport default {};",
      files: { 'names.ts': "export const name = 'みなと';" },
      says: "tayori.config.ts:1:10: The config can not be loaded: The requested module './names.ts' does not provide an export named 'nome'.",
      why: 'Node shows the spot with a caret only',
    },
    {
      text: 'export default {\n  site: { title: , url: 3 },\n};',
      files: {},
      says: 'tayori.config.ts:2:18: The config can not be loaded: Expression expected.',
      why: 'no TypeScript',
    },
    {
      text: "\nexport default { get site() { throw new Error('no site today'); } };",
      files: {},
      says: 'tayori.config.ts:2:37: The config can not be loaded: no site today.',
      why: 'a getter that throws',
    },
    {
      text: "export default { site: new Proxy({}, { get() { throw new Error('not mine'); } }) };",
      files: {},
      says: 'The config can not be loaded: not mine.',
      why: 'a value that throws',
    },
    {
      text: '\ufeffexport default {\r\n  site: boom,\r\n};\r\n',
      files: {},
      says: 'tayori.config.ts:2:9: The config can not be loaded: boom is not defined.',
      why: 'as Windows writes it',
    },
    {
      text: "const site = { title: 'み', url: 'https://a.example' };\nexport default { site, brand: { theme: /]/.test(site.title) ? 'plain' : 'journal' },\n  titel: 1 };",
      files: {},
      says: 'tayori.config.ts:3:3: There is no setting `titel`.',
      why: 'a bracket in a regular expression',
    },
    {
      text: 'module.exports = {};',
      files: { 'package.json': '{ "type": "commonjs" }' },
      says: 'tayori.config.ts:1:1: The config can not be loaded: module is not defined in ES module scope.',
      why: 'the other kind of module',
    },
    {
      text: "throw 'a text';",
      files: {},
      says: 'tayori.config.ts: The config can not be loaded: a text.',
      why: 'what is thrown is no error',
    },
    {
      text: 'await new Promise(() => {});\nexport default {};',
      files: {},
      says: 'tayori.config.ts: The config can not be loaded: it is not done after 0.02 s.',
      why: 'a wait without end',
    },
  ])('says $says: $why', async ({ text, files, says }) => {
    // Only the one without an end is to be given up soon: the others may take their time on a busy machine.
    expect(await loadText(text, files, says.includes('not done') ? 20 : undefined)).toContain(says);
  });

  it.for([
    { manifest: '{ "type": "commonjs" }', why: 'what `npm init -y` writes' },
    { manifest: '{ "name": "site" }', why: 'no type' },
    { manifest: '{ "type": "module" }', why: 'a module' },
  ])('does not ask package.json of what type it is: $manifest, $why', async ({ manifest }) => {
    const text = `import type { Config } from 'tayori';\nimport { name } from './names.ts';\nimport label from './label.cjs';\nexport default { site: { title: name + label, url: 'https://a.example' } } satisfies Config;\n`;
    const files = {
      'package.json': manifest,
      'names.ts': "export const name: string = 'みなと';",
      'label.cjs': "module.exports = '日報';",
    };
    expect(await loadText(text, files)).toBe('みなと日報');
  });

  it('finds the spot of a name that is not exported also where Node does not tell it', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-nome-'));
    await writeFile(
      join(root, 'tayori.config.ts'),
      "// here\nimport { nome } from './names.ts';\nexport default {};",
    );
    const fault = new SyntaxError(
      "The requested module './names.ts' does not provide an export named 'nome'",
    );
    fault.stack = `${fault.name}: ${fault.message}`;
    expect(unreadable(fault, root).problems[0]?.at).toEqual({
      file: 'tayori.config.ts',
      line: 2,
      column: 10,
    });
  });

  it('says that a file is no folder', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-file-'));
    await writeFile(join(root, 'tayori.config.ts'), 'export default {};');
    await expect(loadConfig(join(root, 'tayori.config.ts'))).rejects.toMatchObject({
      problems: [{ code: 'config-missing', hint: 'Name the folder that holds tayori.config.ts.' }],
    });
  });

  it('says that a folder is not there', async () => {
    const root = join(tmpdir(), 'tayori-no-such-folder');
    await expect(loadConfig(root)).rejects.toMatchObject({
      problems: [{ code: 'config-missing', message: `There is no folder ${root}.` }],
    });
  });

  it.for([
    { bytes: Buffer.from([0x83, 0x65]), why: 'Shift_JIS: it would be published as U+FFFD' },
    { bytes: Buffer.from('\ufeffexport', 'utf16le'), why: 'UTF-16 of an old editor' },
  ])('is refused where it is not UTF-8: $why', async ({ bytes }) => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-letters-'));
    await writeFile(
      join(root, 'tayori.config.ts'),
      Buffer.concat([Buffer.from("export default { site: { title: '"), bytes, Buffer.from("' } };")]),
    );
    await expect(loadConfig(root)).rejects.toMatchObject({
      problems: [
        {
          code: 'config-unreadable',
          message: expect.stringContaining('tayori.config.ts is not UTF-8 text: save it as UTF-8') as unknown,
        },
      ],
    });
  });

  it.for([
    { name: 'tayori.config.mjs', hint: 'Rename it to tayori.config.ts', why: 'the ending of JavaScript' },
    { name: 'tayori.config.json', hint: 'Write what it says as `export default { … }`', why: 'no module' },
  ])('says what to do with $name: $why', async ({ name, hint }) => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-ending-'));
    await writeFile(join(root, name), '');
    await expect(loadConfig(root)).rejects.toMatchObject({
      problems: [
        {
          code: 'config-missing',
          message: expect.stringContaining(`but ${name}, which is not read`) as unknown,
          hint: expect.stringContaining(hint) as unknown,
        },
      ],
    });
  });

  it('says what makes one where there is none', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-none-'));
    await expect(loadConfig(root)).rejects.toMatchObject({
      problems: [{ code: 'config-missing', hint: expect.stringContaining('`tayori init`') as unknown }],
    });
  });
});
