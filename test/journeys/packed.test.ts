/** The package as it would be published, in an empty folder: everything it needs is in it, or named as a dependency. */
import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish } from './site.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as {
  files: string[];
  dependencies: Record<string, string>;
  bin: { tayori: string };
  scripts: { prepare: string };
};

let folder: string;
/** As npm unpacks it. */
let unpacked: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-packed-'));
  const stage = join(folder, 'stage');
  for (const name of [
    'package.json',
    'README.md',
    'LICENSE',
    ...manifest.files.filter((file) => file !== 'dist' && !file.startsWith('!')),
  ]) {
    mkdirSync(dirname(join(stage, name)), { recursive: true });
    await cp(join(CHECKOUT, name), join(stage, name), { recursive: true });
  }
  const bundled = await finish(process.execPath, ['scripts/bundle.mjs', join(stage, 'dist')], CHECKOUT, {});
  expect(bundled).toMatchObject({ code: 0 });
  const packed = await finish('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], stage, {});
  expect(packed).toMatchObject({ code: 0 });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  unpacked = join(folder, 'site/node_modules/tayori');
  mkdirSync(unpacked, { recursive: true });
  const untarred = await finish('tar', ['-xzf', join(folder, archive), '--strip-components=1'], unpacked, {});
  expect(untarred).toMatchObject({ code: 0 });
  // What npm would install beside it: its dependencies, and none of what only a checkout has.
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(folder, 'site/node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(CHECKOUT, 'node_modules', name), place, 'junction');
  }
});
afterAll(() => rm(folder, { recursive: true }));

const site = () => join(folder, 'site');
const tayori = (...args: readonly string[]) =>
  finish(process.execPath, [join(unpacked, manifest.bin.tayori), ...args], site(), {
    npm_lifecycle_event: 'npx',
  });

it('begins, builds, makes a digest and rehearses it', async () => {
  const begun = await tayori('init', '--title', '週刊みなと', '--url', 'https://minato.example');
  expect(begun).toMatchObject({ code: 0, stderr: '' });
  const next = [...begun.stdout.matchAll(/^ {2}\d\. `npx tayori ([^`]+)`/gm)].map(([, line = '']) => line);
  expect(next).toHaveLength(3);
  for (const line of next) expect(await tayori(...line.split(' ')), line).toMatchObject({ code: 0 });
  await tayori('subscribers', 'add', 'hanako@example.jp', '--already-confirmed', 'form');
  expect(await tayori('send', '--rehearse')).toMatchObject({ code: 0 });
  expect(await tayori('init', '--templates')).toMatchObject({ code: 0 });
  expect(await tayori('posts')).toMatchObject({ code: 0 });
  expect(await tayori('start')).toMatchObject({ code: 0 });
});

/** The bundle loads what does this where a template asks for it (scripts/bundle.mjs). */
it('inlines styles and sets attributes, as few templates ask mjml to', async () => {
  const file = join(site(), 'email-templates/digest.mjml.liquid');
  const asked = [
    '<mj-style inline="inline">.m { letter-spacing: 3px }</mj-style>',
    '<mj-html-attributes><mj-selector path=".m">',
    '<mj-html-attribute name="data-few">42</mj-html-attribute></mj-selector></mj-html-attributes>',
  ];
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace('<mj-head>', ['<mj-head>', ...asked].join('')));
  expect(await tayori('start')).toMatchObject({ code: 0 });
  const [mail = ''] = globSync('out/digests/*/email.html', { cwd: site() });
  const html = readFileSync(join(site(), mail), 'utf8');
  expect(html).toMatch(/<[^>]* data-few="42"/);
  expect(html).toMatch(/style="[^"]*letter-spacing: ?3px/);
  writeFileSync(file, before);
});

it('holds what people need, and nothing that only a checkout has', () => {
  const names = readdirSync(unpacked);
  expect(names).toEqual(
    expect.arrayContaining([
      'README.md',
      'README.ja.md',
      'LICENSE',
      'bin',
      'dist',
      'docs',
      'email-templates',
    ]),
  );
  expect(names.filter((name) => /^(src|test|posts|out|tayori\.config\.ts)$/.test(name))).toEqual([]);
});

it('does nothing where npm runs its prepare script', async () => {
  const [node, ...args] = manifest.scripts.prepare.split(' ');
  expect(node).toBe('node');
  const copy = join(folder, 'copy');
  cpSync(unpacked, copy, { recursive: true });
  expect(await finish(process.execPath, args, copy, {})).toEqual({ code: 0, stdout: '', stderr: '' });
  rmSync(copy, { recursive: true });
});

describe('an older Node', () => {
  it.for(['20.19.0', '22.20.0', '24.11.1'])(
    '%s is told what is needed, and how to get it',
    async (version) => {
      const program = await readFile(join(unpacked, manifest.bin.tayori), 'utf8');
      const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
      const imported = `data:text/javascript,${encodeURIComponent(old)}`;
      const said = await finish(
        process.execPath,
        ['--import', imported, join(unpacked, manifest.bin.tayori), 'build'],
        site(),
        {},
      );
      expect(said).toMatchObject({ code: 1, stderr: expect.stringContaining('`npm i -D node@24`') });
      // An old Node must be able to read it: nothing is imported before that is said.
      expect(program.indexOf('npm i -D node@24')).toBeLessThan(program.search(/^import |await import/m));
    },
  );
});

it('brings what the page of the preview is made of', () => {
  const served = readdirSync(join(CHECKOUT, 'src/preview/page')).toSorted();
  expect(readdirSync(join(unpacked, 'dist/preview')).toSorted()).toEqual(served);
});
