/** What the bundle keeps of the ledger's queries: all of them, so that no query builder is loaded to ask one. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish } from '../../bench/measure.ts';
import { programIn } from '../../bench/program.ts';
import { ENTRY } from './installed.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from './mailing.ts';

it('asks the ledger without the query builder', async () => {
  const site = await openMailing();
  await subscribe(site, readers(3));
  const folder = await mkdtemp(join(tmpdir(), 'no-builder-'));
  await cp(join(ENTRY, '../..'), folder, { recursive: true, verbatimSymlinks: true });
  const chunks = join(folder, 'dist/chunks');
  const builders = (await readdir(chunks)).filter((file) => /^kysely-.*\.cjs$/.test(file));
  expect(builders).toHaveLength(1);
  for (const file of builders) await rm(join(chunks, file));
  const program = programIn(folder, 'without the builder');
  for (const command of [
    ['status'],
    ['why', readers(1)[0] ?? ''],
    ['subscribers', 'list'],
    ['verify'],
    ['send', '--week', WEEK, '--dry-run'],
  ]) {
    const run = program.call([...command, '--root', site.root], {
      MAIL_URL: 'smtp://127.0.0.1:9',
      SIGNING_KEY: KEY,
    });
    const { code, stderr } = await finish({ ...run, cwd: site.root });
    expect(code, `${command.join(' ')}: ${stderr}`).toBe(0);
  }
});
