/**
 * Where mails come from: files, mboxes, maildirs, folders of mails, or the standard input. Only one mail is in memory
 * at a time, however long a mailbox is.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrno } from '../disk/files.ts';
import { isFolder, makeFolder } from '../disk/private-folder.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { BEGINNING, beginsAsMail, FROM_LINE } from './mail-beginning.ts';

export type IncomingMail = {
  /** A name for people: the file, and in an mbox also the number of the mail. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Marks the mail as read; `undefined` where nothing is to be marked, as for a file or an old mail of a maildir. */
  readonly done: (() => void) | undefined;
};

/** In bytes. A longer mail is cut: what it says is at its beginning. */
export const LONGEST_MAIL = 8 * 1024 * 1024;

export type Reading = {
  /** In ms: how long to wait for a program that writes into an mbox. */
  readonly patience?: number;
  /** Told the names of files in a folder that are no mails: they are left as they are. If missing, all are read. */
  readonly onOther?: ((file: string) => void) | undefined;
};

/**
 * If one mail in a folder can not be read, or not be marked, the others are read all the same.
 *
 * @param path `-` is the standard input
 * @throws ProblemError (file-unreadable) after the last mail
 */
export async function* mailsIn(
  path: string,
  named: string,
  { patience = LOCKED_FOR, onOther }: Reading = {},
): AsyncGenerator<IncomingMail> {
  const trouble: Problem[] = [];
  try {
    if (named === '-') yield* fromStream(createReadStream('', { fd: 0, autoClose: false }), 'stdin');
    else if (!statSync(path).isDirectory()) yield* fromFile(path, named, patience);
    else yield* fromFolder(path, named, { trouble, patience, onOther });
  } catch (error) {
    trouble.push(asProblem(named, error, unreadable));
  }
  if (trouble.length > 0) throw new ProblemError(trouble);
}

/** In a maildir the mails are in `new` and `cur`; in any other folder each file is a mail, or an mbox. */
async function* fromFolder(
  path: string,
  named: string,
  { trouble, patience, onOther }: Required<Reading> & { readonly trouble: Problem[] },
): AsyncGenerator<IncomingMail> {
  const places = ['new', 'cur'].filter((name) => isFolder(join(path, name)));
  // List all names before the first mail: a mail that is marked as read moves to `cur`, and would be read twice.
  const files = (places.length > 0 ? places : ['']).flatMap((folder) =>
    filesIn(join(path, folder)).map((name) => ({ folder, name })),
  );
  for (const { folder, name } of files) {
    const [file, as] = [join(path, folder, name), join(named, folder, name)];
    try {
      if (folder === '' && onOther !== undefined && isOther(file)) onOther(as);
      else if (folder === '') yield* fromFile(file, as, patience);
      else
        yield {
          file: as,
          bytes: beginningOf(file),
          done: folder === 'new' ? () => markRead(file, as, trouble) : undefined,
        };
    } catch (error) {
      // Another program moved or deleted it since the folder was listed: the next run finds it in its new place.
      if (!isErrno(error, 'ENOENT')) trouble.push(asProblem(as, error, unreadable));
    }
  }
}

/** A link counts as what it points to; pipes and sockets are no mails. */
function filesIn(folder: string): string[] {
  const isMail = (name: string) =>
    !name.startsWith('.') && !name.endsWith('.lock') && mayBeFile(join(folder, name));
  return readdirSync(folder).filter(isMail).sort();
}

/** A link that leads in a circle may be a file: the one who opens it says what is wrong with it. */
function mayBeFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return true;
  }
}

/** An empty file is nothing at all, and no mail comes of it. */
function isOther(file: string): boolean {
  return statSync(file).size > 0 && !beginsAsMail(beginningOf(file, BEGINNING));
}

function beginningOf(file: string, most = LONGEST_MAIL): Uint8Array {
  const opened = openSync(file, 'r');
  try {
    const parts: Buffer[] = [];
    for (let left = most; left > 0; ) {
      const part = Buffer.alloc(Math.min(left, 256 * 1024));
      const count = readSync(opened, part);
      if (count === 0) break;
      parts.push(part.subarray(0, count));
      left -= count;
    }
    return Buffer.concat(parts);
  } finally {
    closeSync(opened);
  }
}

