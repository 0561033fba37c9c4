/**
 * How far a mailbox was read: the UID of the last mail, and the UIDVALIDITY under which UIDs count (RFC 9051, 2.3.1.1).
 * It lies in a file beside the ledger and counts only while the ledger knows that mail: with a ledger that was put back
 * from a backup the mailbox is read again, and what is known already does nothing.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PRIVATE_FOLDER, readText, writeWhole } from '../../files.ts';
import type { ImapPlace } from './imap-url.ts';

export type Position = {
  readonly validity: string;
  readonly uid: number;
  /** Of the last mail: by it the ledger knows it. */
  readonly hash: string;
};

const FILE = `${PRIVATE_FOLDER}/mailboxes.json`;

export async function readPosition(root: string, place: ImapPlace): Promise<Position | undefined> {
  const position = (await all(root))[keyOf(place)];
  return isPosition(position) ? position : undefined;
}

export async function keepPosition(root: string, place: ImapPlace, position: Position): Promise<void> {
  const positions = { ...(await all(root)), [keyOf(place)]: position };
  await writeWhole(join(root, FILE), `${JSON.stringify(positions, undefined, 2)}\n`, 0o600);
}

/** Names nobody. */
function keyOf({ user, host, port, folder }: ImapPlace): string {
  return createHash('sha256').update(`${user}\n${host}\n${port}\n${folder}`).digest('hex').slice(0, 32);
}

async function all(root: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(join(root, FILE)).catch(() => undefined);
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // cut off: the mailbox is read from its beginning
  }
}

function isPosition(value: unknown): value is Position {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['validity', 'hash'].every((key) => typeof Reflect.get(value, key) === 'string') &&
    Number.isSafeInteger(Reflect.get(value, 'uid'))
  );
}
