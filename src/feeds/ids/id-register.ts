/**
 * The register of ids, `.tayori-ids.json` in the posts folder: what every post that was ever published is called in
 * feeds. It is committed with the posts; one line for each, so that branches merge line by line.
 */
import * as v from 'valibot';
import { ProblemError } from '../../problem.ts';

const FILE = '.tayori-ids.json';

/** @param posts the posts folder, from the site folder */
export function registerFile(posts: string): string {
  return `${posts}/${FILE}`;
}

/** As `idOf` of the posts makes them: anything else is a slip of an editor's or a merge's. */
const ID = /^(?:https?|urn|tag):[\x21-\x7e]+$/i;

const registered = v.object({
  id: v.pipe(v.string(), v.regex(ID, 'an id is no absolute URI')),
  /** Where it was when last seen. */
  url: v.string(),
  /** ISO 8601, in UTC. */
  published: v.string(),
  /** A hash: titles themselves are in the posts. */
  title: v.string(),
  /** By which the text is known again: see sketch.ts. */
  sketch: v.array(v.string()),
  /** The file was not there any more at the last build. */
  gone: v.optional(v.literal(true)),
});

/** What is known of a published post. */
export type Registered = Readonly<v.InferOutput<typeof registered>>;

/** By file, relative to the site folder. */
export type Register = Readonly<Record<string, Registered>>;

/**
 * @param text what the file holds; `undefined` where there is none yet
 * @param file its name, from the site folder
 * @throws ProblemError (ids-unreadable): to begin anew would give every post a new id
 */
export function readRegister(text: string | undefined, file = registerFile('posts')): Register {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) throw new Error('it holds a list');
    if (isRegister(value)) return value;
    return v.parse(v.record(v.string(), registered), value); // says what is wrong with it
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

/** The schema in short: what ten thousand rows are held against in a few milliseconds. */
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
