/**
 * Loads the words of one language when somebody asks for it: at once and not in the background, because many do that
 * while they render. The bundle has these files in a folder whose name is a hash of them (scripts/bundle.mjs).
 */
import { join } from 'node:path';
import { readWhole } from '../../disk/files.ts';
import type { PlainWords } from './plain-words.ts';

const FOLDER = '../languages';

/** @param file the name of a file in languages/ without its ending */
export function loadWords(file: string): PlainWords {
  const path = join(import.meta.dirname, FOLDER, `${file}.json`);
  const text = readWhole(path)?.toString();
  if (text === undefined)
    throw new Error(`The program lacks ${path}, the words of a language. -> Install it again.`);
  return JSON.parse(text) as PlainWords; // test/locale/plain-words.test.ts holds every file to it
}
