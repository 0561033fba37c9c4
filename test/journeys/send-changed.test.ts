/** What was approved is sent, and whoever mended a post since is told so before anything leaves. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, expect, it } from 'vitest';
import { tayori } from '../cli/program.ts';
import { openMailing, readers, subscribe, WEEK } from './mailing.ts';
import { post, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openMailing();
  await subscribe(site, readers(1));
});
const send = (option: string) => tayori(site.root, ['send', '--week', WEEK, option]);

const mended = (day: number) => post(`直した記事 ${day}`, `2025-11-0${day} 09:00:00 +0900`, '直した本文。');

it.for([
  {
    mend: [3],
    said: `A post is no longer as it was when ${WEEK} was made: «直した記事 3» changed. [send-changed]`,
    why: 'one post',
  },
  {
    mend: [5],
    said: `2 posts are no longer as they were when ${WEEK} was made: «直した記事 5» changed, «直した記事 3» changed. [send-changed]`,
    why: 'two posts, the newest first',
  },
  {
    mend: [4, 6, 7, 8],
    said: '«直した記事 4» changed, and 1 more. [send-changed]',
    why: 'so many that not all are named',
  },
])('names what changed since, one after the other: $why', async ({ mend, said }) => {
  for (const day of mend) await site.write(`posts/2025-11-0${day}-port-${day - 2}.md`, mended(day));
  const { code, stderr } = await send('--dry-run');
  expect([code, stderr]).toEqual([0, expect.stringContaining(said)]);
  expect(stderr).toContain(`run \`tayori digest --week ${WEEK}\` first.`);
});

it.for([
  { now: '2025-11-07T23:00:00Z', says: true, why: 'Saturday morning in Tokyo' },
  { now: '2025-11-09T15:00:00Z', says: false, why: 'Monday has begun in Tokyo' },
])('says before the first send that the week is not over: $says, $why', async ({ now, says }) => {
  const clock = () => new Date(now);
  const { code, stderr } = await tayori(site.root, ['send', '--week', WEEK, '--dry-run'], { clock });
  expect(code).toBe(0);
  expect(
    stderr.includes(`${WEEK} is not over: it has 2 days left (to the end of 2025-11-09, Asia/Tokyo)`),
  ).toBe(says);
});

it('names what is gone and what is new', async () => {
  for (const day of [3, 4, 5, 6, 7, 8]) await rm(join(site.root, `posts/2025-11-0${day}-port-${day - 2}.md`));
  await site.write('posts/2025-11-09-new.md', post('新しい港', '2025-11-09 09:00:00 +0900', '本文。'));
  const { stderr } = await send('--dry-run');
  expect(stderr).toContain('7 posts are no longer as they were');
  expect(stderr).toContain('«港の倉庫が検査場に変わる日 6» is gone, ');
});

it('sends the bytes that were approved, though all posts and a template changed since', async () => {
  await site.write('email-templates/digest.txt.liquid', '別の手紙\n');
  expect((await send('--rehearse')).code).toBe(0);
  const mails = (await site.files('.tayori/outbox')).filter((file) => file.endsWith('.eml'));
  const mail = await PostalMime.parse(await readFile(join(site.root, mails[0] ?? '')));
  expect(mail.text).toContain('港の倉庫が検査場に変わる日 3');
  expect(mail.text).not.toMatch(/直した記事|新しい港|別の手紙/);
});
