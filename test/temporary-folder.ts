/**
 * One folder for all that the tests write, taken away when they have ended: a run leaves nothing behind on the machine.
 * It stands before the workers begin, and they inherit its name.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => void {
  const before = process.env['TMPDIR'];
  // A short name: the path of a Unix socket has a hundred letters at most.
  const folder = mkdtempSync(join(tmpdir(), 'tayori-'));
  chmodSync(folder, 0o1777); // like /tmp: PostgreSQL does not run as root, and writes here as somebody else
  process.env['TMPDIR'] = folder;
  process.env['TEST_POSTGRES'] = join(folder, 'postgres'); // made by the first test that needs it (test/postgres.ts)
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
