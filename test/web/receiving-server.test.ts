import { expect, it } from 'vitest';
import { openMailServers, operatorOf } from '../../src/web/receiving-server.ts';

it.for([
  { host: 'alt1.aspmx.l.google.com', name: 'google.com' },
  { host: 'mfsmax.docomo.ne.jp', name: 'docomo.ne.jp' },
  { host: 'mx.mail.example.co.jp', name: 'example.co.jp' },
  { host: 'MX.Example.NET.', name: 'example.net' },
  { host: 'example.org', name: 'example.org' },
  { host: 'localhost', name: 'localhost' },
])('$host belongs to $name', ({ host, name }) => {
  expect(operatorOf(host)).toBe(name);
});

it('asks once an hour for a domain, and again at once where there was no answer', async () => {
  const asked: string[] = [];
  const servers = openMailServers({
    mx: async (domain) => {
      asked.push(domain);
      return domain === 'away.example'
        ? { unanswered: 'ETIMEOUT' }
        : { found: [{ host: 'mx.one.example', priority: 1 }] };
    },
  });
  const at = (minutes: number) => new Date(minutes * 60_000);
  expect(await servers.of('a@x.example', at(0))).toBe('one.example');
  expect(await servers.of('b@X.example', at(59))).toBe('one.example');
  expect(asked).toEqual(['x.example']);
  await servers.of('c@x.example', at(61));
  expect(asked).toHaveLength(2);
  expect(await servers.of('a@away.example', at(61))).toBeUndefined();
  await servers.of('a@away.example', at(61));
  expect(asked).toHaveLength(4);
});

it('waits a moment and no longer, also where the resolver throws', async () => {
  const never = openMailServers({ mx: () => new Promise(() => {}) });
  expect(await never.of('a@x.example', new Date(0))).toBeUndefined();
  const broken = openMailServers({ mx: () => Promise.reject(new Error('no')) });
  expect(await broken.of('a@x.example', new Date(0))).toBeUndefined();
});
