import { expect, it } from 'vitest';
import { channelsOf } from '../../src/feeds/channel.ts';
import { renderHeaders } from '../../src/feeds/hosting-headers.ts';
import { postOf, settings, whole } from './sample.ts';

const feeds = { ...settings.feeds, tags: { on: true }, archives: 'site' as const, limit: 1, archiveSize: 1 };
const using = { ...settings, feeds };
const headers = renderHeaders(channelsOf([postOf('b'), postOf('a')], using, whole), using);

it.for([
  { path: '/rss.xml', type: 'application/rss+xml', age: 600 },
  { path: '/atom.xml', type: 'application/atom+xml', age: 600 },
  { path: '/feed.json', type: 'application/feed+json', age: 600 },
  { path: '/categories/:name/rss.xml', type: 'application/rss+xml', age: 600 },
  { path: '/tags/:name/feed.json', type: 'application/feed+json', age: 600 },
  { path: '/archives/:page/atom.xml', type: 'application/atom+xml', age: 86_400 },
  { path: '/feeds/feeds.opml', type: 'text/x-opml', age: 600 },
])('$path is $type, for $age seconds', ({ path, type, age }) => {
  const rule = headers.split(/\n(?=\/)/).find((text) => text.startsWith(`${path}\n`));
  expect(rule).toContain(`  Content-Type: ${type}; charset=utf-8\n  Cache-Control: public, max-age=${age}\n`);
});

it('has one rule for each path, and none for feeds that are not there', () => {
  const paths = headers.match(/^\/.*$/gm) ?? [];
  expect(new Set(paths).size).toBe(paths.length);
  expect(headers).not.toContain('/authors/');
});

it('has the path of the site before every rule', () => {
  const below = { ...using, site: { ...using.site, url: 'https://minato.example/keizai' } };
  const paths = renderHeaders(channelsOf([], below, whole), below).match(/^\/.*$/gm) ?? [];
  expect(paths.filter((path) => !path.startsWith('/keizai/'))).toEqual([]);
});
