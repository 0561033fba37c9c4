/**
 * Whether a post is one of old whose file is gone: the same text, title, moment or name speak for it.
 * Pure; what is decided from it is in ids.ts.
 */
import type { Register, Registered } from './id-register.ts';
import { likeness } from './text-fingerprint.ts';

export type Suspect = {
  readonly file: string;
  readonly was: Registered;
  /** Enough evidence, and no other post of old has as much. */
  readonly sure: boolean;
};

/** The posts whose file is gone, found by whatever a new one may share with them. */
export type Gone = {
  readonly byFile: Map<string, Registered>;
  readonly bySign: ReadonlyMap<string, readonly string[]>;
  /** Names that several posts have had, such as `ai-news`: they say nothing. */
  readonly commonNames: ReadonlySet<string>;
};

/** @param present every file in `posts/` */
export function indexGone(register: Register, present: ReadonlySet<string>): Gone {
  const byFile = new Map(Object.entries(register).filter(([file]) => !present.has(file)));
  // Where no post is gone, nobody asks for names.
  const named = byFile.size === 0 ? [] : Object.keys(register);
  const names = groupBy(named, (file) => [nameOf(file)]);
  const bySign = groupBy(byFile.keys(), (file) => signsOf(file, byFile.get(file)));
  return {
    byFile,
    bySign,
    commonNames: new Set([...names].filter(([, files]) => files.length > 1).map(([name]) => name)),
  };
}

function groupBy(
  files: Iterable<string>,
  keysOf: (file: string) => readonly string[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    for (const key of keysOf(file)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [file]);
      else group.push(file);
    }
  }
  return groups;
}

/** What is compared, of a post as the register would hold it. */
type Features = Pick<Registered, 'url' | 'title' | 'published' | 'sketch'>;

function signsOf(file: string, features: Features | undefined): string[] {
  if (features === undefined) return [];
  const { url, title, published, sketch } = features;
  return [url, title, published, nameOf(file), ...sketch];
}

/** Half of the text, the title or the URL is enough alone; moment and name are hints, also together. */
const ENOUGH = 3;

/**
 * @param file the file of a post that nobody knows
 * @returns `undefined` where nothing speaks for any post of old. One that went before the last build
 *   raises no question: it comes back only on enough evidence.
 */
export function recognise(file: string, features: Features, gone: Gone): Suspect | undefined {
  const files = new Set(signsOf(file, features).flatMap((sign) => gone.bySign.get(sign) ?? []));
  const scored = [...files].flatMap((other) => {
    const was = gone.byFile.get(other);
    return was === undefined
      ? []
      : [{ file: other, was, points: evidence(features, was) + named(file, other, gone) }];
  });
  const [best, second] = scored.toSorted((a, b) => b.points - a.points || (a.file < b.file ? -1 : 1));
  if (best === undefined || best.points === 0) return undefined;
  const sure = best.points >= ENOUGH && second?.points !== best.points;
  return sure || best.was.gone !== true ? { file: best.file, was: best.was, sure } : undefined;
}

/** How much speaks for it: text up to 3, title 3, URL 3, moment 1. */
function evidence(features: Features, was: Features): number {
  const alike = likeness(features.sketch, was.sketch);
  const text = alike >= 0.5 ? 3 : alike > 0 ? 1 : 0;
  const title = features.title === was.title ? 3 : 0;
  const url = features.url === was.url ? 3 : 0;
  const moment = features.published === was.published ? 1 : 0;
  return text + title + url + moment;
}

function named(file: string, other: string, { commonNames }: Gone): number {
  return nameOf(file) === nameOf(other) && !commonNames.has(nameOf(file)) ? 1 : 0;
}

/** The file's name without folder, date and ending. */
function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '').replace(/\.[^.]+$/, '');
}
