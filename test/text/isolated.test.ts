import { expect, it } from 'vitest';
import { renderTemplate } from '../../src/digest/templates/liquid.ts';
import { filled } from '../../src/locale/plain/filled.ts';
import { closed, isolated, linesFromRight } from '../../src/text/isolated.ts';

const [BEGIN, END] = ['\u2068', '\u2069'];

it.for([
  { text: 'عربي', shown: `${BEGIN}عربي${END}`, why: 'Arabic' },
  { text: 'Shalom שלום', shown: `${BEGIN}Shalom שלום${END}`, why: 'Hebrew behind Latin' },
  { text: '港\nعربي', shown: `港\n${BEGIN}عربي${END}`, why: 'only the line that has such letters' },
  { text: `${BEGIN}عربي${END}`, shown: `${BEGIN}عربي${END}`, why: 'it is marked already' },
  { text: '港 Harbour 12', shown: '港 Harbour 12', why: 'no such letter' },
])('$text: $why', ({ text, shown }) => {
  expect(isolated(text)).toBe(shown);
});

it.for([
  { text: 'C++', shown: `${BEGIN}C++${END}`, why: 'the signs of a Latin name would jump before it' },
  { text: 'Rust عربي', shown: `\u2067Rust عربي${END}`, why: 'a line with Arabic words begins on the right' },
  {
    text: '3 مقالات',
    shown: `\u20673 مقالات${END}`,
    why: 'a digit would go along with a Latin word before it',
  },
  { text: 'عربي', shown: 'عربي', why: 'Arabic words alone' },
  { text: '12 – 15', shown: `${BEGIN}12 – 15${END}`, why: 'digits take part in the order' },
  { text: ' – ', shown: ' – ', why: 'signs alone have no order' },
])('between Arabic words, $text: $why', ({ text, shown }) => {
  expect(isolated(text, 'rtl')).toBe(shown);
});

it('each line of plain text with Arabic words begins with a mark that says so', () => {
  expect(linesFromRight('عربي\nhttps://a.example/\nHana · عربي')).toBe(
    '\u200fعربي\nhttps://a.example/\n\u200fHana · عربي',
  );
});

it.for([
  { sentence: 'من {site}', name: 'C++', shown: `من ${BEGIN}C++${END}`, why: 'a Latin name' },
  { sentence: 'من {site}', name: 'المرفأ', shown: 'من المرفأ', why: 'a name in the letters of the sentence' },
  { sentence: 'from {site}', name: 'C++', shown: 'from C++', why: 'a sentence that begins on the left' },
])('in «$sentence» stands $name: $why', ({ sentence, name, shown }) => {
  expect(filled(sentence, { site: name })).toBe(shown);
});

it.for([
  { text: `a ${BEGIN}عر…`, whole: `a ${BEGIN}عر…${END}`, why: 'its end was cut off' },
  { text: `${BEGIN}عربي${END} a`, whole: `${BEGIN}عربي${END} a`, why: 'it has its end' },
  { text: 'a', whole: 'a', why: 'nothing was begun' },
])('$text is closed: $why', ({ text, whole }) => {
  expect(closed(text)).toBe(whole);
});

it.for([
  { source: '{{ x }}本', html: `${BEGIN}عربي &lt;${END}本`, text: `${BEGIN}عربي <${END}本`, why: 'a value' },
  { source: '{{ x | phrases }}', html: `${BEGIN}عربي &lt;${END}`, text: undefined, why: 'a headline' },
  { source: '{{ x | numbers }}', html: `${BEGIN}عربي &lt;${END}`, text: undefined, why: 'running text' },
  {
    source: '{{ xs }}{{ n }}',
    html: `1${BEGIN}عربي${END}2`,
    text: `1${BEGIN}عربي${END}2`,
    why: 'a list',
  },
])('templates show $why apart', ({ source, html, text }) => {
  const templates = { t: { source, at: { file: 't' } } };
  const values = { x: 'عربي <', xs: [1, 'عربي'], n: 2 };
  expect(renderTemplate(templates, 't', values, 'html')).toBe(html);
  if (text !== undefined) expect(renderTemplate(templates, 't', values, 'text')).toBe(text);
});
