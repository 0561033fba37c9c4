/**
 * What a build depends on besides the posts and the clock: the program, Node and its time zones, the config.
 * A config that is a plain literal says what it says as long as its text is the same; one that imports,
 * computes or asks the environment is run, and what comes out counts.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesIn, readWhole } from './files.ts';
import { scanFiles, stampOf } from './scan.ts';

/** @param program the URL of this module: another one only in a test */
export async function keyOf(root: string, program = import.meta.url): Promise<string> {
  return JSON.stringify([versionOf(program), runtime(), await configOf(root)]);
}

/** The names of a bundle's files hold the hash of what they contain; source is known by its stamps. */
function versionOf(program: string): string {
  const folder = fileURLToPath(new URL('.', program)).replace(/.$/, '');
  if (program.endsWith('.js')) return namesIn(folder).join();
  const { paths, stamps } = scanFiles(folder, /\.ts$/);
  const packages = ['../package.json', '../node_modules/.package-lock.json'].map((file) =>
    stampOf(fileURLToPath(new URL(file, program))),
  );
  return JSON.stringify([paths, [...stamps], packages]);
}

function runtime(): string {
  const { node, icu, tz, unicode } = process.versions;
  return JSON.stringify([node, icu, tz, unicode]);
}

async function configOf(root: string): Promise<string> {
  const text = readWhole(join(root, 'tayori.config.ts'))?.toString() ?? '';
  if (isPlain(text)) return text;
  const { loadConfig } = await import('./config.ts');
  return JSON.stringify(await loadConfig(root));
}

const ASIDE = /\/\/[^\n]*|\/\*.*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gs;
const LITERAL =
  /^\s*(?:import type \{[\w\s,]*\} from '';?\s*)*export default (\{[\w\s{}[\],.:'-]*\})\s*(?:as const\s*)?(?:satisfies \w+)?\s*;?\s*$/;
const CONSTANTS = new Set(['true', 'false', 'null', 'undefined']);

/** Whether a module is one literal and nothing else, so that its text alone says what it exports. */
export function isPlain(text: string): boolean {
  const code = text.replace(ASIDE, (part) => (part.startsWith('/') ? ' ' : "''"));
  const literal = LITERAL.exec(code)?.[1];
  if (literal === undefined) return false;
  const names = literal.matchAll(/([A-Za-z_]\w*)(\s*:)?/g);
  return [...names].every(([, name = '', colon]) => colon !== undefined || CONSTANTS.has(name));
}
