import { describe, expect, it } from 'vitest';
import { changeNote, type NoteChange, type NoteEntry } from '../../../src/digest/note/change-note.ts';
import { parseNote } from '../../../src/digest/note/note-text.ts';

const named = (name: string): NoteEntry => ({ name, title: undefined, excerpt: undefined });

it.for<{ why: string; source: string; change: NoteChange; text: string }>([
  {
    why: 'a first decision goes into an empty head',
    source: '',
    change: { lead: named('2026-11-10-1-pilots') },
    text: '---\nlead: 2026-11-10-1-pilots\n---\n',
  },
  {
    why: 'words alone need no head',
    source: '',
    change: { body: '皆さま、こんにちは。' },
    text: '\n皆さま、こんにちは。\n',
  },
  {
    why: 'a field stands below the comment that shows it, and the comment stays',
    source: '---\n# 2026-W46\n#lead: a\n#order:    # these come first\n#  - a\n#  - b\n#closing:\n---\n\n',
    change: { order: [named('c')], lead: named('b') },
    text: '---\n# 2026-W46\n#lead: a\nlead: b\n#order:    # these come first\n#  - a\n#  - b\norder:\n  - c\n#closing:\n---\n\n',
  },
  {
    why: 'entries keep their lines and the comments above them, in their new order',
    source:
      '---\norder:   # fish first\n  # the fish\n  - a   # why\n  - { post: b, title: 別の題 }\n# for later\nnumber: 5\n---\nWords.\n',
    change: {
      order: [{ name: 'b', title: '別の題', excerpt: undefined }, named('c'), named('a')],
    },
    text: '---\norder: # fish first\n  - { post: b, title: 別の題 }\n  - c\n  # the fish\n  - a   # why\n# for later\nnumber: 5\n---\nWords.\n',
  },
  {
    why: 'a list in brackets is written anew, an entry a line',
    source: '---\nleave_out: [a, b]\n---\n',
    change: { leaveOut: [named('b')] },
    text: '---\nleave_out:\n  - b\n---\n',
  },
  {
    why: 'nothing left: the field goes, its neighbours stay',
    source: '---\nlead: a\nleave_out:\n- b\nclosing: またお会いしましょう。\n---\n',
    change: { leaveOut: [], lead: null },
    text: '---\nclosing: またお会いしましょう。\n---\n',
  },
  {
    why: 'the comment behind a value stays, and so does a sponsor',
    source:
      '---\nsubject: 旧い題   # 編集長の案\nsponsor: { name: 港, text: 船 }\n---\nBody\n\n\nwith blanks\n',
    change: { subject: '新しい: 題 #1' },
    text: '---\nsubject: "新しい: 題 #1"   # 編集長の案\nsponsor: { name: 港, text: 船 }\n---\nBody\n\n\nwith blanks\n',
  },
  {
    why: 'the comment stays behind a value with a # or a quote inside, and behind none',
    source:
      "---\nsubject: C#の話  # 一\npreheader: It's late # 二\nnumber: 'no''5 # x' # 三\nclosing:  # 四\n---\n",
    change: { subject: '港', preheader: '船', number: '6', closing: '潮' },
    text: '---\nsubject: 港  # 一\npreheader: 船 # 二\nnumber: 6 # 三\nclosing: 潮  # 四\n---\n',
  },
  {
    why: 'line ends and the byte order mark of the file stay',
    source: '\ufeff---\r\nnumber: 4\r\n---\r\nAlt.\r\n',
    change: { body: 'Neu.\nZwei.' },
    text: '\ufeff---\r\nnumber: 4\r\n---\r\n\r\nNeu.\r\nZwei.\r\n',
  },
  {
    why: 'an override of a title moves with its post',
    source: '---\nlead: { post: a, title: "T: 1", excerpt: E }\n---\n',
    change: { lead: { name: 'b', title: 'Say "x"', excerpt: undefined } },
    text: '---\nlead: { post: "b", title: "Say \\"x\\"" }\n---\n',
  },
  {
    why: 'letters that no reader shows are left out, as they are when the note is read',
    source: '',
    change: { subject: '港\u202eの\u0007話\u3000と　 船 ', closing: 'か\u3099' },
    text: '---\nsubject: 港の話 と 船\nclosing: が\n---\n',
  },
])('$why', ({ source, change, text }) => {
  expect(changeNote(source, 'posts/_digests/2026-W46.md', change)).toBe(text);
});

describe('a note that would be spoiled', () => {
  it.for([
    {
      why: 'an anchor that another field uses',
      source: '---\nlead: &one a\norder: [*one]\n---\n',
      code: 'note-conflict',
    },
    { why: 'no YAML', source: '---\nlead: "a\n---\n', code: 'note-field' },
    { why: 'a field that there is not', source: '---\nleed: a\n---\n', code: 'note-field' },
    {
      why: 'a head in one pair of braces',
      source: '---\n{ lead: a, number: 3 }\n---\n',
      code: 'note-conflict',
    },
  ])('is refused: $why', ({ source, code }) => {
    expect(changeNote(source, 'posts/_digests/2026-W46.md', { lead: named('b') })).toMatchObject({ code });
  });
});

it.for([
  { key: 'subject', text: 'null' },
  { key: 'closing', text: '~' },
  { key: 'preheader', text: ' NULL ' },
] as const)('$text means nothing to a head, so it is refused with that reason', ({ key, text }) => {
  expect(changeNote('', 'posts/_digests/2026-W46.md', { [key]: text })).toMatchObject({
    code: 'note-field',
    message: `\`${key}\` can not be \`${text.trim()}\`: in a note that means that it says nothing.`,
  });
});

it.for([
  'null.',
  '~~',
  'yes',
  '42',
  '- a',
  '# b',
  '"c',
  "d'",
  '{e}',
  '@f',
  '%g',
  '!h',
  '&i',
  '*j',
  '|',
  '>',
  '?',
  ':',
  'k: l',
  'true',
])('%s is kept as it is', (subject) => {
  const made = changeNote('', 'posts/_digests/2026-W46.md', { subject });
  expect(typeof made === 'string' && parseNote(made, 'note.md').note.subject).toBe(subject);
});
