/** Whose address a From names: an answer goes there, so it is the whole address or none. */
import { expect, it } from 'vitest';
import { writerIn } from '../../src/bounces/found-addresses.ts';

it.for([
  { from: 'Hana <hana@x.example>', is: 'hana@x.example', why: 'as usual' },
  { from: 'hana@x.example', is: 'hana@x.example', why: 'bare' },
  { from: 'hana@x.example (Hana)', is: 'hana@x.example', why: 'with a comment, the old way' },
  { from: 'Hana hana@x.example', is: 'hana@x.example', why: 'without brackets' },
  { from: '"a@b.example" <hana@x.example>', is: 'hana@x.example', why: 'a name that looks like an address' },
  { from: 'a|b@x.example', is: 'a|b@x.example', why: 'a sign that a shell knows' },
  {
    from: '<`id`@x.example>',
    is: '`id`@x.example',
    why: 'nothing is taken off: it would be another address',
  },
  { from: "<'hana@x.example>", is: "'hana@x.example", why: 'the same' },
  { from: "a|x'$(id)`id`@x.example", is: undefined, why: 'the end of something longer is nobody’s address' },
  { from: 'a\\b@x.example', is: undefined, why: 'the same' },
  { from: 'x]y@x.example', is: undefined, why: 'the same' },
  { from: '"hana..x"@docomo.ne.jp', is: 'hana..x@docomo.ne.jp', why: 'quotes that our mail sets again' },
  { from: 'undisclosed:;', is: undefined, why: 'nobody' },
])('$from is of $is: $why', ({ from, is }) => {
  expect(writerIn(from)).toBe(is);
});
