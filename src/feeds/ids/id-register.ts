/**
 * The register of ids, `.tayori-ids.json` in the posts folder: the feed id of every post that was ever published. It is
 * committed with the posts and has one line for each post, so that Git can merge branches line by line.
 */
import * as v from 'valibot';
import { ProblemError } from '../../problem.ts';

const FILE = '.tayori-ids.json';

/** @param posts the posts folder, from the site folder */
export function registerFile(posts: string): string {
  return `${posts}/${FILE}`;
}

/** The form of an id. Another form is a mistake, made by an editor or in a merge. */
const ID = /^(?:https?|urn|tag):[\x21-\x7e]+$/i;

const registered = v.object({
  id: v.pipe(v.string(), v.regex(ID, 'an id is no absolute URI')),
  /** The URL at the last build. */
  url: v.string(),
  /** ISO 8601, in UTC. */
  published: v.string(),
  /** A hash of the title; the title itself is in the post. */
  title: v.string(),
  /** Hashes by which the text is recognised: see text-fingerprint.ts. */
  sketch: v.array(v.string()),
  /** The file did not exist any more at the last build. */
  gone: v.optional(v.literal(true)),
});

/** What the register knows about a published post. */
export type Registered = Readonly<v.InferOutput<typeof registered>>;

/** By file, relative to the site folder. */
export type Register = Readonly<Record<string, Registered>>;

/**
 * @param text the content of the file; `undefined` if there is none yet
 * @param file its name, from the site folder
 * @throws ProblemError (ids-unreadable). Without the register every post would get a new id, so the build stops
 */
export function readRegister(text: string | undefined, file = registerFile('posts')): Register {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) throw new Error('it holds a list');
    if (isRegister(value)) return value;
    return v.parse(v.record(v.string(), registered), value); // throws an error that says what is wrong
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      [
        {
          code: 'ids-unreadable',
          message: `The register of ids can not be read: ${reason}.`,
          hint: `Take it back from version control (\`git checkout -- ${file}\`), or mend what a merge left in it.`,
          at: { file },
        },
      ],
      { cause: error },
    );
  }
}

/** A short form of the schema: it checks ten thousand rows in a few milliseconds. */
function isRegister(value: unknown): value is Register {
  return typeof value === 'object' && value !== null && Object.values(value).every(isRow);
}

function isRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const { id, url, published, title, sketch, gone } = row as Readonly<Record<string, unknown>>;
  return (
    isString(id) &&
    ID.test(id) &&
    [url, published, title].every(isString) &&
    Array.isArray(sketch) &&
    sketch.every(isString) &&
    (gone === undefined || gone === true) &&
    Object.keys(row).length === (gone === undefined ? 5 : 6)
  );
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function writeRegister(register: Register): string {
  const lines = Object.keys(register)
    .toSorted()
    .map((file) => `  ${JSON.stringify(file)}: ${JSON.stringify(register[file])}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}
