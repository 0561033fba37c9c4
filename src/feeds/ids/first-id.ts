/**
 * The id of a post when a build sees it for the first time; afterwards the register keeps it. It is the post's URL. For
 * a site that used jekyll-feed before, it is the id of jekyll-feed: so feed readers that know ten entries do not show
 * them again.
 */
import { readFileName } from '../../posts/head/file-name.ts';
import type { Post, PostHead, WholePost } from '../../posts/post.ts';
import type { Settings } from '../../settings.ts';

export function firstId(post: PostHead, { site, feeds }: Settings, whole: WholePost): string {
  return feeds.ids === 'url' ? post.url : jekyllId(whole(post), site);
}

/**
 * Jekyll's `post.id` (lib/jekyll/document.rb): the folder of the URL and the slug as it is written, without its ending.
 * `/2025/11/07/a/` and `/2025/11/07/a.html` both have `/2025/11/07/a`.
 */
function jekyllId({ file, path, frontMatter }: Post, { url, posts }: Settings['site']): string {
  const folder = path.replace(/\/$/, '').replace(/\/[^/]*$/, '');
  const written = frontMatter['slug'];
  const slug =
    typeof written === 'string' && written.trim() !== '' ? written.trim() : readFileName(file, posts).slug;
  const encoded = encodeURI(slug.normalize('NFC').toWellFormed()).replace(/[?#]/g, encodeURIComponent);
  return `${url}${folder}/${encoded}`;
}
