/**
 * One data file of a Jekyll site as a value: YAML and JSON (which Jekyll reads as YAML), CSV and TSV. The same bytes are
 * read once, however many posts ask for them.
 */
import { hash } from 'node:crypto';
import { YAMLException } from 'js-yaml';
import { decodeText, readWhole } from '../../disk/files.ts';
import { FileFault } from '../liquid/file-fault.ts';
import { loadYamlText } from '../ruby/load-yaml.ts';
import { rubySchema } from '../ruby/ruby-scalars.ts';
import { csvRows } from './csv-rows.ts';

/** In bytes: a list of all releases of a language in twenty years has 0.2 million. */
const MOST_BYTES = 4_000_000;
/** Of values, each alias counted with everything in it: a few lines of aliases can stand for millions. */
const MOST_VALUES = 1_000_000;
const MOST_DEPTH = 50;

/**
 * @param path where it is on the disk
 * @param file its name for people
 * @throws FileFault
 */
export function readDataFile(path: string, file: string, zone: string): unknown {
  const bytes = readWhole(path);
  if (bytes === undefined) throw new FileFault(file, 0, 0, 'the disk does not give it');
  if (bytes.length > MOST_BYTES) throw new FileFault(file, 0, 0, 'it has more than 4 million bytes');
  return remembered(`${hash('sha256', bytes)} ${zone} ${file}`, bytes.length, () => {
    const text = decodeText(bytes)?.replace(/\r\n?/g, '\n');
    if (text === undefined) throw new FileFault(file, 0, 0, 'it is not UTF-8 text');
    if (file.endsWith('.csv')) return csvRows(file, text, ',');
    return file.endsWith('.tsv') ? csvRows(file, text, '\t') : readYaml(file, text, zone);
  });
}

const known = new Map<string, unknown>();
/** In bytes, of the files in `known`. */
let held = 0;

function remembered(key: string, size: number, read: () => unknown): unknown {
  if (known.has(key)) return known.get(key);
  const value = read();
  held += size;
  if (held > MOST_BYTES) {
    known.clear();
    held = size;
  }
  known.set(key, value);
  return value;
}

function readYaml(file: string, text: string, zone: string): unknown {
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return null; // nothing but comments
  let value: unknown;
  try {
    value = loadYamlText(text, { schema: rubySchema(zone), maxDepth: MOST_DEPTH, json: true });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line = 0, column = 0 } = error.mark ?? {};
    throw new FileFault(file, line + 1, column + 1, error.reason);
  }
  if (valuesIn(value) > MOST_VALUES)
    throw new FileFault(file, 0, 0, 'it stands for more than a million values');
  return value;
}

/** How many values would be written out, or more than `MOST_VALUES` if something contains itself. */
function valuesIn(value: unknown): number {
  const counts = new Map<object, number>();
  const count = (one: unknown): number => {
    if (typeof one !== 'object' || one === null) return 1;
    const before = counts.get(one);
    if (before !== undefined) return before;
    counts.set(one, Number.POSITIVE_INFINITY); // for one that contains itself
    const sum = Object.values(one).reduce((total: number, part) => total + count(part), 1);
    counts.set(one, sum);
    return sum;
  };
  return count(value);
}
