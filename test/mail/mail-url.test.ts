import { describe, expect, it } from 'vitest';
import { isOutbox, shownMailUrl, urlsIn } from '../../src/mail/mail-url.ts';

it.for([
  { text: 'smtp://a.example smtp://b.example', urls: 2, why: 'a blank between them' },
  { text: 'smtp://a.example, smtp://b.example\n', urls: 2, why: 'a comma before a scheme, and a line break' },
  { text: 'smtps://u:a,b@a.example', urls: 1, why: 'a comma in a password' },
  { text: ' ', urls: 0, why: 'nothing' },
])('$text names $urls: $why', ({ text, urls }) => {
  expect(urlsIn(text)).toHaveLength(urls);
});

it.for([
  { url: 'outbox:.tayori/outbox', is: true, why: 'a folder' },
  { url: 'OUTBOX:mails', is: true, why: 'a scheme has no case (RFC 3986, 3.1)' },
  { url: 'smtp://outbox.example', is: false, why: 'a server of that name' },
])('$url: $why', ({ url, is }) => {
  expect(isOutbox(url)).toBe(is);
});

describe('what is shown of it', () => {
  it.for([
    { text: 'outbox:.tayori/outbox', shown: 'outbox:.tayori/outbox', why: 'a folder' },
    { text: 'smtps://u:secret@a.example:465?weight=2', shown: 'smtps://a.example:465', why: 'one server' },
    {
      text: 'smtps://u:secret@a.example smtps://u:secret@b.example',
      shown: 'smtps://a.example, smtps://b.example',
      why: 'two servers, each with its password',
    },
    { text: 'smtps://u:1,secret@a.example', shown: 'smtps://a.example', why: 'a comma in a password' },
    {
      text: 'smtps://u:sec/ret@a.example',
      shown: 'smtps:…',
      why: 'a slash in a password: it cannot be read',
    },
  ])('has neither user nor password: $why', ({ text, shown }) => {
    expect(shownMailUrl(text)).toBe(shown);
  });
});
