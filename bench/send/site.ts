/** A site with one digest of the size that is measured, and as many confirmed readers as are asked for. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeCorpus } from '../feeds/corpus.ts';
import { type Cost, measureWell, type Run } from '../measure.ts';
import type { Program } from '../program.ts';

const WEEK = '2026-W13';
/** How many posts the mail shows: about 62 KB of HTML and text. */
const SHOWN = 50;
const SIGNING_KEY = 'a-key-for-benchmarks-that-signs-nothing-real';

export type Site = {
  readonly root: string;
  /** Where `email.html` and `email.txt` are. */
  readonly digest: string;
  /** HTML and text, before any encoding. */
  readonly bytes: number;
};

export async function makeSite(program: Program, root: string): Promise<Site> {
  await mkdir(root, { recursive: true });
  writeCorpus(root, 400, { seed: 1, kilobytes: 4 });
  const path = join(root, 'tayori.config.ts');
  const config = await readFile(path, 'utf8');
  const limits = `  digest: { sectionLimit: ${SHOWN}, totalLimit: ${SHOWN} },\n  categories:`;
  await writeFile(path, config.replace('  categories:', limits));
  await measureWell(program.call(['digest', '--root', root, '--week', WEEK]));
  const digest = join(root, 'out/digests', WEEK);
  const sizes = await Promise.all(['email.html', 'email.txt'].map((file) => stat(join(digest, file))));
  return { root, digest, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

/** Fills a ledger once, and keeps it aside: each run begins with a copy. */
export async function importReaders(program: Program, site: Site, count: number): Promise<Cost> {
  await rm(folderOf(site), { recursive: true, force: true });
  const cost = await importInto(program, site, count, ledgerOf(site));
  await rm(kept(site, count), { recursive: true, force: true });
  await cp(folderOf(site), kept(site, count), { recursive: true });
  return cost;
}

/** @param ledger the environment that names a ledger, which is empty yet */
export async function importInto(
  program: Program,
  site: Site,
  count: number,
  ledger: Readonly<Record<string, string>>,
): Promise<Cost> {
  const list = join(site.root, `readers-${count}.csv`);
  await pipeline(Readable.from(rows(count)), createWriteStream(list));
  const words = ['subscribers', 'import', list, '--already-confirmed', 'bench', '--root', site.root];
  return measureWell(program.call(words, ledger));
}

/** The same site in a folder of its own, with the ledger that was kept aside; its mail is signed (DKIM). */
export async function withDkim(site: Site, root: string): Promise<Site> {
  await cp(site.root, root, { recursive: true });
  const path = join(root, 'tayori.config.ts');
  const config = await readFile(path, 'utf8');
  const dkim = "mail: { dkim: { domain: 'minato-keizai.example', selector: 'bench' },";
  await writeFile(path, config.replace('mail: {', dkim));
  return { ...site, root, digest: join(root, 'out/digests', WEEK) };
}

/** The environment of a run whose mail is signed, by the kind of the key: new ones each time. */
export function dkimKeys(): Readonly<Record<string, { readonly DKIM_KEY: string }>> {
  const written = ({ privateKey }: { readonly privateKey: KeyObject }) => ({
    DKIM_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  });
  return {
    'RSA 2048': written(generateKeyPairSync('rsa', { modulusLength: 2048 })),
    Ed25519: written(generateKeyPairSync('ed25519')),
  };
}

function* rows(count: number): Generator<string> {
  yield 'メールアドレス\n';
  for (let index = 1; index <= count; index += 1) yield `reader${index}@example.com\n`;
}

/** Not where the program keeps it by itself: there it would lie beside what else is kept. */
const folderOf = ({ root }: Pick<Site, 'root'>) => join(root, 'ledger');
/** The environment of a command that works on a ledger in a folder. */
export const ledgerIn = (folder: string) => ({ LEDGER_URL: `sqlite:${join(folder, 'ledger.db')}` });

/** The same for the ledger of a run. */
export const ledgerOf = (site: Pick<Site, 'root'>) => ledgerIn(folderOf(site));

const kept = (site: Site, count: number) => join(site.root, `ledger-${count}`);

/** Puts the ledger back to the moment after the import. */
export async function freshLedger(site: Site, count: number, folder = folderOf(site)): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await forgetSent(site);
  await cp(kept(site, count), folder, { recursive: true });
}

/** What the last run left beside the ledger says that a fresh one is older than what was sent. */
export async function forgetSent({ root }: Pick<Site, 'root'>): Promise<void> {
  for (const path of ['.tayori/sent', 'posts/.tayori-sent.json'])
    await rm(join(root, path), { recursive: true, force: true });
}

/** `status`, or `verify`, which reads each mail of the last run back. */
export function askLedger(program: Program, site: Site, command: 'status' | 'verify'): Run {
  return program.call([command, '--root', site.root, '--json'], { SIGNING_KEY, ...ledgerOf(site) });
}

export type Target = { readonly port: number; readonly connections: number; readonly readers: number };

/** @param env what names the ledger, and more that a run needs; by itself the ledger is the site's own */
export function sendDigest(
  program: Program,
  site: Site,
  target: Target,
  env: Readonly<Record<string, string>> = {},
): Run {
  const { root } = site;
  const { port, connections, readers } = target;
  return program.call(
    ['send', '--root', root, '--week', WEEK, '--yes', '--expect', String(readers), '--json'],
    {
      MAIL_URL: `smtp://127.0.0.1:${port}?connections=${connections}`,
      SIGNING_KEY,
      ...ledgerOf(site),
      ...env,
    },
  );
}
