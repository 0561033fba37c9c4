import { describe, expect, it } from 'vitest';
import { lineProblems } from '../../../src/cli/command-line/env-lines.ts';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQ==\nMAIL_URL: in a text\n-----END PRIVATE KEY-----';

describe('a line of .env', () => {
  it.for([
    { text: 'MAIL_URL=smtp://relay.jp', why: 'as it should be' },
    { text: 'export MAIL_URL = smtp://relay.jp', why: 'with `export` and blanks' },
    { text: '# MAIL_URL: smtp://relay.jp', why: 'a comment' },
    { text: '', why: 'empty' },
    { text: 'TITLE: Harbour', why: 'of somebody else' },
    { text: 'COLOR=#fff', why: 'a value of somebody else' },
    { text: 'MAIL_URL=smtp://relay.jp # ours', why: 'a comment behind a value' },
    { text: 'MAIL_URL= # later', why: 'a comment behind nothing' },
    { text: 'MAIL_URL="smtp://u:a#b@relay.jp"', why: 'a # in quotes' },
    { text: `DKIM_KEY="${KEY}"`, why: 'a text of several lines is not read as lines' },
  ])('is not named: $why', ({ text }) => {
    expect(lineProblems(`A=1\r\n${text}\r\nB=2\r\n`)).toEqual([]);
  });

  it.for([
    { text: 'MAIL_URL: smtp://u:geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'YAML' },
    {
      text: 'MAIL_URL: smtp://u:geheim@relay.jp?name=x',
      hint: '`MAIL_URL=…`',
      why: 'YAML with a = in the value',
    },
    { text: '"MAIL_URL": "smtp://geheim@relay.jp",', hint: '`MAIL_URL=…`', why: 'JSON' },
    { text: 'MAIL_URL smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'a blank' },
    { text: 'MAIL_URL：smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'a full-width colon' },
    { text: 'MAIL_URL＝smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'a full-width =' },
    { text: 'set MAIL_URL=smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'Windows' },
    { text: '$env:MAIL_URL = "smtp://geheim@relay.jp"', hint: '`MAIL_URL=…`', why: 'PowerShell' },
    { text: '- MAIL_URL=smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'a list of YAML' },
    { text: 'mailurl: smtp://geheim@relay.jp', hint: '`MAIL_URL=…`', why: 'misspelt, too' },
    { text: 'MAIL_URL=smtp://u:geheim#1@relay.jp', hint: '`%23`', why: 'cut in the password' },
    { text: 'SIGNING_KEY=#geheim', hint: 'quotes', why: 'cut at its beginning' },
    { text: 'SIGNING_KEY="geheim', hint: 'missing "', why: 'a quote without an end' },
  ])('is named with its place and the form that counts, never with its value: $why', ({ text, hint }) => {
    const found = lineProblems(`A=1\n${text}\nB=2\n`);
    expect(found).toEqual([
      {
        code: 'env-line',
        message: expect.any(String),
        hint: expect.stringContaining(hint),
        at: { file: '.env', line: 2 },
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('geheim');
  });
});
