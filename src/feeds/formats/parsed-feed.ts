/**
 * A feed as a reader of one format gets it back: what every format must agree on. What a format has no
 * word for is `undefined`.
 */
import type { Chain } from '../archives/archive.ts';
import type { Enclosure } from '../enclosure.ts';
import type { Feed } from '../feed.ts';

export type ParsedFeed = Pick<Feed, 'title' | 'description' | 'language' | 'home' | 'hub'> & {
  /** The feed's own address. */
  readonly self: string;
  readonly updated: Date | undefined;
  /** The feeds it is joined to, by relation; JSON has a word for the archive before only. */
  readonly chain: Chain;
  /** Whether it says that it is an archive. */
  readonly archive: boolean | undefined;
  readonly entries: readonly ReadingEntry[];
};

export type ReadingEntry = {
  readonly id: string;
  /** Whether the id says of itself that it is the URL. */
  readonly permanent?: boolean;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly content: string | undefined;
  readonly image: string | undefined;
  /** RSS has the first only. */
  readonly enclosures: readonly Pick<Enclosure, 'url' | 'type' | 'length'>[];
  readonly authors: readonly string[];
  /** Labels. */
  readonly categories: readonly string[];
  readonly published: Date;
  readonly updated: Date | undefined;
};
