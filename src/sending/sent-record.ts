/**
 * The record of digests that left by mail, `.tayori-sent.json` in the posts folder: which, since when, and from which
 * ledgers. It lies outside `.tayori/` and is committed with the posts, so it survives a ledger that is lost with
 * everything beside it. It holds no name and no number of people. Each digest is one line, so that Git can merge
 * branches.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { readText, writeWhole } from '../disk/files.ts';
import { DEFAULT_LEDGER } from '../ledger/open.ts';
import { splitUrl } from '../ledger/postgres/servers.ts';
import { ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import type { Settings } from '../settings.ts';

const FILE = '.tayori-sent.json';

/** The site, and the environment that names the ledger. */
export type RecordPlace = { readonly root: string; readonly env: Environment; readonly settings: Settings };

const recorded = v.object({ first: v.string(), ledgers: v.array(v.string()) });
const schema = v.record(v.string(), recorded);

/** Its path, from the site folder. */
export function recordFile({ settings }: Pick<RecordPlace, 'settings'>): string {
  return `${settings.site.posts}/${FILE}`;
}

/** The print of the ledger that the environment names. */
export function ledgerPrint({ env }: Pick<RecordPlace, 'env'>): string {
  return printOf(env.LEDGER_URL ?? DEFAULT_LEDGER);
}

/**
 * A short text that tells one ledger from another. Of a database server only hosts and database count: a new password
 * makes no other ledger.
 */
export function printOf(url: string): string {
  return hash('sha256', /^postgres/i.test(url) ? databaseOf(url) : url).slice(0, 8);
}

/** `postgres:///letter?host=/run/postgresql` names its server behind the `?`. */
function databaseOf(url: string): string {
  const { hosts, path, query } = splitUrl(url);
  const asked = new URLSearchParams(query);
  const named = ['host', 'port'].flatMap((key) => asked.getAll(key).map((value) => `${key}=${value}`));
  return `postgres://${hosts}${path}${named.length === 0 ? '' : `?${named.join('&')}`}`;
}

export type Recorded = v.InferOutput<typeof recorded>;

/** @throws ProblemError (sent-unreadable): without it nobody knows whether the digest has left */
export async function readRecord(place: RecordPlace): Promise<Readonly<Record<string, Recorded>>> {
  const file = recordFile(place);
  const text = await readText(join(place.root, file));
  if (text === undefined) return {};
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (read.success) return read.output;
  throw new ProblemError([
    {
      code: 'sent-unreadable',
      message: `The record of the digests that were sent can not be read: ${read.issues[0].message}.`,
      hint: `Take it back from version control (\`git checkout -- ${file}\`), or mend what a merge left in it.`,
      at: { file },
    },
  ]);
}

/** Adds a digest, and the ledger that it is sent from. What is recorded already stays. */
export async function record(place: RecordPlace, id: string, now: Date): Promise<void> {
  const known = await readRecord(place);
  const before = known[id];
  const own = ledgerPrint(place);
  if (before?.ledgers.includes(own)) return;
  const after = { first: before?.first ?? now.toISOString(), ledgers: [...(before?.ledgers ?? []), own] };
  await write(place, { ...known, [id]: after });
}

/** No mail left from this ledger after all: for example, the mail server could not be reached. */
export async function unrecord(place: RecordPlace, id: string): Promise<void> {
  const { [id]: before, ...others } = await readRecord(place);
  const own = ledgerPrint(place);
  if (!before?.ledgers.includes(own)) return;
  const ledgers = before.ledgers.filter((print) => print !== own);
  await write(place, ledgers.length === 0 ? others : { ...others, [id]: { ...before, ledgers } });
}

async function write(place: RecordPlace, all: Readonly<Record<string, Recorded>>): Promise<void> {
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, one]) => `  ${JSON.stringify(name)}: ${JSON.stringify(one)}`);
  const text = lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
  await writeWhole(join(place.root, recordFile(place)), text);
}
