import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentsOf } from '../../../src/digest/layout.ts';
import { markSlots } from '../../../src/digest/templates/slot-marks.ts';
import { viewOf } from '../../../src/digest/templates/template-variables.ts';
import { loadTemplates, packageRoot } from '../../../src/digest/templates/templates.ts';
import { sample, settings } from '../example.ts';

const home = join(import.meta.dirname, '../../..');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-templates-'));
});
afterEach(() => rm(root, { recursive: true }));

it('come with the program where the site has none', async () => {
  const names = Object.keys(await loadTemplates(root, settings)).toSorted();
  const letters = ['confirm', 'goodbye', 'link', 'moved', 'welcome'];
  for (const letter of letters)
    expect(names).toEqual(expect.arrayContaining([`${letter}.mjml.liquid`, `${letter}.txt.liquid`]));
  expect(names.filter((name) => /^digest|^web\./.test(name))).toEqual([
    'digest.greeting',
    'digest.mjml.liquid',
    'digest.preheader',
    'digest.subject',
    'digest.txt.liquid',
    'web.html.liquid',
  ]);
});

it('are replaced one by one, and partials may stand beside them', async () => {
  await mkdir(join(root, 'email-templates'));
  await writeFile(join(root, 'email-templates/digest.txt.liquid'), '港の便り');
  await writeFile(join(root, 'email-templates/row.liquid'), '行');
  const templates = await loadTemplates(root, settings);
  expect(templates['digest.txt.liquid']?.source).toBe('港の便り');
  expect(templates['row.liquid']?.source).toBe('行');
  expect(templates['digest.mjml.liquid']?.source).toContain('<mjml');
});

it.for([
  { from: home, why: 'itself' },
  { from: join(home, 'src/digest'), why: 'the source' },
  { from: join(home, 'dist/chunks'), why: 'a chunk of the bundle' },
])('find the package from $why', ({ from }) => {
  expect(packageRoot(from)).toBe(home);
});

it('do not take another package for their own', async () => {
  await writeFile(join(root, 'package.json'), '{"name": "somebody"}');
  expect(() => packageRoot(root)).toThrow('its own folder');
});

it('name everything they may use in docs/templates.md', async () => {
  const page = await readFile(join(home, 'docs/templates.md'), 'utf8');
  const contents = contentsOf(sample, settings.categories, settings.digest);
  if (contents === undefined) throw new Error('the sample has posts');
  const names = new Set<string>();
  JSON.stringify(markSlots(viewOf(sample, contents, settings), {}).view, (key, value: unknown) => {
    if (/^[a-z_]+$/.test(key)) names.add(key);
    return value;
  });
  expect(names).toContain('highlight_minutes');
  expect(names).toContain('preferences_url');
  expect([...names].filter((name) => !new RegExp(`[\`.{]${name}[\`.}]`).test(page))).toEqual([]);
});