/** `new/NAME` becomes `cur/NAME:2,S`, as mail programs do (https://cr.yp.to/proto/maildir.html). */
function markRead(file: string, named: string, trouble: Problem[]): void {
  const folder = join(dirname(dirname(file)), 'cur');
  try {
    makeFolder(folder);
    renameSync(file, join(folder, `${basename(file)}:2,S`));
  } catch (error) {
    // A mail program was quicker, and moved it.
    if (!isErrno(error, 'ENOENT')) trouble.push(asProblem(named, error, unmarked));
  }
}

/** A program that delivers into an mbox keeps `FILE.lock` beside it while it writes. */
async function* fromFile(path: string, named: string, patience: number): AsyncGenerator<IncomingMail> {
  const lock = `${path}.lock`;
  for (let waited = 0; existsSync(lock) && waited < patience; waited += LOOK_EVERY) await sleep(LOOK_EVERY);
  if (existsSync(lock)) throw new ProblemError([beingWritten(named)]);
  yield* fromStream(createReadStream(path), named);
}

/** In ms. */
const LOCKED_FOR = 5000;
const LOOK_EVERY = 100;

const LINE_END = 0x0a;

/** Cuts an mbox at its From lines; any other stream is one mail. */
async function* fromStream(stream: AsyncIterable<Buffer>, named: string): AsyncGenerator<IncomingMail> {
  let lines: Buffer[] = [];
  let [size, count, isMbox, afterEmpty] = [0, 0, false, true];
  const mail = (): IncomingMail => {
    count += 1;
    const bytes = Buffer.concat(isMbox ? lines.map(unescaped) : lines);
    [lines, size] = [[], 0];
    return { file: isMbox ? `${named}#${count}` : named, bytes, done: undefined };
  };
  let isFirst = true;
  for await (const line of linesOf(stream)) {
    const isFrom = afterEmpty && FROM_LINE.test(line.toString('latin1', 0, 400));
    if (isFirst) isMbox = isFrom;
    if (isMbox && isFrom) {
      if (!isFirst) yield mail();
    } else if (size < LONGEST_MAIL) {
      lines.push(line);
      size += line.length;
    }
    afterEmpty = /^\r?\n?$/.test(line.toString('latin1', 0, 3));
    isFirst = false;
  }
  if (!isFirst) yield mail();
}

/** In an mbox, `>From ` stands for a line of the mail that begins with `From `. */
function unescaped(line: Buffer): Buffer {
  return /^>+From /.test(line.toString('latin1', 0, 20)) ? line.subarray(1) : line;
}

/** Yields lines with their line ends; a line that never ends comes in pieces. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END, from)) {
      yield rest.subarray(from, end + 1);
      from = end + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > LONGEST_MAIL) {
      yield rest;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield rest;
}

/** @throws the error itself if it is not one of the disk: then it is a fault of this program */
function asProblem(
  file: string,
  error: unknown,
  problem: (file: string, reason: string) => Problem,
): Problem {
  if (error instanceof ProblemError && error.problems[0] !== undefined) return error.problems[0];
  if (!(error instanceof Error) || !('syscall' in error)) throw error;
  return problem(file, error.message);
}

function unreadable(file: string, reason: string): Problem {
  return {
    code: 'file-unreadable',
    message: `The mails can not be read: ${reason}.`,
    hint: 'Name a file, an mbox or a maildir that is there and that you may read; `-` reads the standard input.',
    at: { file },
  };
}

function unmarked(file: string, reason: string): Problem {
  return {
    code: 'file-unreadable',
    message: `The mail was taken in, and can not be marked as read: ${reason}.`,
    hint: 'Let this user write to the maildir, or leave out `--move`: what was taken in is never taken in twice.',
    at: { file },
  };
}

function beingWritten(file: string): Problem {
  return {
    code: 'file-unreadable',
    message: `A mail is being written into it: ${file}.lock is there.`,
    hint: 'Run it again. If no program writes to it, an earlier one left the lock: delete it.',
    at: { file },
  };
}
