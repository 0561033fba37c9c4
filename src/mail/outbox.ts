/**
 * The outbox: a folder of `.eml` files, one for each message, which any mail program can open. Nothing leaves the
 * machine. A message that is delivered again replaces its own file, so running twice leaves no copies.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { namesIn, removeFile, writeWhole } from '../disk/files.ts';
import { makeClosedFolder } from '../disk/private-folder.ts';
import { stampOf } from '../disk/scan-files.ts';
import type { Message, Transport } from './transport.ts';

/** Only the owner may read a message: it names a person, and its links act for that person. */
const OWNER_ONLY = 0o600;

/** The number of disk writes that run at the same time. */
const CONNECTIONS = 8;

/** @param folder absolute; created when the first message comes */
export function openOutbox(folder: string, name: string): Transport {
  const closed = new Set<string>();
  return {
    name,
    channel: 'rehearsal',
    connections: CONNECTIONS,
    deliver: async (message, mark) => {
      if (!(await mark())) return { kind: 'lost' };
      const file = fileOf(message);
      if (!closed.has(message.mailing)) makeClosedFolder(join(folder, message.mailing));
      closed.add(message.mailing);
      await writeWhole(join(folder, file), Buffer.concat(message.content), OWNER_ONLY);
      return { kind: 'accepted', code: 250, response: `written to ${file}` };
    },
    forget: async (to) => {
      for (const mailing of namesIn(folder)) {
        const file = join(folder, fileOf({ mailing, envelope: { from: '', to } }));
        if (stampOf(file) !== undefined) await removeFile(file);
      }
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/**
 * For example `2025-W45/hanako@example.jp.eml`: sorted by address, safe on every file system. If some file system would
 * refuse the letters of an address, or take it for another address, a part of its hash is added.
 */
export function fileOf({ mailing, envelope }: Pick<Message, 'mailing' | 'envelope'>): string {
  const plain = envelope.to.replace(/[^a-z0-9@._+-]/g, '_').slice(0, 180);
  const print = hash('sha256', envelope.to).slice(0, 10);
  const safe = /^[^.]/.test(plain) ? plain : `_${plain}`;
  return `${mailing}/${safe === envelope.to ? safe : `${safe}~${print}`}.eml`;
}
