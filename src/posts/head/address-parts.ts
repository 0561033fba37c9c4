/** What the address of a post is made of. */
import { DAY, type WallTime } from '../../time.ts';

/** The parts of a URL. */
export type Parts = {
  /** The date of the post on the site's wall. */
  readonly date: WallTime;
  readonly categories: readonly string[];
  /** The `slug` of the front matter, else the file name without date and ending. */
  readonly slug: string;
  /** The path of the file below `posts/`, without its ending. */
  readonly path: string;
  /** The last name of that path, with a date before it. */
  readonly name: string;
  /** The `slug` of the front matter, if it has one. */
  readonly written: string | undefined;
  readonly title: string;
  /** The `id` of the front matter; empty if it has none. */
  readonly id: string;
  /** The folder of the posts, from the site folder. */
  readonly folder: string;
};

/** What each placeholder of a pattern stands for. */
export type Placeholders = Readonly<Record<string, (parts: Parts) => string>>;

export const MONTHS =
  'January February March April May June July August September October November December'.split(' ');
export const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

export function dayOfYear({ year, month, day }: WallTime): number {
  return (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / DAY;
}
