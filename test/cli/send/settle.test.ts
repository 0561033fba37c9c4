import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { messageIdOf } from '../../../src/mail/message.ts';
import { mailing, WEEK } from '../../ledger/people.ts';
import { DOUBT, type LedgerSite, mailed, openLedgerSite, SENT } from '../ledger-site.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const settle = ['settle', '--week', '2025-W45'];
const because = ['--reason', '本人に電話で確認した'];

/** Three in doubt, one sent. */
async function openDoubt(): Promise<LedgerSite & { readonly ids: readonly string[] }> {
  const site = await openLedgerSite();
  const ids = await site.ledger((ledger) =>
    mailed(ledger, {
      'hanako@example.jp': DOUBT,
      'jiro@docomo.ne.jp': DOUBT,
      'saburo@example.jp': DOUBT,
      'shiro@example.jp': SENT,
    }),
  );
  return { ...site, ids };
}

const tallyOf = (site: LedgerSite) => site.ledger(({ deliveries }) => deliveries.tally(WEEK));

describe('tayori settle', () => {
  it.for([
    { as: 'sent', expected: { sent: 2, uncertain: 2 }, says: 'they have the mail' },
    { as: 'failed', expected: { failed: 1, uncertain: 2 }, says: 'they will never get it' },
    { as: 'queued', expected: { queued: 1, uncertain: 2 }, says: '`tayori send --week 2025-W45` sends them' },
  ])('settles one as $as by the word of the editor: $says', async ({ as, expected, says }) => {
    await using site = await openDoubt();
    const said = await site.tayori([...settle, '--as', as, 'Hanako@example.jp', ...because, '--yes']);
    expect(said.code).toBe(4);
    expect(said.stdout).toContain(says);
    expect(said.stdout).toContain(`Settled as ${as}: 1 person.`);
    expect(await tallyOf(site)).toMatchObject(expected);
    const history = await site.ledger((ledger) => ledger.history(site.ids[0] ?? ''));
    expect(history.at(-1)).toMatchObject({ what: as, detail: '本人に電話で確認した' });
  });

  it('settles everyone in doubt where nobody is named, and then has nothing to do', async () => {
    await using site = await openDoubt();
    const { code, stdout } = await site.tayori([...settle, '--as', 'sent', ...because, '--yes', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      id: '2025-W45',
      as: 'sent',
      settled: ['hanako@example.jp', 'jiro@docomo.ne.jp', 'saburo@example.jp'],
      inDoubt: [],
      done: true,
    });
    expect(await tallyOf(site)).toMatchObject({ sent: 4, uncertain: 0 });
    const again = await site.tayori([...settle, '--as', 'failed', ...because, '--yes']);
    expect(again).toMatchObject({ code: 0, stdout: 'Nobody is in doubt in 2025-W45.\n' });
  });

  it.for([
    { answer: undefined, code: 1, uncertain: 3, why: 'nobody is at a terminal' },
    { answer: 'yes', code: 1, uncertain: 3, why: 'that is not the number' },
    { answer: '３', code: 0, uncertain: 0, why: 'the number, in full-width letters' },
  ])('without --yes leaves $uncertain in doubt: $why', async ({ answer, code, uncertain }) => {
    await using site = await openDoubt();
    const said = await site.tayori([...settle, '--as', 'sent', ...because], {}, { answer });
    expect(said.code).toBe(code);
    expect(await tallyOf(site)).toMatchObject({ uncertain });
  });

  it('believes a mail log, and lists whom it does not mention', async () => {
    await using site = await openDoubt();
    const id = messageIdOf({ ...mailing(), planned: 4 }, site.ids[1] ?? '', KEY);
    await writeFile(
      join(site.root, 'mail.log'),
      `Nov 10 07:00:01 mx exim[7]: 1vIabc-000000001Ab-0XYz <= a@b.example H=会社 id=${id.slice(1, -1)}\n`,
    );
    const said = await site.tayori([...settle, '--log', 'mail.log', '--yes'], { SIGNING_KEY: KEY });
    expect(said.stdout).toBe(`2025-W45: 3 people in doubt.
  As sent: they have the mail (found in mail.log)
    jiro@docomo.ne.jp  the line dropped after the final dot
  Still in doubt
    hanako@example.jp  the line dropped after the final dot
    saburo@example.jp  the line dropped after the final dot

Settled as sent: 1 person.
`);
    expect(said.code).toBe(4);
    expect(await tallyOf(site)).toMatchObject({ sent: 2, uncertain: 2 });
  });

  it.for([
    { name: 'mail.log.1.gz', pack: gzipSync, why: 'as log rotation leaves it' },
    { name: 'mail.log.1', pack: gzipSync, why: 'packed, whatever its name says' },
    { name: 'mail.log.1.zst', pack: zstdCompressSync, why: 'packed with zstd' },
    { name: 'mail.log', pack: Buffer.from, why: 'as it is' },
  ])('reads $name: $why', async ({ name, pack }) => {
    await using site = await openDoubt();
    const id = messageIdOf({ ...mailing(), planned: 4 }, site.ids[1] ?? '', KEY).slice(1, -1);
    const line = `Nov 10 07:00:01 mx exim[7]: 1vIabc-000000001Ab-0XYz <= a@b.example id=${id} T="港"\n`;
    await writeFile(join(site.root, name), pack(line));
    const said = await site.tayori([...settle, '--log', name, '--yes'], { SIGNING_KEY: KEY });
    expect(said.stdout).toContain('Settled as sent: 1 person.');
  });

  it.for([
    { bytes: Buffer.from('BZh91AY'), words: 'packed with bzip2' },
    { bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), words: 'packed with xz' },
    { bytes: zstdCompressSync('Nov 10 07:00:01 mx exim').subarray(0, 20), words: 'can not be read' },
    { bytes: gzipSync('Nov 10 07:00:01 mx exim').subarray(0, 20), words: 'can not be read' },
  ])('says of a log that is $words', async ({ bytes, words }) => {
    await using site = await openDoubt();
    await writeFile(join(site.root, 'mail.log'), bytes);
    const said = await site.tayori([...settle, '--log', 'mail.log', '--yes'], { SIGNING_KEY: KEY });
    expect(said.code).toBe(1);
    expect(said.stderr).toContain(words);
    expect(said.stderr).toContain('[file-unreadable]');
  });

  it('says where a log names somebody, and no server that took the mail', async () => {
    await using site = await openDoubt();
    const id = messageIdOf({ ...mailing(), planned: 4 }, site.ids[1] ?? '', KEY);
    await writeFile(join(site.root, 'mail.log'), `Nov 10 07:00:01 mx spamd[1]: result: Y 15 mid=${id}\n`);
    const said = await site.tayori([...settle, '--log', 'mail.log', '--yes'], { SIGNING_KEY: KEY });
    expect(said.stderr).toContain('mail.log names 1 person, and no line of it says that a server took');
    expect(said.code).toBe(4);
    expect(await tallyOf(site)).toMatchObject({ uncertain: 3 });
  });

  it.for([
    { args: [], code: 2, words: ['--as', '--reason', '--log FILE'], why: 'nothing is said' },
    { args: ['--as', 'sent'], code: 2, words: ['`--reason`'], why: 'no reason' },
    { args: ['--as', 'skipped', ...because], code: 2, words: ['`--as`'], why: 'no such verdict' },
    { args: ['--log', 'x', '--as', 'failed'], code: 2, words: ['Leave `--as` out'], why: 'no log shows it' },
    {
      args: ['--as', 'sent', ...because, 'shiro@example.jp', 'x@example.jp'],
      code: 1,
      words: ['shiro@example.jp is not in doubt', 'x@example.jp is not', 'tayori why', '[settle-address]'],
      why: 'they are not in doubt',
    },
    { args: ['--log', 'no.log'], code: 1, words: ['[file-unreadable]', '--log'], why: 'no such file' },
    {
      args: ['--log', 'no.log'],
      key: 'short',
      code: 1,
      words: ['[send-key]', 'SIGNING_KEY=NEW,OLD'],
      why: 'the Message-IDs can not be told',
    },
    {
      args: ['--week', '2025-W44', '--as', 'sent', ...because],
      code: 1,
      words: ['[ledger-mailing]'],
      why: 'never sent',
    },
  ])('refuses $args: $why', async ({ args, key = KEY, code, words }) => {
    await using site = await openDoubt();
    const said = await site.tayori([...settle, ...args, '--yes'], { SIGNING_KEY: key });
    expect(said.code).toBe(code);
    for (const word of words) expect(said.stderr).toContain(word);
    expect(await tallyOf(site)).toMatchObject({ uncertain: 3 });
  });
});
