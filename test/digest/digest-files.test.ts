import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesSince } from '../../src/digest/changed-items.ts';
import { again, emailOf, isKept, keptFiles, loadKept, writeKept } from '../../src/digest/digest-files.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { withNeighbours } from '../../src/digest/web-pages/neighbour-links.ts';
import { ProblemError } from '../../src/problem.ts';
import { item, sample, settings } from './example.ts';

const templates = await loadTemplates('/no/such/site', settings);
const material = { digest: sample, settings, templates };
const made = await renderDigest(material);
if (made === undefined) throw new Error('the sample has posts');
const files = keptFiles(material, made.edition, made.web, []);
const id = '2025-W45';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-keep-'));
});
afterEach(() => rm(root, { recursive: true }));

const codes = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problems.map(({ code, at }) => `${code} ${at?.file}`) : [];
};
const onDisk = (name: string) => join(root, 'out/digests', id, name);

describe('a kept digest', () => {
  it('reads back as it was', async () => {
    await writeKept(root, id, files);
    expect(await loadKept(root, id)).toEqual({ digest: sample, edition: made.edition });
  });

  it('is not there where none was made', async () => {
    expect(await loadKept(root, id)).toBeUndefined();
  });

  it('is written once: the same again touches no file', async () => {
    expect(await writeKept(root, id, files)).toEqual([
      'index.html',
      'email.html',
      'email.txt',
      'manifest.json',
    ]);
    expect(await isKept(root, id, files)).toBe(true);
    expect(await writeKept(root, id, files)).toEqual([]);
  });

  it('has a manifest for people and scripts', async () => {
    await writeKept(root, id, files);
    const manifest: unknown = JSON.parse(await readFile(onDisk('manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      id,
      period: { kind: 'week', label: '2025年11月3日〜9日' },
      subject: made.edition.subject,
      url: 'https://minato.example/digests/2025-W45/',
      files: {
        'email.html': {
          bytes: Buffer.byteLength(made.edition.html),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    });
  });

  it.for([
    { name: 'email.html', text: '<p>港</p>', why: 'edited by hand' },
    { name: 'email.txt', text: '', why: 'half written' },
    { name: 'manifest.json', text: '{', why: 'no JSON' },
    { name: 'manifest.json', text: '{"id":"2025-W44"}', why: 'another digest, and most of it missing' },
  ])('is refused where $name is $why', async ({ name, text }) => {
    await writeKept(root, id, files);
    await writeFile(onDisk(name), text);
    expect(await codes(loadKept(root, id))).toEqual([`digest-altered out/digests/2025-W45/${name}`]);
  });
});

describe('the places of the slots', () => {
  const change = async (edit: (manifest: Record<string, unknown>) => void) => {
    await writeKept(root, id, files);
    const manifest = JSON.parse(await readFile(onDisk('manifest.json'), 'utf8')) as Record<string, unknown>;
    edit(manifest);
    await writeFile(onDisk('manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  };

  it('are kept in the manifest', async () => {
    await writeKept(root, id, files);
    expect((await loadKept(root, id))?.edition.slots).toEqual(made.edition.slots);
  });

  it('that are not where the manifest says are refused', async () => {
    await change((manifest) => {
      manifest['slots'] = { html: [{ at: 3, slot: 'address' }], text: [] };
    });
    expect(await codes(loadKept(root, id))).toEqual(['digest-altered out/digests/2025-W45/manifest.json']);
  });

  it('are not asked of a digest that an earlier version kept, which is still the approved one', async () => {
    await change((manifest) => {
      delete manifest['slots'];
      delete manifest['version'];
      for (const post of manifest['posts'] as Record<string, unknown>[])
        for (const field of ['telling', 'opening', 'tags']) delete post[field];
    });
    const old = await loadKept(root, id);
    expect(old?.edition.slots).toBeUndefined();
    expect(await isKept(root, id, files)).toBe(true);
    expect(changesSince(old?.digest ?? sample, sample)).toEqual({ added: [], gone: [], changed: [] });
    if (old === undefined) throw new Error('it is kept');
    const { editions } = await emailOf(old, { settings, templates }, [['industry']]);
    expect(editions[0]).toEqual(made.edition);
  });
});

describe('an issue note', () => {
  const note = { order: ['https://minato.example/5/'], number: '42', html: '<p>港</p>', text: '港' };
  const shaped = { ...material, digest: { ...sample, note } };

  it('is kept with the digest, and every edition has it', async () => {
    const page = await renderDigest(shaped);
    if (page === undefined) throw new Error('the sample has posts');
    await writeKept(root, id, keptFiles(shaped, page.edition, page.web, []));
    const kept = await loadKept(root, id);
    expect(kept?.digest.note).toEqual(note);
    if (kept === undefined) throw new Error('it is kept');
    const { editions } = await emailOf(kept, { settings, templates }, [['industry']]);
    expect(editions.map(({ html }) => html.includes('第42号'))).toEqual([true, true]);
  });
});

describe('the links to the digests before and after', () => {
  it('are no part of what was approved', async () => {
    await writeKept(root, id, files);
    await writeFile(onDisk('index.html'), withNeighbours(made.web, '<a href="../2025-W44/">前の号</a>'));
    expect(await isKept(root, id, files)).toBe(true);
    expect(await writeKept(root, id, files)).toEqual([]);
    expect(await readFile(onDisk('index.html'), 'utf8')).toContain('前の号');
  });
});

describe('the mail of a kept digest', () => {
  const kept = { digest: sample, edition: made.edition };

  it('is the approved bytes, and the other editions are of the kept posts', async () => {
    const email = await emailOf(kept, { settings, templates }, [['industry']]);
    expect(email.editions.map(({ key }) => key)).toEqual(['all', 'industry']);
    expect(email.editions[0]).toEqual(made.edition);
  });

  it('needs no templates where everyone gets all categories', async () => {
    expect(await emailOf(kept, { settings, templates: {} }, [])).toEqual({ id, editions: [made.edition] });
  });

  it.for([
    {
      why: 'a template',
      making: {
        settings,
        templates: { ...templates, 'digest.greeting': { source: 'やあ', at: { file: 'x' } } },
      },
    },
    {
      why: 'a setting',
      making: { settings: { ...settings, site: { ...settings.site, title: '日刊みなと' } }, templates },
    },
  ])('is refused where $why changed since and an edition must be rendered', async ({ making }) => {
    expect(await codes(emailOf(kept, making, [['industry']]))).toEqual([
      'digest-stale out/digests/2025-W45/manifest.json',
    ]);
  });
});

it('names what changed in the posts since', () => {
  const [first, second, ...rest] = sample.items;
  if (first === undefined || second === undefined) throw new Error('the sample has posts');
  const now = { ...sample, items: [item('新しい港', 1), { ...second, title: '改題' }, ...rest] };
  expect(changesSince(sample, now)).toEqual({ added: ['新しい港'], gone: [first.title], changed: ['改題'] });
  expect(changesSince(sample, sample)).toEqual({ added: [], gone: [], changed: [] });
  const told = { ...sample, items: sample.items.map((one) => ({ ...one, tells: [first.url] })) };
  expect(changesSince(told, sample)).toEqual({ added: [], gone: [], changed: [] });
});

it.for([
  { id: '2025-W45', line: '`tayori digest --week 2025-W45`' },
  { id: '2025-11-07', line: '`tayori digest --day 2025-11-07`' },
  { id: '2025-11', line: '`tayori digest --month 2025-11`' },
])('$id is made by $line', ({ id: name, line }) => {
  expect(again(name)).toBe(line);
});
