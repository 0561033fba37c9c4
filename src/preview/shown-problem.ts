/** A problem as the page shows it, with a link that opens its place in the editor program. */
import { posix } from 'node:path';
import { type Place, type Problem, severityOf } from '../problem.ts';

/** A problem as plain texts for the page. */
export type ShownProblem = Pick<Problem, 'code' | 'message' | 'hint'> & {
  readonly severity: string;
  /** `posts/a.md:4:1`; empty if the problem has no place. */
  readonly place: string;
  /** The link that opens the place in the editor program; empty if there is nothing to edit. */
  readonly editor: string;
};

/** @param typed turns the commands in a text into the lines that this person can type */
export function shownProblem(
  problem: Problem,
  root: string,
  editor: string,
  typed = (text: string) => text,
): ShownProblem {
  const { code, message, hint, at } = problem;
  return {
    code,
    message: typed(message),
    hint: typed(hint),
    severity: severityOf(problem),
    place: at === undefined ? '' : placeOf(at),
    // Files in `out/` are made by Tayori, so nobody should edit them.
    editor: at === undefined || at.file.startsWith('out/') ? '' : editorLink(at, root, editor),
  };
}

function placeOf({ file, line, column }: Place): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/**
 * Fills the pattern of `preview.editor`, such as `vscode://file/{file}:{line}:{column}`. A place without a line opens
 * at line 1. The file name is percent-encoded, so that a `#` or `?` in it does not end the path.
 */
function editorLink({ file, line = 1, column = 1 }: Place, root: string, editor: string): string {
  const path = posix.isAbsolute(file) ? file : posix.join(root.replaceAll('\\', '/'), file);
  const encoded = path.split('/').map(encodeURIComponent).join('/').replace(/^\//, '');
  const rooted = editor.includes('file/{file}') || editor.includes('://{file}') ? encoded : `/${encoded}`;
  return editor
    .replaceAll('{file}', () => rooted)
    .replaceAll('{line}', String(line))
    .replaceAll('{column}', String(column));
}
