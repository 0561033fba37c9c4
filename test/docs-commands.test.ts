/** Every command that a page shows is one that the program, or npm, takes as it stands there; every code and link exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseCall } from '../src/cli/command-line/command-line.ts';
import { commands } from '../src/cli/commands.ts';
import { problemCodes } from '../src/problem.ts';

const root = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'README.ja.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };

type Shown = { readonly page: string; readonly line: string };

/** Lines of blocks and what stands in back quotes, cut where a shell or a unit file would cut them. */
function linesIn(page: string): Shown[] {
  const text = textOf(page);
  const blocks = [...text.matchAll(/^ *```(?:sh|cron|ini|yaml)\n([\s\S]*?)^ *```/gm)].flatMap(
    ([, block = '']) => block.split('\n'),
  );
  const quoted = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, line = '']) => line,
  );
  const parts = [...blocks, ...quoted].flatMap((line) =>
    line.replace(/(?:^|\s+)#.*/, '').split(/ (?:&&|\|) /),
  );
  return parts.flatMap((line) => {
    const [found] =
      /(?:npx )?\btayori [a-z]+(?=[\s`]|$).*|\bnpm (?:run )?(?:-s )?(?:run )?[a-z:-]+.*/.exec(line) ?? [];
    return found === undefined || /…|\bYYYY|\bNAME\b|\.\.\.$|^tayori needs|^npm run$/.test(found)
      ? []
      : [{ page, line: found.replace(/["'] }$/, '').trim() }];
  });
}

const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match.slice(1).join(''));

/** The command and its words, whichever way the line calls it; `undefined` where it is npm's own. */
function callIn(line: string): string[] | undefined {
  const words = wordsOf(line).filter((word) => word !== 'npx' && word !== '-s');
  if (words[0] === 'tayori') return words.slice(1);
  const script = words[1] === 'run' ? words.slice(2) : words.slice(1);
  return scripts[script[0] ?? '']?.includes('tayori.mjs')
    ? script.filter((word) => word !== '--')
    : undefined;
}

const shown = pages.flatMap(linesIn);
const unique = [...new Map(shown.map((one) => [`${one.page} ${one.line}`, one])).values()];

it('finds the commands of every page for people', () => {
  const found = new Set(shown.map(({ page }) => page));
  for (const page of [
    'README.md',
    'README.ja.md',
    'docs/running.md',
    'docs/publishing.md',
    'docs/troubleshooting.md',
    'docs/troubleshooting.ja.md',
  ])
    expect(found).toContain(page);
});

describe('a command of a page is taken as it stands there', () => {
  it.for(unique)('$page: $line', async ({ line }) => {
    const call = callIn(line);
    if (call === undefined) {
      const [, first = '', second = ''] = wordsOf(line).filter((word) => word !== '-s');
      if (first === 'run') return expect(Object.keys(scripts)).toContain(second);
      return expect(['ci', 'start', 'test', 'pack', 'i', 'install-scripts', 'install']).toContain(first);
    }
    const [name = '', ...argv] = call;
    if (['help', 'version'].includes(name)) return;
    const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
    expect(command, name).toBeDefined();
    if (command !== undefined && !argv.includes('--help')) parseCall(name, command, argv, {});
  });
});

it.for(pages)('%s names only codes and files that there are', (page) => {
  const text = textOf(page);
  const codes = [...text.matchAll(/`\[([a-z]+(?:-[a-z]+)+)\]`/g)].map(([, code = '']) => code);
  expect(codes.filter((code) => !Object.hasOwn(problemCodes, code))).toEqual([]);
  // The examples of rules have wrong links on purpose, and between backquotes stands what authors write: `@[card](…)`.
  const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

describe('the workflow for GitHub Pages', () => {
  const [, source = ''] =
    /```yaml\n(# \.github\/workflows\/site\.yml\n[\s\S]*?)```/.exec(textOf('docs/publishing.md')) ?? [];
  type Step = {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  };
  const workflow = load(source) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  };
  const steps = workflow.jobs['build']?.steps ?? [];
  const at = (pattern: RegExp) =>
    steps.findIndex(({ run, uses }) => pattern.test(`${run ?? ''}${uses ?? ''}`));

  it('builds Jekyll, then Tayori, then publishes both as one site', () => {
    const order = [
      /jekyll build/,
      /^npx tayori build$/,
      /^cp -R out\/\. _site\/$/,
      /upload-pages-artifact/,
    ].map(at);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(steps.at(-1)?.with?.['path']).toBe('_site');
  });

  it('sends nothing, and holds no secret and no ledger', () => {
    expect(source).not.toMatch(/tayori send|secrets\.|LEDGER_URL|actions\/cache/);
  });
});

it('README.md publishes before it mails', () => {
  const steps = [...textOf('README.md').matchAll(/^\d\. .*$/gm)].map(([step]) => step);
  const at = (part: RegExp) => steps.findIndex((step) => part.test(step));
  const order = [/`tayori digest`/, /Publish `out\/`/, /`tayori send`/].map(at);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

it.for(['docs/running.md', 'docs/publishing.md'])('%s publishes before it mails', (page) => {
  const blocks = [...textOf(page).matchAll(/^ *```(?:sh|cron|ini|yaml)\n([\s\S]*?)^ *```/gm)].map(
    ([, block = '']) => block,
  );
  const weekly = blocks.filter(
    (one) =>
      /(?:run -s|npm run|tayori) digest/.test(one) &&
      /(?:tayori|run(?: -s)?) send/.test(one) &&
      !/--again|--week/.test(one), // one digest, a second time
  );
  expect(weekly).not.toEqual([]);
  for (const block of weekly) {
    const [digest, publish, send] = [/digest(?!s)/, /rsync|git push/, /(?:tayori|run(?: -s)?) send/].map(
      (part) => block.search(part),
    );
    const later = block.slice(digest);
    expect(later.search(/rsync|git push/), block).toBeLessThan(later.search(/(?:tayori|run(?: -s)?) send/));
    expect([digest, publish, send]).not.toContain(-1);
  }
});
