/** The keys of a `_config.yml` that nothing here goes by, with the reason; those that concern only pages are not named. */
import { POST_NAME } from '../post.ts';
import { lineOf, mapAt, type YamlMap } from './yaml-map.ts';

export type Left = { readonly key: string; readonly why: string };

/** Keys that are read, and keys that concern only how Jekyll makes pages. */
const knownKeys = new Set(
  `title name url baseurl description lang language locale timezone author permalink feed plugins gems defaults
  repository collections_dir`.split(/\s+/),
);
const pagesOnly = new Set(
  `theme remote_theme markdown highlighter kramdown redcarpet commonmark sass include exclude keep_files liquid paginate
  paginate_path pagination port host livereload incremental profile safe encoding source destination layouts_dir data_dir
  includes_dir plugins_dir cache_dir whitelist strict_front_matter excerpt_separator lsi verbose quiet trace
  detach watch`.split(/\s+/),
);

/** Keys that decide which posts are shown: they come first. */
const wishes: Readonly<Record<string, string>> = {
  future: 'posts are published when their date comes; there is no setting for it',
  show_drafts: 'drafts are never published',
  unpublished: 'what is not published stays so',
  limit_posts: 'all posts are read',
  markdown_ext: 'posts end in .md, .markdown, .mkd, .mkdn, .mkdown or .html; others are not read',
};

function asks(key: string, value: string): boolean {
  if (key !== 'markdown_ext') return value !== 'false';
  return value.split(/[\s,]+/).some((ending) => !POST_NAME.test(`.${ending}`));
}

/** The keys that were not used, the important ones first, those of themes last. */
export function restOf(data: YamlMap): Left[] {
  const keys = Object.keys(data).filter((key) => !knownKeys.has(key) && !pagesOnly.has(key));
  const wanted = keys.filter((key) => Object.hasOwn(wishes, key) && asks(key, lineOf(data[key]) ?? ''));
  const others = Object.keys(mapAt(data, 'collections')).filter((name) => name !== 'posts');
  const rest = keys.filter((key) => !Object.hasOwn(wishes, key) && key !== 'collections');
  return [
    ...wanted.map((key) => ({ key, why: wishes[key] ?? '' })),
    ...others.map((name) => ({ key: `collections.${name}`, why: 'only posts are read' })),
    ...rest.map((key) => ({ key, why: 'nothing here goes by it' })),
  ];
}
