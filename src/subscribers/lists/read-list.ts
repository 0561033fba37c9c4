/**
 * Reads a list from a file: UTF-8, the CP932 that Excel writes in Japan (the decoder calls it `shift_jis`), UTF-16 with
 * a byte order mark, which Excel calls "Unicode text", or the EUC-JP and ISO-2022-JP of old list programs. Other bytes
 * are refused: a list that is half mojibake would be worse than none.
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { isErrno } from '../../disk/files.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { csvReader, type Row } from './csv.ts';
import { foreignKind } from './file-kinds.ts';

type Encoding = 'utf-8' | 'iso-2022-jp' | 'euc-jp' | 'shift_jis' | 'utf-16le' | 'utf-16be';

type Candidate = {
  readonly encoding: Encoding;
  /** Each of these shows that the text is in another encoding. */
  readonly never?: readonly string[];
  /** What must be somewhere in the text. */
  readonly somewhere?: RegExp;
  /** Other languages have the same bytes: the first lines must be Japanese. */
  readonly isJapanese?: true;
};

/** Begin a change of letters in ISO-2022-JP. An escape alone does not: it comes with a name copied from a terminal. */
const CHANGES = ['\u001b$', '\u001b('];

/**
 * In turn. ISO-2022-JP is ASCII as well, with escapes around the Japanese: 退会 would not be read. Names in half-width
 * letters (ﾔﾏﾀﾞ) in Shift_JIS may keep the rules of EUC-JP, but never give hiragana or katakana there. What is in neither
 * of them may still be EUC-JP without both, such as a list of names in kanji.
 */
const CANDIDATES: readonly Candidate[] = [
  { encoding: 'utf-8', never: CHANGES },
  { encoding: 'iso-2022-jp', somewhere: /\p{sc=Hira}|\p{sc=Kana}|\p{sc=Han}/u },
  { encoding: 'euc-jp', somewhere: /[ぁ-んァ-ヶ]/ },
  { encoding: 'shift_jis', never: CHANGES, isJapanese: true },
  { encoding: 'euc-jp', somewhere: /\p{sc=Han}{2}/u, isJapanese: true },
];

/**
 * Words of headers. Korean (EUC-KR) is mostly EUC-JP or Shift_JIS too, as kanji that nobody wrote, so 수신거부 under a header
 * of that kind would be no word, and who refused would come in; Cyrillic and accented letters are half-width kana.
 */
const HEADER_WORDS =
  /[ぁ-んァ-ヶ名姓氏]|ﾒｰﾙ|ｱﾄﾞﾚｽ|ｼﾒｲ|ﾅﾏｴ|ﾒﾙﾏｶﾞ|ﾌﾘｶﾞﾅ|連絡|担当|住所|会員|会社|状態|状況|区分|種別|登録|退会|解約|配信|購読|停止|備考|部署|役職|電話|番号|分類|所属|郵便|性別|年齢|日付|宛先|送付|希望|同意|理由|件数|企業|団体|組織|読者|顧客|一覧/;
const FULL_WIDTH = /\p{sc=Hira}|\p{sc=Han}|[ァ-ヶ]/u;
/** `ﾉric` for Éric. */
const KANA_IN_LATIN = /[A-Za-z][\uff66-\uff9f]|[\uff66-\uff9f][A-Za-z]/;
/** 山田, as in a list of names alone. The bytes of other languages would give half-width kana and private signs too. */
const KANJI = /(?<![A-Za-z])\p{sc=Han}{2,}(?![A-Za-z]|\p{sc=Han})/u;
const NO_KANJI = /[\uff61-\uff9f\ue000-\uf8ff]/;

/** @param text the beginning of the file */
function isJapaneseText(text: string, encoding: Encoding): boolean {
  const lines = text.split(/[\r\n]+/, 6);
  if (!FULL_WIDTH.test(text) && KANA_IN_LATIN.test(text)) return false;
  const top = lines.slice(0, 5).join('\n');
  if (/^[\t -~]*$/.test(lines[0] ?? '') || HEADER_WORDS.test(top)) return true;
  return encoding === 'shift_jis' && KANJI.test(top) && !NO_KANJI.test(top);
}

/**
 * The records of a file, one chunk at a time.
 *
 * @param path absolute
 * @param file its name in messages
 * @throws ProblemError if the file cannot be read or decoded
 */
