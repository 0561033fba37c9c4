/** A text as it is asked for what an AI says: what the author says, and not what the author quotes. */
import { OPAQUE } from '../prose.ts';

/** The text without quoted text, with straight apostrophes. */
export function plain(text: string): string {
  return text
    .replaceAll('’', "'")
    .replace(/「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"\n]*"|«[^«»]*»|„[^„“”]*[“”]|‘[^‘’]*’/g, OPAQUE)
    .trim();
}

/** Its sentences, without marks of Markdown before them. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[。！？!?\n]|\. )/)
    .map((sentence) => sentence.replace(/^[\s*#>-]+/, '').trim())
    .filter((sentence) => sentence !== '');
}
