/** The addresses of other posts, for tags that name a post by its file. */
import { hash } from 'node:crypto';
import { posix } from 'node:path';
import type { Settings } from '../../settings.ts';
import { addressOf } from '../generator-marks/marks.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import { POST_NAME } from '../post.ts';
import { nfc } from '../post-bytes.ts';
import { readPost, scanPosts } from '../read-posts.ts';

/** Finds the URL for the name in `post_url` or `link`: a post, by its file, or another file of the site. */
export function urlFinder(root: string, settings: Settings): OtherFiles['urlOf'] {
  let all: readonly string[] | undefined;
  return (name) => {
    const path = name.replace(/^\/+/, '').replace(/^(?:[^/]+\/)*_posts\//, '');
    if (path.split('/').some((part) => /^(?:\.|_|$)/.test(part))) return undefined;
    const ending = /\.[A-Za-z\d]+$/.test(path) && !/\.(?:html?|scss|sass)$/i.test(path);
    const other = ending && !POST_NAME.test(path) ? encodeURI(`${settings.site.url}/${path}`) : undefined;
    // `post_url 2026-11-02-version-3.6.0` has no ending.
    if (other !== undefined && !DATED.test(path)) return other;
    all ??= scanPosts(root, settings).paths;
    const wanted = nfc(path.replace(POST_NAME, ''));
    const named = (file: string) => nfc(file).replace(POST_NAME, '');
    const file =
      all.find((one) => named(one) === wanted) ?? all.find((one) => posix.basename(named(one)) === wanted);
    return file === undefined ? other : readPost(root, `${settings.site.posts}/${file}`, settings).post?.url;
  };
}

/** What leads to another post in Hugo and Hexo. */
const REFERENCE = /\{\{[<%]\s*(?:rel)?ref\b|\{%\s*post_(?:link|path)\b/;
const REFERENCES =
  /(?:\{\{[<%]\s*(?:rel)?ref|\{%\s*post_(?:link|path))\s+(?:path\s*=\s*)?["'`]?([^\s"'`#]{1,300})/g;

const DATED = /(?:^|\/)\d{2,4}-\d{1,2}-\d{1,2}-[^/]*$/;

/**
 * The URLs that Liquid in a text takes from other posts: if one changes, the file is rendered again. Which post a name
 * with a variable means is known only then: all names of posts stand for it.
 */
export function addressesIn(root: string, text: string, settings: Settings): string {
  if (settings.site.generator !== 'jekyll' && REFERENCE.test(text)) {
    const find = urlFinder(root, settings);
    return [...text.matchAll(REFERENCES)].map(([, name = '']) => `+${addressOf(name, find)}`).join('');
  }
  if (!text.includes('{%') || !(text.includes('post_url') || text.includes('link '))) return '';
  const urlOf = urlFinder(root, settings);
  const tags = [...text.matchAll(/\{%-?\s*(?:post_url|link)\s([^%]*)%\}/g)];
  const print = (name: string) =>
    name.includes('{{') ? hash('sha256', scanPosts(root, settings).paths.join('\n')) : urlOf(name);
  return tags.map(([, name = '']) => `+${print(name.replace(/-$/, '').trim()) ?? ''}`).join('');
}
