/** Reads the JSON that the page sends with an act. */
import type { Problem } from '../../problem.ts';
import type { PageData } from '../preview-context.ts';
import { shownProblem } from '../shown-problem.ts';

/**
 * In bytes. A page sends the note twice, as it was read and as it shall be. Each may have as many letters as
 * note/write-note.ts takes, and JSON may write a letter with six bytes (`\\u3042`). This is more than that.
 */
const MOST_BODY = 4 * 1024 * 1024;

export function refusedAsTooLong(): PageData {
  const most = `${MOST_BODY / 1024 / 1024} MiB`;
  const problem: Problem = {
    code: 'note-field',
    message: `What was to be written is longer than ${most}.`,
    hint: 'Make it shorter; nothing was written.',
  };
  return { problems: [shownProblem(problem, '', '')] };
}

/** @returns the parsed body; `too long` if it has more than MOST_BODY bytes; `undefined` if it is not JSON */
export async function bodyOf(request: Request): Promise<unknown> {
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    // Also a body that is too long is read to its end: a browser does not show the answer that comes while it sends.
    if (length <= MOST_BODY) parts.push(part.value);
  }
  if (length > MOST_BODY) return 'too long';
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) ?? undefined;
  } catch {
    return undefined;
  }
}
