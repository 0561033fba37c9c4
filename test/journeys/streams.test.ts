/** Whoever reads the output may stop reading, and a disk may be full: no stack, and the work is finished. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { until } from '../until.ts';
import { ENTRY } from './installed.ts';
import { finish, openSite, post } from './site.ts';

const posts = { 'posts/2026-11-02-a.md': post('港の朝', '2026-11-02 09:00:00 +0900', '積み荷が戻った。') };

/** Runs a line of a shell in which `$T` is the program. */
async function shell(root: string, line: string) {
  const { stdout, stderr } = await finish('sh', ['-c', line], root, {
    T: `${process.execPath} ${ENTRY}`,
  });
  return { stdout, stderr };
}

/** A reader that closes its end and then says so, in a file; and the pause of whoever writes, until it is there. */
const LEAVE = '{ exec <&-; touch gone; }';
const UNTIL_GONE = 'until [ -e gone ]; do sleep 0.02; done';

it.for(['posts', '--help', 'check', 'build'])('`%s` is quiet when its reader has left', async (command) => {
  const site = await openSite(posts);
  const line = `{ ${UNTIL_GONE}; $T ${command}; echo "exit $?" >&2; } | ${LEAVE}`;
  expect(await shell(site.root, line)).toEqual({ stdout: '', stderr: 'exit 0\n' });
});

it.for(['posts', '--help', 'build'])(
  '`%s` says in one line that its output is lost, and exits with 1',
  async (command) => {
    const site = await openSite(posts);
    const { stderr } = await shell(site.root, `$T ${command} >/dev/full; echo "exit $?" >&2`);
    expect(stderr).toMatch(/^tayori: the result could not be written: ENOSPC[^\n]*\.\nexit 1\n$/);
  },
);

it('a send is finished, and its own exit code stands, though nobody reads', async () => {
  const site = await openSite(posts);
  await site.run(['subscribers', 'add', 'aoi@example.com', '--already-confirmed', '名刺']);
  await site.run(['digest', '--week', '2026-W45']);
  const env = 'MAIL_URL=outbox:.tayori/outbox';
  const { stderr } = await shell(
    site.root,
    `{ ${UNTIL_GONE}; ${env} $T send --week 2026-W45 --yes 2>&1; echo "exit $?" >&3; } 3>&2 | ${LEAVE}`,
  );
  expect(stderr).toBe('exit 0\n');
  expect((await site.files('.tayori/outbox')).filter((file) => file.endsWith('.eml'))).toHaveLength(1);
});

it('waits for a slow reader of a pipe that is shared with somebody who does not wait', async () => {
  const site = await openSite(posts);
  const path = join(site.root, 'pipe');
  execFileSync('mkfifo', [path]);
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const before = fill(pipe);
  // Node makes the first three descriptors of a process wait: so the pipe comes as the fourth.
  const line = `exec ${process.execPath} ${ENTRY} posts >&3`;
  const child = spawn('sh', ['-c', line], { cwd: site.root, stdio: ['ignore', 'ignore', 'inherit', pipe] });
  const code = new Promise((resolve) => child.on('close', resolve));
  const read = Buffer.alloc(2 ** 20);
  let length = 0;
  await until('all was read', () => {
    length += readWhatIsThere(pipe, read.subarray(length));
    return child.exitCode !== null && length > before;
  });
  expect(await code).toBe(0);
  length += readWhatIsThere(pipe, read.subarray(length));
  closeSync(pipe);
  expect(read.subarray(before, length).toString()).toBe((await site.run(['posts'])).stdout);
});

/** @returns how many bytes it took until it was full */
function fill(pipe: number): number {
  for (let length = 0; ; ) {
    try {
      length += writeSync(pipe, '-'.repeat(1000));
    } catch {
      return length;
    }
  }
}

function readWhatIsThere(pipe: number, into: Uint8Array): number {
  try {
    return readSync(pipe, into);
  } catch {
    return 0; // nothing, now
  }
}
