import { expect, it } from 'vitest';
import { isWhole, tellsSomething } from '../../../src/digest/text/whole-title.ts';

it.for([
  { title: '白波、窯を直す', whole: true, why: 'a headline' },
  { title: '白波の「窯」は熱いのか？', whole: true, why: 'brackets that close' },
  { title: '「白波の可能性とは？', whole: false, why: 'a bracket that is open' },
  { title: '白波が産業用ハード…', whole: false, why: 'dots where letters were lost' },
  { title: '白波工業の新しい発電機と窯を', whole: false, why: 'a particle that waits for a verb' },
  { title: '白波のKiln Ultra 2.0の可', whole: false, why: 'the beginning of の可能性とは' },
  { title: '白波の「Kiln Factory」はの可能', whole: false, why: 'a little more of it' },
  { title: '夜間の通行は不可', whole: true, why: 'a word that ends alike' },
  { title: 'Waiting for the tide', whole: true, why: 'English' },
])('$title: $why', ({ title, whole }) => {
  expect(isWhole(title)).toBe(whole);
});

it.for([
  { title: '🎉', tells: false, why: 'a picture only' },
  { title: '……', tells: false, why: 'marks only' },
  { title: '2025', tells: true, why: 'a number' },
  { title: '港🎉', tells: true, why: 'a word and a picture' },
  { title: 'افتتاح الميناء', tells: true, why: 'Arabic' },
  { title: '白波が産業用ハード…', tells: false, why: 'a cut title' },
])('$title as a lead: $why', ({ title, tells }) => {
  expect(tellsSomething(title)).toBe(tells);
});
