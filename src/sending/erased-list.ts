/**
 * Who was erased, by id, in .tayori/erased.json: a backup that is put back has them again, under the same ids. A
 * `send` erases them once more, before anybody is mailed. An id is random and says nothing without such a backup.
 */
import { join } from 'node:path';
import * as v from 'valibot';
import { readText, writeWhole } from '../files.ts';
import { PRIVATE_FOLDER } from '../private-folder.ts';
import { ProblemError } from '../problem.ts';

const FILE = `${PRIVATE_FOLDER}/erased.json`;
/** The day on which each was erased, by id. */
const schema = v.record(v.string(), v.string());

type List = v.InferOutput<typeof schema>;

/** Who was erased here, by id. */
export async function readErased(root: string): Promise<List> {
  const text = await readText(join(root, FILE));
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return read.success ? read.output : {};
}

/** @returns whether they were not on the list yet */
export async function listErased(root: string, id: string, now: Date): Promise<boolean> {
  const list = await readErased(root);
  await write(root, { ...list, [id]: now.toISOString().slice(0, 10) });
  return list[id] === undefined;
}

/** The person was not erased after all. */
export async function unlistErased(root: string, id: string): Promise<void> {
  const { [id]: listed, ...others } = await readErased(root);
  if (listed !== undefined) await write(root, others);
}

/** If the site folder cannot be written, the list stays as it is; the person is erased anyway. */
async function write(root: string, list: List): Promise<void> {
  try {
    await writeWhole(join(root, FILE), `${JSON.stringify(list, null, 1)}\n`, 0o600);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
