/** The place up to which a text of TOML is read, and the small steps from there. */
import type { Spot } from './front-matter-faults.ts';

export type Cursor = {
  readonly text: string;
  at: number;
  /** The place of each value of the first level, with lines from 1. */
  readonly places: Map<string, Spot>;
};

export class TomlFault extends Error {
  override readonly name = 'TomlFault';
  readonly at: number;
  readonly hint: string;

  constructor(message: string, at: number, hint: string) {
    super(message);
    this.at = at;
    this.hint = hint;
  }
}

export function notePlace(cursor: Cursor, key: string, at: number): void {
  if (cursor.places.has(key)) return;
  const start = cursor.text.lastIndexOf('\n', at - 1) + 1;
  cursor.places.set(key, { line: cursor.text.slice(0, at).split('\n').length, column: at - start + 1 });
}

/** Blanks, empty lines and comments. */
export function passLines(cursor: Cursor): void {
  for (passBlanks(cursor); cursor.text[cursor.at] === '\n'; passBlanks(cursor)) cursor.at += 1;
}

/** Blanks, and a comment to the end of the line. */
export function passBlanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === '\t' || cursor.text[cursor.at] === '\r')
    cursor.at += 1;
  if (cursor.text[cursor.at] !== '#') return;
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end;
}

export function isNext(cursor: Cursor, mark: string): boolean {
  return cursor.text.startsWith(mark, cursor.at);
}

export function take(cursor: Cursor, mark: string): boolean {
  if (!isNext(cursor, mark)) return false;
  cursor.at += mark.length;
  return true;
}

export function demand(cursor: Cursor, mark: string, hint: string): void {
  if (!take(cursor, mark)) throw faultAt(cursor, `\`${mark}\` is missing`, hint);
}

export function matchNext(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}

export function faultAt(cursor: Cursor, message: string, hint: string, at = cursor.at): TomlFault {
  return new TomlFault(message, at, hint);
}
