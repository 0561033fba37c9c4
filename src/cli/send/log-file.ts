/** The lines of a log file, as it is or packed with gzip, as log rotation leaves it. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { isErrno } from '../../files.ts';
import { type Problem, ProblemError } from '../../problem.ts';

/** How files begin that are packed in another way. */
const others = [
  { packed: 'bzip2', begins: /^BZh/, unpack: 'bunzip2' },
  { packed: 'xz', begins: /^\xfd7zXZ/, unpack: 'unxz' },
  { packed: 'zstd', begins: /^\x28\xb5\x2f\xfd/, unpack: 'unzstd' },
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
    const input = start.startsWith('\x1f\x8b') ? raw.pipe(createGunzip()) : raw;
    raw.on('error', (error) => input.destroy(error));
    input.setEncoding('latin1');
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const known = ['ENOENT', 'EACCES', 'EISDIR', 'Z_DATA_ERROR', 'Z_BUF_ERROR'] as const;
    if (!isErrno(error, ...known)) throw error;
    throw new ProblemError([unreadable(name, error)]);
  }
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
