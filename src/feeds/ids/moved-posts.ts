/**
 * Whether a post is an old post whose file is gone: the same text, title, moment or name are evidence. What many posts
 * have in common is no evidence: a day without a time, the hour at which the author always publishes, a greeting at the
 * end of each post. Pure; settle-ids.ts decides what follows.
 */
import { wallTime } from '../../time.ts';
import type { Register, Registered } from './id-register.ts';
import { likeness } from './text-fingerprint.ts';

export type Suspect = {
  readonly file: string;
  readonly was: Registered;
  /** There is enough evidence, and no other old post has as much. */
  readonly sure: boolean;
};

/** The posts whose file is gone, indexed by everything that they may have in common with a new post. */
export type Gone = {
  readonly byFile: Map<string, Registered>;
  readonly bySign: ReadonlyMap<string, readonly string[]>;
  /** Names that several posts have had, such as `ai-news`: they are no evidence. */
  readonly commonNames: ReadonlySet<string>;
  /** Titles, sentences and times of day of the posts that still exist: they are no evidence either. */
  readonly common: () => ReadonlySet<string>;
  /** The site's time zone. */
  readonly zone: string;
};

/** @param present every file in the posts folder */
export function indexGone(register: Register, present: ReadonlySet<string>, zone: string): Gone {
  const byFile = new Map(Object.entries(register).filter(([file]) => !present.has(file)));
  // If no post is gone, nobody asks for names.
  const named = byFile.size === 0 ? [] : Object.keys(register);
  const names = groupBy(named, (file) => [nameOf(file)]);
  const bySign = groupBy(byFile.keys(), (file) => signsOf(file, byFile.get(file)));
  let common: ReadonlySet<string> | undefined;
  return {
    byFile,
    bySign,
    commonNames: new Set([...names].filter(([, files]) => files.length > 1).map(([name]) => name)),
    common: () => {
      common ??= habitsOf(register, present);
      return common;
    },
    zone,
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

/** The part of a register row that is compared. */
type Features = Pick<Registered, 'url' | 'title' | 'published' | 'sketch'>;

function signsOf(file: string, features: Features | undefined): string[] {
  if (features === undefined) return [];
  const { url, title, published, sketch } = features;
  return [url, title, published, nameOf(file), ...sketch];
}

/** The titles, sentences and times of day of all known posts that still exist. */
function habitsOf(register: Register, present: ReadonlySet<string>): ReadonlySet<string> {
  const habits = new Set<string>();
  for (const [file, { title, published, sketch }] of Object.entries(register)) {
    if (!present.has(file)) continue;
    habits.add(title).add(timeOfDay(published));
    for (const sentence of sketch) habits.add(sentence);
  }
  return habits;
}

/** For example `T16:39:06.000Z`. */
function timeOfDay(published: string): string {
  return published.slice(10);
}

/**
 * So much evidence is enough. Half of the text, the title or the URL is enough alone; moment and name are only hints,
 * even together.
 */
const ENOUGH = 3;

/**
 * @param file the file of a post that is not in the register
 * @returns `undefined` if there is no evidence for any old post. An old post that was gone before the last build raises
 * no question: it is recognised only if the evidence is enough
 */
export function recognise(file: string, features: Features, gone: Gone): Suspect | undefined {
  const files = new Set(signsOf(file, features).flatMap((sign) => gone.bySign.get(sign) ?? []));
  const scored = [...files].flatMap((other) => {
    const was = gone.byFile.get(other);
    return was === undefined
      ? []
      : [{ file: other, was, points: evidenceFor(features, was, gone) + named(file, other, gone) }];
  });
  const [best, second] = scored.toSorted((a, b) => b.points - a.points || (a.file < b.file ? -1 : 1));
  if (best === undefined || best.points === 0) return undefined;
  const sure = best.points >= ENOUGH && second?.points !== best.points;
  return sure || best.was.gone !== true ? { file: best.file, was: best.was, sure } : undefined;
}

/** The points of evidence: text up to 3, title 3, URL 3, moment 1. */
function evidenceFor(features: Features, was: Features, gone: Gone): number {
  const alike = textAlike(features.sketch, was.sketch, gone.common());
  const text = alike >= 0.5 ? 3 : alike > 0 ? 1 : 0;
  const title = features.title === was.title && !gone.common().has(was.title) ? 3 : 0;
  const url = features.url === was.url ? 3 : 0;
  const moment = features.published === was.published && isTelling(was.published, gone) ? 1 : 0;
  return text + title + url + moment;
}

/**
 * Which part of their own sentences two texts share. Sentences that other posts have too do not count. If the two texts
 * have no others, both are copies of a third text, and all sentences are compared.
 */
function textAlike(a: readonly string[], b: readonly string[], common: ReadonlySet<string>): number {
  const [ownA, ownB] = [a, b].map((sketch) => sketch.filter((sentence) => !common.has(sentence)));
  if (ownA?.length === 0 && ownB?.length === 0) return likeness(a, b);
  return likeness(ownA ?? [], ownB ?? []);
}

/**
 * Whether the moment is evidence. A post without a time is dated at midnight, so two posts of one day are no evidence.
 */
function isTelling(published: string, { common, zone }: Gone): boolean {
  if (common().has(timeOfDay(published))) return false;
  return ![zone, 'UTC'].some((place) => {
    const { hour, minute, second } = wallTime(new Date(published), place);
    return hour === 0 && minute === 0 && second === 0;
  });
}

function named(file: string, other: string, { commonNames }: Gone): number {
  return nameOf(file) === nameOf(other) && !commonNames.has(nameOf(file)) ? 1 : 0;
}

/** The name of the file without folder, date and ending. */
function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '').replace(/\.[^.]+$/, '');
}
