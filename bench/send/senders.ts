/** Who sends: ourselves, nodemailer's pool in three ways, and Postfix's `smtp-source` as the yardstick. */
import { join } from 'node:path';
import type { Run } from '../measure.ts';
import type { Program } from '../program.ts';
import type { Postfix } from './sinks.ts';
import { dkimKeys, freshLedger, ledgerIn, type Site, sendDigest, type Target } from './site.ts';

export type Sender = {
  readonly name: string;
  readonly about: string;
  /** Puts everything back to where it was before the last run. */
  reset(readers: number): Promise<void>;
  run(target: Target): Run;
};

export function ourselves(program: Program, site: Site): Sender {
  return {
    name: 'tayori',
    about: 'the whole of `tayori send`: start, plan, freeze, claims, marks and results in SQLite',
    reset: (readers) => freshLedger(site, readers),
    run: (target) => sendDigest(program, site, target),
  };
}

/** The same with the ledger in memory: what is left out is the wait for the disk, not the ledger. */
export function ourselvesInMemory(program: Program, site: Site, folder: string): Sender {
  return {
    name: 'tayori, ledger in /dev/shm',
    about: 'the same without a disk under the ledger: what syncing costs',
    reset: (readers) => freshLedger(site, readers, folder),
    run: (target) => sendDigest(program, site, target, ledgerIn(folder)),
  };
}

/** The same with each mail signed, once for each kind of key. @param site of `withDkim` */
export function ourselvesSigning(program: Program, site: Site): Sender[] {
  return Object.entries(dkimKeys()).map(([name, env]) => ({
    name: `tayori, DKIM, ${name}`,
    about: `the same with each mail signed by the publication itself (${name})`,
    reset: (readers) => freshLedger(site, readers),
    run: (target) => sendDigest(program, site, target, env),
  }));
}

const modes = [
  { mode: 'compose', about: '`sendMail` of HTML and text, its default encoding' },
  { mode: 'base64', about: '`sendMail` with `textEncoding: "base64"`' },
  { mode: 'raw', about: 'the same ready bytes to everyone: nothing of the message differs' },
] as const;

export function nodemailerPools({ digest }: Site): Sender[] {
  return modes.map(({ mode, about }) => ({
    name: `nodemailer pool, ${mode}`,
    about,
    reset: async () => {},
    run: ({ port, connections, readers }) => ({
      program: process.execPath,
      args: [join(import.meta.dirname, 'pool.ts'), mode, ...[port, connections, readers].map(String), digest],
    }),
  }));
}

/** @param bytes the size of a message on the wire, so that both move the same */
export function postfixSource({ source, env }: Postfix, bytes: number): Sender {
  return {
    name: 'smtp-source',
    about: `${bytes} bytes of nothing, the same to everyone, nothing kept`,
    reset: async () => {},
    run: ({ port, connections, readers }) => ({
      program: source,
      args: [
        '-d',
        '-s',
        String(connections),
        '-m',
        String(readers),
        '-l',
        String(bytes),
        `127.0.0.1:${port}`,
      ],
      env,
    }),
  };
}
