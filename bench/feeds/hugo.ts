/** Hugo, doing the same work: feeds only, no page rendered, three formats for the site and each category. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versionOf } from '../measure.ts';
import { LIMIT, SITE } from './corpus.ts';
import { categories } from './posts.ts';
import { allFormats, type Format, type Tool } from './tool.ts';

const fileNames: Readonly<Record<Format, string>> = { rss: 'index.xml', atom: 'atom.xml', json: 'feed.json' };

export const hugo: Tool = {
  name: 'Hugo',
  about: '18 feeds, no pages (`render = "link"`)',
  install: 'Debian: `apt install hugo`',
  most: Number.POSITIVE_INFINITY,
  runs: Number.POSITIVE_INFINITY,
  version: async () => {
    const said = await versionOf({ program: 'hugo', args: ['version'] });
    return said === undefined ? undefined : (/v[\d.]+\d/.exec(said)?.[0] ?? said);
  },
  prepare: async ({ root }) => {
    const layouts = join(root, 'hugo/layouts/_default');
    await mkdir(layouts, { recursive: true });
    await writeFile(join(root, 'hugo/hugo.toml'), configOf(root));
    await writeFile(join(layouts, 'list.rss.xml'), rss);
    await writeFile(join(layouts, 'list.atom.xml'), atom);
    await writeFile(join(layouts, 'list.json.json'), json);
  },
  clean: async ({ root }) => {
    for (const path of ['public', 'resources', '.hugo_build.lock']) {
      await rm(join(root, 'hugo', path), { recursive: true, force: true });
    }
  },
  build: ({ root }) => ({
    program: 'hugo',
    args: ['--quiet', '--source', join(root, 'hugo')],
    env: { HUGO_CACHEDIR: join(root, 'hugo/cache') },
  }),
  files: ({ root }) =>
    [
      { feed: 'site', folder: '' },
      ...categories.map(({ slug, name }) => ({ feed: slug, folder: `categories/${name}` })),
    ].flatMap(({ feed, folder }) =>
      allFormats.map((format) => ({
        path: join(root, 'hugo/public', folder, fileNames[format]),
        format,
        feed,
      })),
    ),
};

const configOf = (root: string) => `
baseURL = "${SITE.url}/"
title = "${SITE.title}"
languageCode = "ja"
contentDir = "${join(root, 'posts')}"
ignoreErrors = ["error-disable-taxonomy"]
disableKinds = ["section", "taxonomy", "sitemap", "robotsTXT", "404"]
[taxonomies]
category = "categories"
[outputs]
home = ["rss", "atom", "json"]
term = ["rss", "atom", "json"]
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "atom"
[outputFormats.json]
mediaType = "application/json"
baseName = "feed"
isPlainText = true
[[cascade]]
[cascade._build]
render = "link"
[cascade._target]
kind = "page"
`;

const posts = `{{ $posts := .Pages }}{{ if .IsHome }}{{ $posts = site.RegularPages }}{{ end }}{{ $posts = first ${LIMIT} $posts.ByDate.Reverse }}`;

const rss = `${posts}{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{{ .Title | default site.Title }}</title><link>{{ .Permalink }}</link><description>{{ site.Title }}</description><language>ja</language>
{{ range $posts }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid><dc:creator>{{ .Params.author }}</dc:creator>
{{ range .Params.categories }}<category>{{ . }}</category>{{ end }}{{ range .Params.tags }}<category>{{ . }}</category>{{ end }}
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate><description>{{ .Params.excerpt }}</description>
<content:encoded>{{ .Content | html }}</content:encoded></item>
{{ end }}</channel></rss>
`;

const atom = `${posts}{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>{{ .Title | default site.Title }}</title><id>{{ .Permalink }}</id><updated>{{ (index $posts 0).Date.Format "2006-01-02T15:04:05Z07:00" | safeHTML }}</updated>
{{ range $posts }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/><author><name>{{ .Params.author }}</name></author>
{{ range .Params.categories }}<category term="{{ . }}"/>{{ end }}{{ range .Params.tags }}<category term="{{ . }}"/>{{ end }}
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" | safeHTML }}</published><updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" | safeHTML }}</updated>
<summary>{{ .Params.excerpt }}</summary><content type="html">{{ .Content | html }}</content></entry>
{{ end }}</feed>
`;

const json = `${posts}{{ $items := slice }}{{ range $posts }}{{ $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title "summary" .Params.excerpt "content_html" (string .Content) "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00") "tags" (union .Params.categories .Params.tags) "authors" (slice (dict "name" .Params.author))) }}{{ end }}{{ dict "version" "https://jsonfeed.org/version/1.1" "title" (.Title | default site.Title) "home_page_url" .Permalink "language" "ja" "items" $items | jsonify }}
`;