export async function* readList(path: string, file: string): AsyncGenerator<readonly Row[]> {
  // A device may have no end. What comes through a pipe is kept in a file first (piped-list.ts).
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile() && !found.isDirectory()) throw noFile(file);
  const encoding = await encodingOf(path, file);
  let reader: ReturnType<typeof csvReader> | undefined;
  for await (const text of decoded(path, file, encoding)) {
    if (reader === undefined) {
      const { delimiter, line, rest } = beginningOf(text);
      reader = csvReader(delimiter, line);
      yield reader.push(rest);
    } else yield reader.push(text);
  }
  if (reader !== undefined) yield reader.end();
}

async function encodingOf(path: string, file: string): Promise<Encoding> {
  const start = firstBytes(path, file);
  const kind = foreignKind(start);
  if (kind !== undefined) throw new ProblemError([fault(file, kind.what, kind.remedy)]);
  for (const candidate of candidates(start)) {
    try {
      if (await isIn(candidate, path, file)) return candidate.encoding;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // TextDecoder throws it for bytes of another encoding
    }
  }
  throw new ProblemError([
    fault(
      file,
      'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      'Save it from the spreadsheet as “CSV UTF-8 (comma delimited)”.',
    ),
  ]);
}

/** UTF-16 without a byte order mark has a zero in every plain letter: in the second byte, or in the first. */
function candidates(start: Uint8Array): readonly Candidate[] {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return [{ encoding: 'utf-16le' }];
  if (first === 0xfe && second === 0xff) return [{ encoding: 'utf-16be' }];
  const zeros = [0, 1].map((rest) => start.filter((byte, at) => byte === 0 && at % 2 === rest).length);
  const [inFirst = 0, inSecond = 0] = zeros;
  // A zero here and there is no UTF-16: some programs leave one in a cell, or fill cells up with them.
  if (Math.max(...zeros) < 3 || Math.max(...zeros) < 4 * Math.min(...zeros)) return CANDIDATES;
  return [{ encoding: inSecond > inFirst ? 'utf-16le' : 'utf-16be', never: ['\0'] }];
}

/** @throws TypeError if there are bytes that the encoding does not have */
async function isIn(
  { encoding, never, somewhere, isJapanese }: Candidate,
  path: string,
  file: string,
): Promise<boolean> {
  let isFound = somewhere === undefined;
  let isFirst = true;
  for await (const text of decoded(path, file, encoding)) {
    if (never?.some((one) => text.includes(one)) === true) return false;
    if (isJapanese === true && isFirst && !isJapaneseText(text, encoding)) return false;
    isFirst = false;
    isFound ||= somewhere?.test(text) === true;
  }
  return isFound;
}

function firstBytes(path: string, file: string): Uint8Array {
  const bytes = new Uint8Array(64);
  try {
    const descriptor = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw asProblem(file, error);
  }
}

async function* decoded(path: string, file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true }); // without an encoding, chunks are bytes
      if (text !== '') yield text;
    }
  } catch (error) {
    throw asProblem(file, error);
  }
  const tail = decoder.decode();
  if (tail !== '') yield tail;
}

function asProblem(file: string, error: unknown): unknown {
  if (isErrno(error, 'ENOENT', 'ENOTDIR')) return missing(file, error);
  if (isErrno(error, 'EISDIR', 'EACCES', 'EPERM')) return closed(file, error);
  return error;
}

/** `sep=;` on the first line tells Excel the delimiter; it is no line of the list. */
function beginningOf(text: string): {
  readonly delimiter: string;
  readonly line: number;
  readonly rest: string;
} {
  const [all, told] = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text) ?? [];
  if (all !== undefined && told !== undefined)
    return { delimiter: told, line: 2, rest: text.slice(all.length) };
  return { delimiter: delimiterOf(text), line: 1, rest: text };
}

/** The possible delimiter that is most frequent in the header line. */
function delimiterOf(text: string): string {
  const header = text.split(/[\r\n]/, 1)[0] ?? '';
  const count = (sign: string) => header.split(sign).length;
  return [',', '\t', ';', '|'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function fault(file: string, message: string, hint: string): Problem {
  return { code: 'subscriber-file', message, hint, at: { file } };
}

function missing(file: string, cause: unknown): ProblemError {
  return new ProblemError(
    [fault(file, 'There is no such file.', 'Check the path; it is looked for from where you are.')],
    { cause },
  );
}

function closed(file: string, cause: unknown): ProblemError {
  return new ProblemError(
    [fault(file, 'The file can not be read.', 'Name a file, not a folder, that you may read.')],
    { cause },
  );
}

function noFile(file: string): ProblemError {
  return new ProblemError([
    fault(file, 'This is a device, not a file.', 'Name a file, or `-` for what comes through a pipe.'),
  ]);
}
