import { expect, it } from 'vitest';
import { readManifest, staleFiles } from '../../src/feeds/manifest.ts';

it.for([
  { file: 'categories/old/rss.xml', stale: true, why: 'a feed of a category that is gone' },
  { file: 'categories/now/rss.xml', stale: false, why: 'this build wrote it' },
  { file: 'tags/ai/atom.xml', stale: true, why: 'a feed of a tag that is gone' },
  { file: 'digests/feed.json', stale: true, why: 'the feed of digests, of which there is none any more' },
  { file: 'archives/2025-11-2/rss.xml', stale: true, why: 'an archive page that is no longer cut so' },
  { file: 'authors/sato/archives/2025-11-1/rss.xml', stale: true, why: 'an archive page of an author' },
  { file: 'digests/2025-W45/index.html', stale: false, why: 'digests belong to another command' },
  { file: 'archives/../rss.xml', stale: false, why: 'no page is called so' },
  { file: 'rss.xml', stale: false, why: 'the feed of everything always is' },
  { file: 'categories/old/index.html', stale: false, why: 'no feed of ours' },
  { file: 'categories/../../posts/rss.xml', stale: false, why: 'outside of the folder' },
  { file: '/etc/rss.xml', stale: false, why: 'an absolute path' },
])('$file may be removed: $stale, because $why', ({ file, stale }) => {
  const last = { files: { [file]: '00' }, archives: {} };
  const current = { files: { 'categories/now/rss.xml': '00' }, archives: {} };
  expect(staleFiles(last, current)).toEqual(stale ? [file] : []);
});

it.for([
  { text: undefined, why: 'there is none' },
  { text: 'これはJSONではない', why: 'it is no JSON' },
  { text: 'null', why: 'it is nothing' },
  { text: '{"files":["a"]}', why: 'it is a list' },
  { text: '{"files":{"a":1}}', why: 'a hash is text' },
  { text: '{"archives":{"archives/2025-11-1/":null}}', why: 'a page has a key' },
])('takes a manifest as empty where $why', ({ text }) => {
  expect(readManifest(text)).toEqual({ files: {}, archives: {} });
});
