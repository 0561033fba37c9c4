/**
 * Which files name people or hold secrets, judged by their names: they must be neither in a public folder nor in Git.
 */
import { type Diagnosis, fault, ok } from './diagnosis.ts';

/** Secrets and ledgers, in any folder. */
const SECRET: readonly (readonly [what: string, name: RegExp])[] = [
  ['secrets', /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?$/],
  ['the ledger, or what lies beside it', /(?:^|\/)\.tayori\//],
  ['a ledger or a backup', /\.(?:db|sqlite3?)(?:-(?:wal|shm|journal))?$/i],
  ['mails to single people', /\.eml$/i],
  ['a private key', /(?:^|\/)(?:id_(?:rsa|ed25519)|[\w.-]+\.(?:pem|p12|pfx))$/i],
];
/** Files that may be a list of people: the beginning of their text decides. */
const LIST = /\.(?:csv|tsv|xlsx)$/i;

/** @returns what the file probably is; `undefined` if the name says nothing */
export function secretIn(path: string): string | undefined {
  return SECRET.find(([, name]) => name.test(path))?.[0];
}

export function mayBeList(path: string): boolean {
  return LIST.test(path);
}

/** @param text the beginning of a file. Two addresses make a list; a single one may be the author's */
export function namesPeople(text: string): boolean {
  const found = text.match(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g) ?? [];
  return new Set(found.map((address) => address.toLowerCase())).size >= 2;
}

export type Exposed = { readonly path: string; readonly what: string };

/** @param where for example `Git` or `out/` */
export function judgeExposed(where: string, exposed: readonly Exposed[], next: string): Diagnosis[] {
  if (exposed.length === 0) return [ok(`Nothing private lies in ${where}.`)];
  return exposed.map(({ path, what }) => fault(`${path} lies in ${where}, and holds ${what}.`, next));
}
