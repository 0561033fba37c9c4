/**
 * The podcast feed: the posts with audio or video, with the fields that podcast directories ask for in RSS (the
 * `itunes:` elements of Apple's specification). It exists if the config describes a podcast.
 */
import type { PostHead, WholePost } from '../../posts/post.ts';
import type { Settings } from '../../settings.ts';
import { declaresEnclosure } from '../enclosure.ts';
import type { Feed, FeedEntry } from '../feed.ts';
import type { FeedMarks } from './placeholders.ts';

export type Podcast = NonNullable<Settings['feeds']['podcast']>;

export function episodesOf(posts: readonly PostHead[], whole: WholePost): PostHead[] {
  return posts.filter((post) => declaresEnclosure(whole(post)));
}

/** The namespace that the root element declares for podcasts, after its other names. */
export function podcastNamespace({ podcast }: Feed): string {
  return podcast === undefined ? '' : ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
}

/** The elements of the channel. */
export function podcastElements({ podcast }: Feed, slots: FeedMarks): string[] {
  if (podcast === undefined) return [];
  const { author, email, image, category, explicit } = podcast;
  const owner = `<itunes:name>${slots.text(author)}</itunes:name><itunes:email>${slots.text(email)}</itunes:email>`;
  return [
    `<itunes:author>${slots.text(author)}</itunes:author>`,
    `<itunes:owner>${owner}</itunes:owner>`,
    `<itunes:image href="${slots.uri(image)}"/>`,
    `<itunes:category text="${slots.text(category)}"/>`,
    `<itunes:explicit>${explicit}</itunes:explicit>`,
    '<itunes:type>episodic</itunes:type>',
  ];
}

/** The elements of an item, by name, in the form that the `feed` package takes. */
export function episodeElements({ podcast }: Feed, entry: FeedEntry): Readonly<Record<string, object>> {
  const duration = entry.enclosures[0]?.duration;
  if (podcast === undefined || duration === undefined) return {};
  return { 'itunes:duration': { _text: duration } };
}
