// Learns how assistants sound who answer the one that ordered a text, and writes src/posts/rules/assistant/manner/manner-weights.json.
//
//   node scripts/learn-manner.mjs POSTS…   POSTS: folders with Markdown posts that people wrote, the more the better
//
// Answers of assistants, and openings by people that are hard to tell from them, are in test/posts/manner/. The weights are learnt by
// logistic regression that leaves out what tells little (FTRL-Proximal, McMahan et al. 2013).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsOf, said } from '../src/posts/rules/assistant/manner/heard.ts';
import { BIAS, LONGEST, runsIn, tokensOf } from '../src/posts/rules/assistant/manner/manner.ts';
import { plain, sentencesOf } from '../src/posts/rules/assistant/said-text.ts';

const FOLDER = 'test/posts/manner';
const TABLE = 'src/posts/rules/assistant/manner/manner-weights.json';

/** How much an answer counts, and an opening that is hard to tell from one; others count once. */
const [ANSWER, NEAR] = [8, 12];
const ROUNDS = 4;
/** How fast it learns, how much a run must tell to get a weight, and how much large weights are held back. */
const [RATE, LEAST, SHRINK] = [0.3, 3, 0.1];
/** Smaller weights are left out. */
const SMALLEST = 0.5;
/** Of the second and third paragraph of a post, so many sentences count as well. */
const MORE = 3;

const [, , ...folders] = process.argv;
if (folders.length === 0) {
  console.error('Say which folders have posts by people: node scripts/learn-manner.mjs POSTS…');
  process.exit(2);
}

const answers = rowsIn('assistants.jsonl').flatMap((row) =>
  partsIn(row)
    .filter(({ place }) => place === (row.place ?? 'first'))
    .flatMap(textsOf),
);
const near = rowsIn('people.jsonl').flatMap((row) => [...partsIn(row).flatMap(textsOf), ...moreIn(row)]);
const others = folders.flatMap(postsIn).flatMap((row) => [...partsIn(row).flatMap(textsOf), ...moreIn(row)]);

/** The runs as numbers, in the order in which they are met. */
const numbers = new Map();
const weights = learn([
  ...[...new Set(answers)].map((text) => ({ runs: runsOf(text), is: 1, counts: ANSWER })),
  ...[...new Set(near)].map((text) => ({ runs: runsOf(text), is: 0, counts: NEAR })),
  ...[...new Set(others)].map((text) => ({ runs: runsOf(text), is: 0, counts: 1 })),
]);
const rows = tableOf(weights);
writeFileSync(TABLE, `${JSON.stringify(rows, null, 2)}\n`);
console.log(`${answers.length} texts of assistants, ${near.length + others.length} of people.`);

function rowsIn(file) {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => ({ title: '', excerpt: '', ...JSON.parse(line) }));
}

/** Posts in a folder and in those inside it, read as far as this needs it. */
function postsIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(?:md|markdown)$/.test(file));
  return files
    .filter((file) => !/(?:^|\/)(?:\.git|node_modules)\//.test(file))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      const [whole = '', front = ''] = /^---\n([\s\S]*?)\n---[ \t]*\n/.exec(text) ?? [];
      const field = (name) => new RegExp(`^${name}:\\s*["']?(.*?)["']?\\s*$`, 'm').exec(front)?.[1] ?? '';
      return { title: field('title'), excerpt: field('excerpt'), body: text.slice(whole.length) };
    });
}

function paragraphsOf(body) {
  const parts = body.split(/\n\s*\n/).map((part) => part.trim());
  return parts.filter((part) => part !== '' && !/^(?:[|>`~<#!]|[-+] |\* |\d+\. )/.test(part));
}

function partsIn({ title, excerpt, body }) {
  const paragraphs = paragraphsOf(body);
  const last = paragraphs.length > 1 ? (paragraphs.at(-1) ?? '') : '';
  return partsOf({
    title: plain(title),
    excerpt: plain(excerpt),
    first: said(paragraphs[0]),
    last: said(last),
  });
}

/** The sentences of a part, each alone and all together. */
function textsOf({ sentences }) {
  return sentences.length > 1 ? [sentences.join(' '), ...sentences] : sentences;
}

function moreIn({ body }) {
  const paragraphs = paragraphsOf(body).slice(1, 3);
  return paragraphs.flatMap((paragraph) => sentencesOf(said(paragraph)).slice(0, MORE));
}

function runsOf(text) {
  const tokens = tokensOf(text);
  const runs = [];
  for (let from = 0; from < tokens.length; from += 1)
    for (let to = from + 1; to <= Math.min(from + LONGEST, tokens.length); to += 1) {
      const run = tokens.slice(from, to).join(' ');
      const number = numbers.get(run) ?? numbers.size;
      numbers.set(run, number);
      runs.push(number);
    }
  return { all: Int32Array.from(runs), value: 1 / Math.sqrt(runsIn(tokens.length)) };
}

function learn(examples) {
  const [sums, squares, weights] = [0, 0, 0].map(() => new Float64Array(numbers.size));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { runs, is, counts } of shuffled(examples)) {
      let score = BIAS;
      for (const run of runs.all) score += weights[run] * runs.value;
      const slope = (1 / (1 + Math.exp(-score)) - is) * runs.value * counts;
      if (Math.abs(slope) < 1e-5) continue;
      for (const run of runs.all) {
        const square = squares[run] + slope * slope;
        sums[run] += slope - ((Math.sqrt(square) - Math.sqrt(squares[run])) / RATE) * weights[run];
        squares[run] = square;
        weights[run] = weightOf(sums[run], square);
      }
    }
  return weights;
}

function weightOf(sum, square) {
  if (Math.abs(sum) <= LEAST) return 0;
  return (Math.sign(sum) * LEAST - sum) / ((1 + Math.sqrt(square)) / RATE + SHRINK);
}

/** Always in the same order, so that the same texts give the same table. */
function shuffled(list) {
  let seed = 7;
  const next = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

/** For each weight, in tenths, the runs that have it. */
function tableOf(learnt) {
  const byWeight = new Map();
  for (const [run, number] of numbers) {
    if (Math.abs(learnt[number]) < SMALLEST) continue;
    const tenths = Math.round(learnt[number] * 10);
    byWeight.set(tenths, [...(byWeight.get(tenths) ?? []), run]);
  }
  const sorted = [...byWeight].toSorted(([a], [b]) => b - a);
  // A sign before each, because a plain number as a key would be moved to the front.
  return Object.fromEntries(
    sorted.map(([tenths, runs]) => [tenths > 0 ? `+${tenths}` : `${tenths}`, runs.toSorted().join('\t')]),
  );
}
