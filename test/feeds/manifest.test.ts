import { expect, it } from 'vitest';
import { readManifest, staleFiles } from '../../src/feeds/manifest.ts';

it.for([
  { file: 'categories/old/rss.xml', stale: true, why: 'a feed of a category that is gone' },
  { file: 'categories/now/rss.xml', stale: false, why: 'this build wrote it' },
  { file: 'rss.xml', stale: false, why: 'the feed of everything always is' },
  { file: 'categories/old/index.html', stale: false, why: 'no feed of ours' },
  { file: 'categories/../../posts/rss.xml', stale: false, why: 'outside of the folder' },
  { file: '/etc/rss.xml', stale: false, why: 'an absolute path' },
])('$file may be removed: $stale, because $why', ({ file, stale }) => {
  expect(staleFiles({ [file]: '00' }, { 'categories/now/rss.xml': '00' })).toEqual(stale ? [file] : []);
});

it.for([
  { text: undefined, why: 'there is none' },
  { text: 'これはJSONではない', why: 'it is no JSON' },
  { text: 'null', why: 'it is nothing' },
  { text: '{"files":["a"]}', why: 'it is a list' },
  { text: '{"files":{"a":1}}', why: 'a hash is text' },
])('takes a manifest as empty where $why', ({ text }) => {
  expect(readManifest(text)).toEqual({});
});
