import { expect, it } from 'vitest';
import { storiesOf } from '../../src/digest/same-story.ts';
import { subjects } from './example.ts';

const titles = [
  ...subjects.map((subject) => `${subject}、その真意はどこにあるのか？`),
  'いぶき電機と空港の提携：蓄電池は空を変えるのか？',
  'いぶき電機と空港の提携、蓄電池の未来を読み解く',
];
const same = storiesOf(titles);

it.for([
  { a: 12, b: 13, told: true, why: 'two versions of one event' },
  { a: 0, b: 1, told: false, why: 'only the phrase that every title ends with is shared' },
  { a: 4, b: 4, told: true, why: 'a title and itself' },
])('$a and $b, told twice: $told ($why)', ({ a, b, told }) => {
  expect(same(titles[a] ?? '', titles[b] ?? '')).toBe(told);
});

it.for([
  { a: 'ＩＢＭと港、提携', b: 'IBMと港が提携', told: true, why: 'full width and punctuation do not count' },
  { a: '港', b: '港', told: false, why: 'one letter has no pairs and says nothing' },
])('$a / $b: $why', ({ a, b, told }) => {
  expect(storiesOf([a, b])(a, b)).toBe(told);
});
