import { expect, it } from 'vitest';
import { cleanName } from '../../../src/subscribers/lists/person.ts';

it.for([
  { text: ' 山田\n太郎 ', name: '山田 太郎', why: 'a line break' },
  { text: 'A\u0000B\u001b[2J', name: 'A B [2J', why: 'signs that a terminal obeys' },
  { text: '\u202eevil', name: 'evil', why: 'a sign that turns what follows in a mail' },
  { text: '\u2067שלום\u2069', name: 'שלום', why: 'Hebrew needs no such sign around a name' },
  { text: '\ufeff\u200b花', name: '花', why: 'blanks without width' },
  { text: '👩\u200d💻 Hana', name: '👩\u200d💻 Hana', why: 'a sign that joins letters stays' },
  { text: 'श्री\u200cमती', name: 'श्री\u200cमती', why: 'and one that parts them' },
  { text: '\u200b', name: undefined, why: 'nothing that can be seen' },
])('$why: $name', ({ text, name }) => {
  expect(cleanName(text)).toBe(name);
});
