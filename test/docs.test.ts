/** The pages hold what the program does: those from its tables, the scripts, the links. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderDocs } from '../scripts/docs.ts';

const root = join(import.meta.dirname, '..');
const pages = await renderDocs();

it.for(Object.entries(pages))('%s is what the tables say (if not: npm run docs)', ([path, text]) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

it('docs/configuration.md says what every setting means', () => {
  const rows = [...(pages['docs/configuration.md'] ?? '').matchAll(/^\| (`[^`]+`) \|([^|]*)\|/gm)];
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(([, , meaning = '']) => meaning.trim() === '').map(([, key]) => key)).toEqual([]);
});

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const editors = Object.keys(scripts).filter((name) => scripts[name]?.includes(`tayori.mjs ${name}`));
/** `init` begins a site folder elsewhere, so the page for the editors of one has no use for it. */
const readmes = { 'README.md': editors, 'README.ja.md': editors.filter((name) => name !== 'init') };

/** Command lines: in back quotes, or lines of a block. */
const lines = (text: string) => [
  ...[...text.matchAll(/`(npm (?:run )?[a-z][^`\n]*)`/g)].map(([, line = '']) => line),
  ...[...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.split('\n').flatMap((line) => line.replace(/\s+#.*/, '').split(' && ')),
  ),
];
/** `npm run NAME`, or `npm NAME` where npm knows the name itself. */
const scriptIn = (line: string) =>
  /^npm (?:run ([a-z:-]+)|(start|test)\b)/.exec(line)?.slice(1).find(Boolean);

it.for(Object.entries(readmes))('%s shows the command line of every script for editors', ([page, names]) => {
  const shown = new Set(lines(readFileSync(join(root, page), 'utf8')).map(scriptIn));
  expect(names.filter((name) => !shown.has(name))).toEqual([]);
});

it.for([
  ...Object.keys(readmes),
  'CONTRIBUTING.md',
  'docs/running.md',
  'docs/reliability.md',
  'docs/benchmarks.md',
])('%s runs only scripts that there are', (page) => {
  const named = lines(readFileSync(join(root, page), 'utf8')).flatMap((line) => scriptIn(line) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

const decisions = globSync('docs/decisions/[0-9]*.md', { cwd: root }).toSorted();

it.for([
  'README.md',
  'README.ja.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/running.md',
  'docs/decisions/README.md',
  ...decisions,
])('%s links only to what exists', (page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, ''); // examples
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  const missing = links.filter((link) => {
    try {
      readFileSync(join(root, page, '..', link));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EISDIR';
    }
  });
  expect(missing).toEqual([]);
});

/** In back quotes: `src/feeds/formats/`, `src/locale/web-*.ts`, or the end of such a path, as in `server/routes.ts`. */
it.for(['docs/architecture.md', 'CONTRIBUTING.md'])(
  '%s names only files and folders that there are',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const named = [...text.matchAll(/`((?:src|test)\/[\w./*-]*|[\w./-]+\.(?:ts|js))`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(0);
    const isThere = (path: string) =>
      existsSync(join(root, path)) || globSync([path, `src/**/${path}`], { cwd: root }).length > 0;
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  },
);

it('docs/decisions/README.md lists every decision once, by its number and title', () => {
  const list = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
  const listed = [...list.matchAll(/^- \[(\d+)\. (.*)\]\((\d{4}-[\w-]+\.md)\)$/gm)].map(
    ([, number, title, file]) => `docs/decisions/${file} # ${number}. ${title}`,
  );
  const there = decisions.map(
    (file) => `${file} ${readFileSync(join(root, file), 'utf8').split('\n', 1)[0]}`,
  );
  expect(listed.toSorted()).toEqual(there);
});
