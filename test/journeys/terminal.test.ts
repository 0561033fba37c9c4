/**
 * Ctrl-C on a real terminal of forty columns (`script`, util-linux): at the question, during a send, and twice; and a
 * terminal that is closed.
 */
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { bareEnvironment } from '../../bench/measure.ts';
import { openKeeper } from '../smtp.ts';
import { until } from '../until.ts';
import { installed } from './installed.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import { openSite, type Site } from './site.ts';

const CONNECTIONS = 5;
const PEOPLE = 300;
const CTRL_C = '\x03';
const ESCAPE = '\x1b';
let made: Site;
beforeAll(async () => {
  made = await openMailing();
  await subscribe(made, readers(PEOPLE));
});

/**
 * A person at a terminal: types, and reads what has come so far.
 *
 * @param shell what the terminal runs: the program alone, or a shell in which the person types its name
 */
function sitDown(root: string, url: string, shell?: string) {
  const { program: node, args, env } = installed.call(['send', '--week', WEEK, '--root', root]);
  const command = [node, ...args].map((word) => `'${word}'`).join(' ');
  const line = `stty cols 40; exec ${shell ?? command}`;
  const child = spawn('script', ['-qfec', line, '/dev/null'], {
    cwd: root,
    env: { ...bareEnvironment(), ...env, TERM: 'xterm', SHELL: '/bin/sh', MAIL_URL: url, SIGNING_KEY: KEY },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  if (shell !== undefined) child.stdin.write(`${command}\r`);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const reads = (words: string) =>
    until(words, () => flat(screen).includes(words) || child.exitCode !== null);
  const closeTerminal = () => child.kill('SIGKILL');
  return {
    type: (text: string) => child.stdin.write(text),
    reads,
    code,
    screen: () => screen,
    closeTerminal,
  };
}

/** What was folded to the width of the terminal, in one line again. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

it.for([
  { at: 'question', keys: 1, words: 'Nothing was sent.', why: 'at the question' },
  {
    at: 'flow',
    keys: 1,
    words: `Stopping: waiting for ${CONNECTIONS} deliveries that are under way (again: stop now).`,
    why: 'during a send: what is under way ends, nobody is in doubt',
  },
  {
    at: 'flow',
    keys: 2,
    words: 'Stopped at once: what was under way is settled by the next run.',
    why: 'twice: at once, and in doubt is only who was under way',
  },
] as const)('Ctrl-C $why', async ({ at, keys, words }) => {
  const keeper = await openKeeper({ holdFrom: 41 });
  const site = await openSite();
  await cp(made.root, site.root, { recursive: true });
  const person = sitDown(site.root, `${keeper.url}?connections=${CONNECTIONS}`);
  await person.reads(`Type ${PEOPLE} to send`);
  if (at === 'flow') {
    person.type(`${PEOPLE}\r`);
    await keeper.held(CONNECTIONS); // each connection has one under way
  }
  const before = keeper.kept.length;
  person.type(CTRL_C);
  if (keys === 2) {
    await person.reads('Stopping: waiting');
    person.type(CTRL_C);
  } else {
    await person.reads(words);
    keeper.release();
  }
  expect(await person.code).toBe(130);
  expect(flat(person.screen())).toContain(words);
  expect(keeper.kept.length).toBe(before);
  if (at === 'flow') {
    const of = { id: WEEK, channel: 'mail' } as const;
    const tally = await withLedger(site, async ({ deliveries }) => {
      await deliveries.recover(of, new Date());
      return deliveries.tally(of);
    });
    expect(tally).toMatchObject({ planned: PEOPLE, failed: 0, deferred: 0 });
    expect(tally.uncertain).toBe(keys === 1 ? 0 : CONNECTIONS);
    expect(tally.sent + tally.uncertain).toBe(keeper.kept.length);
    // The progress line replaces itself, and no half of a word stands at its end.
    const lines = person
      .screen()
      .split(/\r|\n/)
      .map((line) => line.replace(`${ESCAPE}[K`, '').replaceAll('^C', ''))
      .filter((line) => line.includes(' / 300'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatch(/^ +\d+ \/ 300 +\d+ %(?: {3}\d+\/s)?(?: {3}(?:\d+ s left|waiting .+))?$/);
  }
  await keeper.close();
});

it.for([
  { shell: undefined, why: 'the system says it once' },
  { shell: 'bash --norc -i', why: 'bash says it too, so it comes twice' },
])('a terminal that is closed in mid send, nobody is in doubt: $why', async ({ shell }) => {
  const keeper = await openKeeper({ holdFrom: 41 });
  const site = await openSite();
  await cp(made.root, site.root, { recursive: true });
  const person = sitDown(site.root, `${keeper.url}?connections=${CONNECTIONS}`, shell);
  await person.reads(`Type ${PEOPLE} to send`);
  person.type(`${PEOPLE}\r`);
  await keeper.held(CONNECTIONS);
  person.closeTerminal();
  await person.code;
  keeper.release();
  const again = ['send', '--week', WEEK, '--yes', '--expect', `${PEOPLE}`];
  const rest = await until('the first run ended', async () => {
    const said = await site.run(again, { MAIL_URL: keeper.url, SIGNING_KEY: KEY });
    return said.stderr.includes('[send-busy]') ? undefined : said;
  });
  expect(rest.code).toBe(0); // 4, if one were in doubt
  expect(keeper.kept).toHaveLength(PEOPLE);
  expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(PEOPLE);
  await keeper.close();
});
