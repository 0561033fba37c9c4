/**
 * Moves the files that an earlier version kept in `data/` and `.cache/tayori` to `.tayori/`, at the first use. Each
 * thing moves by one rename, the ledger last: if a command is interrupted, the next one continues, and no command ever
 * finds an empty ledger because a default has changed. If the environment names an old place, nothing moves from there,
 * and nothing is ever replaced.
 */
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isErrno } from '../../disk/files.ts';
import { makeFolder, PRIVATE_FOLDER } from '../../disk/private-folder.ts';
import { DEFAULT_LEDGER, ledgerFile } from '../../ledger/open.ts';
import { DEFAULT_MAIL_URL, isOutbox } from '../../mail/mail-url.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { markerEnd, SENT_FOLDER } from '../../sending/sent-marker.ts';
import type { World } from '../command.ts';

const OLD_LEDGER = 'sqlite:data/tayori.db';

type Move = {
  readonly from: string;
  readonly to: string;
  /**
   * Moves it.
   * @throws the errors of the file system
   */
  readonly move: (from: string, to: string) => Promise<void> | void;
};

const sqlite = async (from: string, to: string): Promise<void> => {
  const { foldLog } = await import('../../ledger/sqlite/sqlite.ts');
  foldLog(from);
  renameSync(from, to);
  rmSync(`${from}.locks`, { recursive: true, force: true });
};

/** In this order. The ledger is the last, because it must never seem to be missing. */
const moves: readonly Move[] = [
  { from: 'data/outbox', to: DEFAULT_MAIL_URL.replace('outbox:', ''), move: renameSync },
  { from: 'data/sent', to: SENT_FOLDER, move: moveMarkers },
  { from: 'data/websub.json', to: `${PRIVATE_FOLDER}/websub.json`, move: renameSync },
  { from: 'data/sample.db', to: `${PRIVATE_FOLDER}/sample.db`, move: sqlite },
  { from: 'data/tayori.db', to: DEFAULT_LEDGER.replace('sqlite:', ''), move: sqlite },
];

/** The name of a marker comes from the URL of its ledger; the default ledger has another URL now. */
function moveMarkers(from: string, to: string): void {
  makeFolder(to);
  for (const name of readdirSync(from)) {
    const renamed = name.replace(markerEnd(OLD_LEDGER), markerEnd(DEFAULT_LEDGER));
    renameSync(join(from, name), join(to, renamed));
  }
  rmdirSync(from);
}

/**
 * @throws ProblemError (ledger-two) if a thing is at its old and at its new place, and (ledger-busy) while another
 * process uses the old ledger
 */
export async function leaveOldPlaces({
  root,
  env,
  output,
}: Pick<World, 'root' | 'env' | 'output'>): Promise<void> {
  clearOldCache(root);
  // A folder `data` without our ledgers belongs to somebody else.
  if (!['data/tayori.db', 'data/sample.db'].some((file) => existsSync(join(root, file)))) return;
  const here = moves.filter(({ from }) => existsSync(join(root, from)) && !isNamed(from, root, env));
  const twice = here.filter(({ from, to }) => isTaken(join(root, to)) && from !== 'data/sent');
  if (twice.length > 0) throw new ProblemError(twice.map(inBothPlaces));
  for (const { from, to, move } of here) {
    makeFolder(dirname(join(root, to)));
    try {
      await move(join(root, from), join(root, to));
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error; // another command moved it at the same time
    }
  }
  removeIfEmpty(join(root, 'data'));
  if (here.length > 0)
    output.note(
      `Moved to ${PRIVATE_FOLDER}/, where everything private lies now: ${here.map(({ from }) => from).join(', ')}.`,
    );
}

/** Whether LEDGER_URL or MAIL_URL name the old place: then it must stay there. */
function isNamed(from: string, root: string, { LEDGER_URL, MAIL_URL }: World['env']): boolean {
  const place = resolve(root, from);
  const ledger = LEDGER_URL === undefined ? undefined : ledgerFile(LEDGER_URL, root);
  const outbox =
    MAIL_URL !== undefined && isOutbox(MAIL_URL)
      ? resolve(root, MAIL_URL.slice('outbox:'.length))
      : undefined;
  if (ledger === resolve(root, 'data/tayori.db') && from === 'data/sent') return true;
  return place === ledger || place === outbox;
}

/** Whether something is at the new place already. An empty folder does not count. */
function isTaken(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return readdirSync(path).length > 0;
  } catch {
    return true; // not a folder but a file
  }
}

function inBothPlaces({ from, to }: Move): Problem {
  return {
    code: 'ledger-two',
    message: `${from} is where an earlier version looked, and ${to} is there too: only you can know which one counts.`,
    hint: `Look at both (\`LEDGER_URL=sqlite:${from} tayori status\` for a ledger), and rename or remove the one that does not count.`,
    at: { file: from },
  };
}

/** The old cache can be made again, so it is deleted. A link is left alone. */
function clearOldCache(root: string): void {
  if (!existsSync(join(root, '.cache/tayori'))) return;
  rmSync(join(root, '.cache/tayori'), { recursive: true, force: true });
  removeIfEmpty(join(root, '.cache'));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR')) throw error;
  }
}
