/**
 * `npm run bench:preview`: how long it takes from a save on disk until the mail that it changes is painted in a real
 * browser, phone and desktop, and from the command until the first picture. The goals: 300 ms for the sample week,
 * 1 s for a week of 90 posts of 43 KB, ready in 1 s.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../test/browser.ts';
import { writeCorpus } from '../feeds/corpus.ts';
import { samplePost } from '../feeds/posts.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import { installProgram, type Program } from '../program.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { markdownTable, whole } from '../table.ts';

const { values } = parseArgs({ options: { saves: { type: 'string', default: '15' } } });
const SAVES = Number(values.saves);
/** The first ones warm up. */
const COLD = 2;
/** What an editor does between two saves, in ms: long enough for the views beside the mail to be made. */
const PAUSE = 400;
const SIZE = { seed: 1, kilobytes: 43 };

/** A site, its week, the post that is saved, and the most that a save may take, in ms. */
type Case = {
  readonly what: string;
  readonly week: string;
  readonly post: string;
  readonly goal: number;
  write(root: string): void;
};

const home = join(import.meta.dirname, '../..');
const cases: readonly Case[] = [
  {
    what: 'the sample week, 6 posts',
    week: '2026-W46',
    post: 'posts/2026-11-13-1-operating-cash-flow.md',
    goal: 300,
    write: (root) => {
      for (const name of ['posts', 'tayori.config.ts'])
        cpSync(join(home, name), join(root, name), { recursive: true });
    },
  },
  {
    what: '90 posts of 43 KB',
    week: '2026-W14',
    post: `posts/${samplePost(0, SIZE).file}`,
    goal: 1_000,
    write: (root) => void writeCorpus(root, 90, SIZE),
  },
];

/** Starts the command, and opens its page as soon as it says where. */
async function open(program: Program, root: string, week: string, browser: Browser) {
  const run = program.call(['preview', '--week', week, '--port', '0', '--root', root]);
  const began = Date.now();
  const child = spawn(run.program, run.args, {
    cwd: run.cwd,
    env: { ...process.env, ...run.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8');
  while (!/http:\S+\//.test(said)) said += String(await once(child.stderr, 'data'));
  child.stderr.resume();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(/http:\S+\//.exec(said)?.[0] ?? '');
  const ready = (await painted(page, 1)) - began;
  const end = async () => {
    child.kill('SIGINT');
    await once(child, 'exit');
    await page.close();
  };
  return { page, ready, end };
}

/** How often a device has shown a new picture: the page counts. */
const COUNTS = `[...document.querySelectorAll('#view-mail-panel .pane')].map((pane) => Number(pane.dataset.shown ?? 0))`;

/** When both devices show their picture of that number, on the clock of the machine: after the frame is painted. */
function painted(page: Page, count: number): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const counts = ${COUNTS};
      if (counts.length === 2 && counts.every((shown) => shown >= ${count}))
        requestAnimationFrame(() => resolve(Date.now()));
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

const shownBy = (page: Page) => page.evaluate<number>(`Math.max(...${COUNTS})`);

async function measure(program: Program, one: Case, browser: Browser) {
  const root = mkdtempSync(join(tmpdir(), 'tayori-bench-preview-'));
  try {
    one.write(root);
    // The second start: what it read of posts is kept.
    await (await open(program, root, one.week, browser)).end();
    const { page, ready, end } = await open(program, root, one.week, browser);
    const file = join(root, one.post);
    const text = readFileSync(file, 'utf8');
    const times: number[] = [];
    for (let save = 1; save <= SAVES + COLD; save += 1) {
      await page.waitForTimeout(PAUSE);
      const before = await shownBy(page);
      const saved = Date.now();
      writeFileSync(file, text.replace(/^title: "(.*)"$/m, `title: "$1 ${save}"`));
      const shown = await painted(page, before + 1);
      if (save > COLD) times.push(shown - saved);
    }
    await end();
    return { ready, spread: spreadOf(times) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const row = ({ what, goal }: Case, { median, least, most }: Spread, ready: number) => [
  what,
  `${whole(median)} (${whole(least)}–${whole(most)})`,
  whole(goal),
  whole(ready),
];

const folder = mkdtempSync(join(tmpdir(), 'tayori-bench-program-'));
const browser = await openBrowser();
try {
  const machine = describeMachine(await thisMachine());
  const program = await installProgram(folder);
  const rows: string[][] = [];
  for (const one of cases) {
    const { ready, spread } = await measure(program, one, browser);
    rows.push(row(one, spread, ready));
  }
  const head = ['', 'a save is painted after, ms', 'goal, ms', 'first picture after the command, ms'];
  process.stdout.write(
    `${machine} ${program.version}, ${SAVES} saves.\n\n${markdownTable([head, ...rows])}\n`,
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
