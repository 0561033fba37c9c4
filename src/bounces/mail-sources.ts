/**
 * Where mails come from: files, mboxes, maildirs, folders of mails, or the standard input. Only one mail is in memory
 * at a time, however long a mailbox is.
 */
import { createReadStream, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isErrno, makeFolder } from '../files.ts';
import { ProblemError } from '../problem.ts';

export type IncomingMail = {
  /** A name for people: the file, and in an mbox also the number of the mail. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Marks a new mail in a maildir as read; for other sources it does nothing. */
  readonly done: () => void;
};

/** A longer mail is cut: what it says is at its beginning. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * @param path `-` is the standard input
 * @throws ProblemError (file-unreadable)
 */
export async function* mailsIn(path: string, named: string): AsyncGenerator<IncomingMail> {
  try {
    if (named === '-') yield* fromStream(createReadStream('', { fd: 0, autoClose: false }), 'stdin');
    else if (!statSync(path).isDirectory()) yield* fromStream(createReadStream(path), named);
    else yield* fromFolder(path, named);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM')) throw error;
    throw new ProblemError([unreadable(named, error)]);
  }
}

/** In a maildir the mails are in `new` and `cur`; in any other folder each file is a mail. */
function* fromFolder(path: string, named: string): Generator<IncomingMail> {
  const names = readdirSync(path, { withFileTypes: true });
  const isMaildir = names.some((entry) => entry.isDirectory() && /^(?:new|cur)$/.test(entry.name));
  const folders = isMaildir ? ['new', 'cur'].filter((name) => names.some((one) => one.name === name)) : [''];
  // List all names before the first mail: a mail that is marked as read moves to `cur`, and would be read twice.
  const files = folders.flatMap((folder) => filesIn(join(path, folder)).map((name) => ({ folder, name })));
  for (const { folder, name } of files) {
    const file = join(path, folder, name);
    const done = folder === 'new' ? () => markRead(file) : () => {};
    yield { file: join(named, folder, name), bytes: readFileSync(file).subarray(0, MOST_BYTES), done };
  }
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map(({ name }) => name).sort();
}

/** `new/NAME` becomes `cur/NAME:2,S`, as mail programs do (https://cr.yp.to/proto/maildir.html). */
function markRead(file: string): void {
  const folder = join(dirname(dirname(file)), 'cur');
  makeFolder(folder);
  renameSync(file, join(folder, `${basename(file)}:2,S`));
}

const LINE_END = 0x0a;
/** The line before each mail in an mbox: `From SENDER Sat Oct  4 08:00:09 2025` (RFC 4155). */
const FROM_LINE = /^From \S.{0,300}\d{1,2}:\d{2}.{0,40}\d{4}/;

/** Cuts an mbox at its From lines; any other stream is one mail. */
async function* fromStream(stream: AsyncIterable<Buffer>, named: string): AsyncGenerator<IncomingMail> {
  let lines: Buffer[] = [];
  let [size, count, isMbox, afterEmpty] = [0, 0, false, true];
  const mail = (): IncomingMail => {
    count += 1;
    const bytes = Buffer.concat(isMbox ? lines.map(unescaped) : lines);
    [lines, size] = [[], 0];
    return { file: isMbox ? `${named}#${count}` : named, bytes, done: () => {} };
  };
  let isFirst = true;
  for await (const line of linesOf(stream)) {
    const isFrom = afterEmpty && FROM_LINE.test(line.toString('latin1', 0, 400));
    if (isFirst) isMbox = isFrom;
    if (isMbox && isFrom) {
      if (!isFirst) yield mail();
    } else if (size < MOST_BYTES) {
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
    if (rest.length > MOST_BYTES) {
      yield rest;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield rest;
}

function unreadable(file: string, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'file-unreadable',
    message: `The mails can not be read: ${reason}.`,
    hint: 'Name a file, an mbox or a maildir that is there and that you may read; `-` reads the standard input.',
    at: { file },
  } as const;
}
