/** Which files name people or hold secrets, told by their names: they must lie neither in a public folder nor in Git. */
import { type Diagnosis, fault, ok } from './diagnosis.ts';

/** Secrets and ledgers, wherever they are. */
const SECRET: readonly (readonly [what: string, name: RegExp])[] = [
  ['secrets', /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?$/],
  ['the ledger, or what lies beside it', /(?:^|\/)\.tayori\//],
  ['a ledger or a backup', /\.(?:db|sqlite3?)(?:-(?:wal|shm|journal))?$/i],
  ['mails to single people', /\.eml$/i],
  ['a private key', /(?:^|\/)(?:id_(?:rsa|ed25519)|[\w.-]+\.(?:pem|p12|pfx))$/i],
];
/** What may be a list of people: its beginning tells. */
const LIST = /\.(?:csv|tsv|xlsx)$/i;

/** @returns what it would be; `undefined` where the name says nothing */
export function secretIn(path: string): string | undefined {
  return SECRET.find(([, name]) => name.test(path))?.[0];
}

export function mayBeList(path: string): boolean {
  return LIST.test(path);
}

/** @param text the beginning of a file; two addresses make a list, one may be that of its author */
export function namesPeople(text: string): boolean {
  const found = text.match(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g) ?? [];
  return new Set(found.map((address) => address.toLowerCase())).size >= 2;
}

export type Exposed = { readonly path: string; readonly what: string };

/** @param where as in `Git`, `out/` */
export function judgeExposed(where: string, exposed: readonly Exposed[], next: string): Diagnosis[] {
  if (exposed.length === 0) return [ok(`Nothing private lies in ${where}.`)];
  return exposed.map(({ path, what }) => fault(`${path} lies in ${where}, and holds ${what}.`, next));
}
