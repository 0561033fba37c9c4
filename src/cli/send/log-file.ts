/** The lines of a log file, as it is or packed with gzip or zstd, as log rotation leaves it. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { isErrno } from '../../disk/files.ts';
import { type Problem, ProblemError } from '../../problem.ts';

/** How files begin that are unpacked on the way. */
const unpackers = [
  { begins: '\x1f\x8b', open: () => createGunzip() },
  { begins: '\x28\xb5\x2f\xfd', open: () => createZstdDecompress() },
] as const;

/** How files begin that are packed in another way. */
const others = [
  { packed: 'bzip2', begins: /^BZh/, unpack: 'bunzip2' },
  { packed: 'xz', begins: /^\xfd7zXZ/, unpack: 'unxz' },
] as const;

/**
 * @param file absolute
 * @param name as the person wrote it
 * @throws ProblemError (file-unreadable)
 */
export async function* linesOf(file: string, name: string): AsyncGenerator<string> {
  try {
    const start = await beginningOf(file);
    const other = others.find(({ begins }) => begins.test(start));
    if (other !== undefined) throw new ProblemError([packedOtherwise(name, other)]);
    const raw = createReadStream(file);
    const unpack = unpackers.find(({ begins }) => start.startsWith(begins))?.open;
    const input = unpack === undefined ? raw : raw.pipe(unpack());
    raw.on('error', (error) => input.destroy(error));
    input.setEncoding('latin1');
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const known = ['ENOENT', 'EACCES', 'EISDIR', 'Z_DATA_ERROR', 'Z_BUF_ERROR'] as const;
    if (!isErrno(error, ...known) && !isUnpackError(error)) throw error;
    throw new ProblemError([unreadable(name, error)]);
  }
}

/** `ZSTD_error_prefix_unknown` and its like: a packed file that is cut off or damaged. */
function isUnpackError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z|ZSTD)_/i.test(String(error.code));
}

async function beginningOf(file: string): Promise<string> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.toString('latin1', 0, bytesRead);
}

function packedOtherwise(file: string, { packed, unpack }: (typeof others)[number]): Problem {
  return {
    code: 'file-unreadable',
    message: `The mail log is packed with ${packed}, which is not read here.`,
    hint: `Unpack it with \`${unpack} --keep ${file}\`, and name what comes out.`,
    at: { file },
  };
}

function unreadable(file: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'file-unreadable',
    message: `The mail log can not be read: ${reason}.`,
    hint: 'Name a file that is there and that you may read: `--log /var/log/mail.log`.',
    at: { file },
  };
}
