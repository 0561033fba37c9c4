/**
 * How far a mailbox was read: the UID of the last mail, and the UIDVALIDITY that its UIDs belong to (RFC 9051,
 * 2.3.1.1). This lies in a file beside the ledger and counts only while the ledger knows the last mail. After a ledger
 * was restored from a backup, the mailbox is read again from the start; mails that the ledger knows change nothing.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { readText, writeWhole } from '../../disk/files.ts';
import { PRIVATE_FOLDER } from '../../disk/private-folder.ts';
import type { ImapPlace } from './imap-url.ts';

export type Position = {
  readonly validity: string;
  readonly uid: number;
  /** The hash of the last mail, by which the ledger knows it. */
  readonly hash: string;
};

const FILE = `${PRIVATE_FOLDER}/mailboxes.json`;

/** @returns how far the mailbox was read; `undefined` if it never was */
export async function readPosition(root: string, place: ImapPlace): Promise<Position | undefined> {
  const position = (await all(root))[keyOf(place)];
  return isPosition(position) ? position : undefined;
}

export async function keepPosition(root: string, place: ImapPlace, position: Position): Promise<void> {
  const positions = { ...(await all(root)), [keyOf(place)]: position };
  await writeWhole(join(root, FILE), `${JSON.stringify(positions, undefined, 2)}\n`, 0o600);
}

/** A hash, so that the file names nobody. */
function keyOf({ user, host, port, folder }: ImapPlace): string {
  return hash('sha256', `${user}\n${host}\n${port}\n${folder}`).slice(0, 32);
}

async function all(root: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(join(root, FILE)).catch(() => undefined);
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // the file is cut off: read the mailbox from its beginning
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
