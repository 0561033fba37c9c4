/** A config loads in any npm package, without a word of Node's; whatever it does instead of loading ends with words. */
import { describe, expect, it } from 'vitest';
import { openSite, post } from './site.ts';

const SITE = "site: { title: '週刊みなと', url: 'https://minato.example' }";
const POST = post('港の倉庫', '2025-11-07 09:00:00 +0900', '見本重工は三期続けて増収となった。');

describe('a config in a package', () => {
  it.for([
    { manifest: '{ "name": "letter", "type": "commonjs" }', why: 'npm init -y' },
    { manifest: '{ "name": "letter" }', why: 'no type: Node would warn at each start' },
    { manifest: '{ "type": "module" }', why: 'a module' },
    { manifest: undefined, why: 'no package at all' },
  ])('loads, and nothing is said of it: $why', async ({ manifest }) => {
    const site = await openSite({
      'tayori.config.ts': `import type { Config } from 'tayori';\nexport default { ${SITE} } satisfies Config;\n`,
      'posts/2025-11-07-port.md': POST,
      ...(manifest === undefined ? {} : { 'package.json': manifest }),
    });
    expect(await site.run(['posts'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('1 post'),
    });
    expect(await site.run(['build'])).toMatchObject({ code: 0, stderr: '' });
  });
});

it('what a config prints does not stand in the result', async () => {
  const site = await openSite({
    'tayori.config.ts': `console.log('a look at the config');\nexport default { ${SITE} };\n`,
    'posts/2025-11-07-port.md': POST,
  });
  const { stdout, stderr } = await site.spawn(['posts', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ posts: [{ title: '港の倉庫' }] });
  expect(stderr).toContain('a look at the config');
});

describe('a config that does not come to its end', () => {
  it.for([
    {
      code: 'process.exit(0);',
      says: 'tayori.config.ts: The config ended the program before anything was done. [config-unreadable]',
      why: 'it would end with 0, and nothing done',
    },
    {
      code: 'await new Promise(() => {});',
      says: 'tayori.config.ts: The config can not be loaded: it waits for something that never comes. [config-unreadable]',
      why: 'nothing is left to wait for',
    },
    {
      code: "setTimeout(() => { throw new Error('late'); }, 1); await new Promise(() => {});",
      says: 'late',
      why: 'a fault behind it',
    },
  ])('$code: $why', async ({ code, says }) => {
    const site = await openSite({ 'tayori.config.ts': `${code}\nexport default { ${SITE} };\n` });
    for (const command of ['posts', 'build']) {
      const { stdout, stderr, code } = await site.spawn([command]);
      expect([stdout, code]).toEqual(['', 1]);
      expect(stderr).toContain(says);
      expect(stderr).not.toContain('Warning');
    }
  });
});
