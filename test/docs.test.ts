import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderDocs } from '../scripts/docs.ts';

const root = join(import.meta.dirname, '..');
const pages = await renderDocs();

it.for(Object.entries(pages))('%s is what the tables say (if not: npm run docs)', ([path, text]) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

it('README names every script that package.json has for editors', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const editors = Object.keys(scripts).filter((name) => scripts[name]?.includes(`tayori.mjs ${name}`));
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(editors.filter((name) => !readme.includes(name))).toEqual([]);
});

it.for(['README.md', 'README.ja.md', 'docs/architecture.md', 'docs/running.md', 'CONTRIBUTING.md'])(
  '%s links only to what exists',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
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
  },
);
