/** What stands in a frame is the mail as it is, whatever letters are in it, with the measure at its end. */
import { describe, expect, it } from 'vitest';
import { framed, looks } from '../../../src/preview/frames/frames.ts';
import { hostsOf, refusal } from '../../../src/preview/server/guard.ts';

const page = (body: string, head = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

describe('the measure stands just before the end of the body', () => {
  it.for([
    { why: 'letters that grow when they are made small', body: 'İİİİİİİİ İstanbul' },
    { why: 'letters of two units', body: '𠮷野家𝒳' },
    { why: 'a body that is told of', body: '&lt;/body&gt; <p>x</p>' },
  ])('$why', ({ body }) => {
    for (const look of looks)
      expect(framed(page(body), look, 'h/')).toMatch(
        /^<!doctype html><html><head><base target="_blank"><\/head><body>[\s\S]*<\/style><\/body><\/html>$/,
      );
    expect(framed(page(body), 'light', 'h/')).toContain(`<body>${body}<div id="tayori-height"`);
  });

  it('in capital letters, twice, or not at all', () => {
    expect(framed('<BODY>a</BODY></HTML>', 'light', 'h/')).toMatch(
      /^<BODY>a<div[\s\S]*<\/style><\/BODY><\/HTML>$/,
    );
    expect(framed('<body>a</body>b</body >', 'light', 'h/')).toMatch(
      /^<body>a<\/body>b<div[\s\S]*<\/body >$/,
    );
    expect(framed('İ only words', 'light', 'h/')).toMatch(/^İ only words<div/);
  });
});

it('takes day and night from style sheets and media, and leaves the words of a post', () => {
  const words = 'Write @media (prefers-color-scheme: dark) { … }';
  const style = '<style>@media (prefers-color-scheme: dark) { a { color: red } }</style>';
  const source = '<source media="(prefers-color-scheme: dark)" srcset="n.png">';
  const dark = framed(page(`<code>${words}</code>${source}`, style), 'dark', 'h/');
  expect(dark).toContain(`<code>${words}</code><source media="(min-width:0px)"`);
  expect(dark).toContain('@media (min-width:0px) { a');
  expect(framed(page(words, style), 'light', 'h/')).toContain('@media (max-width:0px) { a');
});

it.for([
  '<link rel="preconnect" href="https://evil.example">',
  '<LINK REL=dns-prefetch HREF=//evil.example>',
  '<link/rel="preload"href="https://evil.example/a.css" title=">">',
  `<link a"b rel=stylesheet\nhref='https://evil.example/a.css'>`,
])('asks no other host beforehand: %s', (link) => {
  for (const look of looks) expect(framed(page('x', link), look, 'h/')).not.toMatch(/<link/i);
});

describe('port 80, which browsers do not name', () => {
  const ask = (headers: Readonly<Record<string, string>>, method = 'GET') =>
    refusal(new Request('http://127.0.0.1/token/state', { headers, method }), 80, 'token');

  it.for([
    { host: '127.0.0.1', origin: 'http://127.0.0.1' },
    { host: 'localhost', origin: 'http://localhost' },
    { host: '127.0.0.1:80', origin: 'http://127.0.0.1' },
  ])('is served as $host', ({ host, origin }) => {
    expect(ask({ host })).toBeUndefined();
    expect(ask({ host, origin, 'content-type': 'application/json' }, 'POST')).toBeUndefined();
  });

  it('is no other port', () => {
    expect(ask({ host: '127.0.0.1:8788' })).toBe('this host is not served');
    expect(ask({ host: '127.0.0.1', origin: 'http://127.0.0.1:8788' })).toBe('another origin asks');
    expect(hostsOf(8788)).toEqual(['127.0.0.1:8788', 'localhost:8788']);
  });
});
