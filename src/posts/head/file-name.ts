/** What the name of a post's file says: its date, its slug, and its path for the URL. */

export type FileName = {
  /** `2025-11-07`; `undefined` if the name begins with no date. */
  readonly date: string | undefined;
  /** The name without date and ending. */
  readonly slug: string;
  /** The path below the folder of the posts, without ending. */
  readonly path: string;
};

/**
 * `2025-11-07-name.md` has a date; Jekyll also reads years of two digits. Other tools put a post and its pictures into a
 * folder of its own: the name of `name/index.md` is that of the folder.
 *
 * @param file the path from the site folder
 * @param posts the folder of the posts
 */
export function readFileName(file: string, posts = 'posts'): FileName {
  const below = file.startsWith(`${posts}/`) ? file.slice(posts.length + 1) : file;
  const path = below.replace(/\.[^./]*$/, '').replace(/(?<=[^/])\/index$/, '');
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dated = /^(\d{2,4})(-\d{1,2}-\d{1,2})-(.*)$/s.exec(base);
  const slug = (dated?.[3] ?? base).replace(/\.+$/, '');
  const year = dated?.[1] ?? '';
  return { date: dated === null ? undefined : fullYear(year) + (dated[2] ?? ''), slug, path };
}

/** As Ruby reads a year of two digits. */
function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return (Number(year) < 69 ? '20' : '19') + year;
}
