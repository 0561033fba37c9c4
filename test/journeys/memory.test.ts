/**
 * Memory does not grow with the list: 50,000 people with the longest of addresses pass through a heap in
 * which there is no room for all of them. V8 ends the process where it would need more, so nothing is timed.
 */
import { expect, it } from 'vitest';
import { type Ended, finish } from '../../bench/measure.ts';
import { installed } from './installed.ts';
import { KEY, openMailing, WEEK } from './mailing.ts';

const PEOPLE = 50_000;
const HOST = `${Array.from({ length: 3 }, () => 'minato'.repeat(10)).join('.')}.example`;

/** As text alone they are 12 MB. */
function list(): string {
  const addresses = Array.from(
    { length: PEOPLE },
    (_, index) => `reader-${String(index).padStart(6, '0')}-${'y'.repeat(40)}@${HOST}`,
  );
  return `メールアドレス\n${addresses.join('\n')}\n`;
}

/** Some megabytes more of old space than the command was seen to need, whenever the collector runs; as text alone the list is another 12, and more as objects. */
const steps = [
  {
    args: ['subscribers', 'import', 'list.csv', '--already-confirmed', '登録フォーム', '--json'],
    megabytes: 20,
  },
  { args: ['subscribers', 'export', 'copy.csv', '--json'], megabytes: 20 },
  { args: ['subscribers', 'list'], megabytes: 20 },
  {
    // Plans and freezes, and stops before the first mail.
    args: ['send', '--week', WEEK, '--yes', '--not-after', '2020-01-01 00:00:00 +0900', '--json'],
    megabytes: 28,
    code: 3,
  },
  { args: ['status', '--json'], megabytes: 20 },
  { args: ['verify', '--json'], megabytes: 20 },
  { args: ['backup', 'copy.db', '--json'], megabytes: 20 },
] as const satisfies readonly Step[];

type Step = { readonly args: readonly string[]; readonly megabytes: number; readonly code?: number };

/** As it is installed: source that is run as it stands takes more memory, before it has done anything. */
function runIn(root: string, { args, megabytes }: Step): Promise<Ended> {
  const env = {
    NODE_OPTIONS: `--max-old-space-size=${megabytes}`,
    MAIL_URL: 'smtp://127.0.0.1:9',
    SIGNING_KEY: KEY,
  };
  return finish({ ...installed.call([...args, '--root', root], env), cwd: root });
}

it('walks a list that does not fit into its memory', { timeout: 600_000 }, async () => {
  const site = await openMailing({ 'list.csv': list() });
  const said: Ended[] = [];
  for (const step of steps) {
    const finished = await runIn(site.root, step);
    expect(finished, `${step.args.join(' ')}: ${finished.stderr}`).toMatchObject({
      code: 'code' in step ? step.code : 0,
    });
    said.push(finished);
  }
  const [imported, exported, listed, sent, status, verified] = said;
  expect(JSON.parse(imported?.stdout ?? '')).toMatchObject({ added: PEOPLE, twice: 0 });
  expect(JSON.parse(exported?.stdout ?? '')).toMatchObject({ written: PEOPLE });
  expect(listed?.stdout.split('\n')).toHaveLength(PEOPLE + 1);
  expect(JSON.parse(sent?.stdout ?? '')).toMatchObject({ planned: PEOPLE, queued: PEOPLE });
  expect(JSON.parse(status?.stdout ?? '')).toMatchObject({ mailings: [{ queued: PEOPLE }] });
  expect(JSON.parse(verified?.stdout ?? '')).toMatchObject({ holds: true });
});
