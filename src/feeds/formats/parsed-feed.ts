/**
 * A feed as a reader of one format reads it: all formats must agree on these values. A field that a format does not
 * have is `undefined`.
 */
import type { Chain } from '../chain.ts';
import type { Enclosure } from '../enclosure.ts';
import type { Feed } from '../feed.ts';

export type ParsedFeed = Pick<Feed, 'title' | 'description' | 'language' | 'home' | 'hub'> & {
  /** The feed's own address. */
  readonly self: string;
  readonly updated: Date | undefined;
  /** The linked documents, by relation. JSON Feed can link only to the previous archive. */
  readonly chain: Chain;
  /** Whether the document says that it is an archive. */
  readonly archive: boolean | undefined;
  readonly entries: readonly ReadingEntry[];
};

export type ReadingEntry = {
  readonly id: string;
  /** Whether the document says that the id is the URL (RSS: `isPermaLink`). */
  readonly permanent?: boolean;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly content: string | undefined;
  readonly image: string | undefined;
  /** RSS has only the first enclosure. */
  readonly enclosures: readonly Pick<Enclosure, 'url' | 'type' | 'length'>[];
  readonly authors: readonly string[];
  /** Labels. */
  readonly categories: readonly string[];
  readonly published: Date;
  readonly updated: Date | undefined;
};
