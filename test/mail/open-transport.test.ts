import { describe, expect, it } from 'vitest';
import { openTransport } from '../../src/mail/open-transport.ts';
import { isLoopback } from '../../src/mail/smtp/connection-options.ts';
import { ProblemError } from '../../src/problem.ts';

function problemOf(url: string) {
  try {
    openTransport(url, '/site');
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
  }
  return undefined;
}

describe('openTransport', () => {
  it.for([
    {
      url: undefined,
      name: 'outbox:.tayori/outbox',
      channel: 'rehearsal',
      connections: 8,
      why: 'nothing configured',
    },
    { url: 'outbox:mails', name: 'outbox:mails', channel: 'rehearsal', connections: 8, why: 'a folder' },
    {
      url: 'smtp://mail.example.jp',
      name: 'smtp://mail.example.jp',
      channel: 'mail',
      connections: 5,
      why: 'a server',
    },
    {
      url: 'smtps://u:p%40ss@mail.example.jp:465?connections=20',
      name: 'smtps://mail.example.jp:465',
      channel: 'mail',
      connections: 20,
      why: 'without user and password',
    },
    {
      url: 'smtps://u:a,b@a.example?weight=3, smtp://b.example:587?connections=2\nsmtp://c.example',
      name: 'smtps://a.example (weight 3), smtp://b.example:587, smtp://c.example',
      channel: 'mail',
      connections: 12,
      why: 'several relays, and a comma in a password',
    },
  ])('$url is $name: $why', async ({ url, name, channel, connections }) => {
    await using transport = openTransport(url, '/site');
    expect(transport).toMatchObject({ name, channel, connections });
  });

  it.for([
    ...['outbox:', 'outbox://box', 'outbox:.', 'outbox:~/box', 'outbox:///site'].map((url) => ({
      url,
      says: 'names no folder for an outbox',
      hint: 'MAIL_URL=outbox:.tayori/outbox',
      why: 'the site folder itself, or one called ~',
    })),
    {
      url: 'mail.example.jp',
      says: 'MAIL_URL names no way',
      hint: 'smtps://USER:PASSWORD@HOST',
      why: 'no URL',
    },
    {
      url: 'https://mail.example.jp',
      says: 'MAIL_URL names no way',
      hint: 'outbox:.tayori/outbox',
      why: 'another protocol',
    },
    { url: 'smtp://', says: 'MAIL_URL names no host', hint: 'smtps://USER:PASSWORD@HOST', why: 'no host' },
    {
      url: 'smtp://u:h1mitsu@h.example?pool=1',
      says: '`pool`',
      hint: 'connections=N',
      why: 'an option it does not know',
    },
    {
      url: 'smtp://h.example?connections=0',
      says: 'connections',
      hint: 'connections=1',
      why: 'no connection',
    },
    {
      url: 'smtp://a.example outbox:.tayori/outbox',
      says: 'one of them is no mail server',
      hint: 'smtps://',
      why: 'people and files at once',
    },
    { url: 'smtp://a.example smtp://a.example', says: 'twice', hint: 'weight=2', why: 'one server, twice' },
    { url: 'smtp://a.example?weight=0 smtp://b.example', says: 'weight', hint: 'weight=1', why: 'no share' },
    { url: 'smtp://a.example?perSecond=x', says: 'pace', hint: 'perSecond=10', why: 'no rate' },
    { url: 'smtp://h.example?connections=x', says: 'connections', hint: 'connections=1', why: 'no number' },
    {
      url: 'smtp://u:h1mitsu@h.example?tls=none',
      says: 'encryption',
      hint: 'required, unverified, off',
      why: 'an unknown mode',
    },
    {
      url: 'smtp://u:h1mitsu@h.example?tls=off',
      says: 'clear text',
      hint: 'Leave out `tls=off`',
      why: 'a password in clear text',
    },
    { url: 'outbox:%zz', says: 'stray `%`', hint: '%25', why: 'a broken escape in a folder' },
    { url: 'smtp://u:12?h1mitsu@h.example', says: 'no such option', hint: 'tls=', why: 'a ? in a password' },
    { url: 'smtp://u:h1mitsu%@h.example', says: 'stray `%`', hint: '%25', why: 'a broken escape' },
  ])('refuses $url: $why', ({ url, says, hint }) => {
    const problem = problemOf(url);
    expect(problem?.code).toBe('mail-url');
    expect(problem?.message).toContain(says);
    expect(problem?.hint).toContain(hint);
    expect(JSON.stringify(problem)).not.toContain('h1mitsu');
  });
});

describe('isLoopback', () => {
  it.for([
    { host: 'localhost', is: true },
    { host: '127.0.0.1', is: true },
    { host: '127.1.2.3', is: true },
    { host: '::1', is: true },
    { host: 'mail.localhost', is: true },
    { host: 'localhost.evil.example', is: false },
    { host: '127.0.0.1.evil.example', is: false },
    { host: '10.0.0.1', is: false },
  ])('$host: $is', ({ host, is }) => {
    expect(isLoopback(host)).toBe(is);
  });
});
