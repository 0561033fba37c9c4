/** What the name of a post's file says: its date, its slug, and its path for the URL. */
import { generatorOf } from '../../settings/generators.ts';
import type { Settings } from '../../settings.ts';

export type FileName = {
  /** `2025-11-07`; `undefined` if the name begins with no date. */
  readonly date: string | undefined;
  /** The name without date and ending. */
  readonly slug: string;
  /** The path below the folder of the posts, without ending. */
  readonly path: string;
};

/** What a generator reads in names. */
export type NameRules = {
  /** Whether a date before the name is no part of it. */
  readonly datedNames: boolean;
  /** Languages with which the name may end: `name.ja.md`, `name/index.ja.md`. */
  readonly editions: readonly string[];
};

const JEKYLLS: NameRules = { datedNames: true, editions: [] };

/**
 * `2025-11-07-name.md` has a date; Jekyll also reads years of two digits. Other tools put a post and its pictures into a
 * folder of its own: the name of `name/index.md` is that of the folder.
 *
 * @param file the path from the site folder
 * @param posts the folder of the posts
 */
export function readFileName(file: string, posts = 'posts', rules: NameRules = JEKYLLS): FileName {
  const below = file.startsWith(`${posts}/`) ? file.slice(posts.length + 1) : file;
  const whole = below.replace(/\.[^./]*$/, '');
  const edition = editionOf(whole, rules.editions);
  const named = edition === undefined ? whole : whole.slice(0, -edition.length - 1);
  const path = named.replace(/(?<=[^/])\/index$/, '');
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dated = /^(\d{2,4})(-\d{1,2}-\d{1,2})-(.*)$/s.exec(base);
  const slug = ((rules.datedNames ? dated?.[3] : undefined) ?? base).replace(/\.+$/, '');
  const year = dated?.[1] ?? '';
  return { date: dated === null ? undefined : fullYear(year) + (dated[2] ?? ''), slug, path };
}

/** The same, by the generator of the site. */
export function fileNameIn(file: string, site: Settings['site']): FileName {
  const { datedNames } = generatorOf(site);
  return readFileName(file, site.posts, { datedNames, editions: site.editions });
}

/**
 * @param path without its ending
 * @returns the language with which it ends; `undefined` if it is none of these
 */
export function editionOf(path: string, editions: readonly string[]): string | undefined {
  if (editions.length === 0) return undefined;
  const last = /\.([A-Za-z\d-]+)$/.exec(path)?.[1];
  return last !== undefined && editions.includes(last.toLowerCase()) ? last : undefined;
}

/** As Ruby reads a year of two digits. */
function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return (Number(year) < 69 ? '20' : '19') + year;
}
