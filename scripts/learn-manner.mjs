// Learns how assistants sound who answer the one that ordered a text, and how orders to them do, and writes the tables
// src/posts/rules/manner/answer-weights.json and src/posts/rules/manner/order-weights.json.
//
//   node scripts/learn-manner.mjs POSTS…   POSTS: folders with Markdown posts that people wrote, the more the better
//
// Examples of both, and texts by people that are hard to tell from them, are in test/posts/manner/. The weights are learnt by
// logistic regression that holds large weights back (FTRL-Proximal, McMahan et al. 2013): of all runs first, then of those alone that
// tell most. To leave out what tells little while it learns finds a third fewer answers.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsOf, said } from '../src/posts/rules/assistant/heard.ts';
import { BIAS, LONGEST, sizeOf, tokensOf } from '../src/posts/rules/manner/manner.ts';
import { linesAndAll } from '../src/posts/rules/manner/order-manner.ts';
import { plain, sentencesOf } from '../src/posts/rules/said-text.ts';

const FOLDER = 'test/posts/manner';
const RULES = 'src/posts/rules';

/** How much an example counts, and a text by people that is hard to tell from one; others count once. */
const [EXAMPLE, NEAR] = [8, 12];
const ROUNDS = 10;
/** How fast it learns, and how much large weights are held back. */
const [RATE, SHRINK] = [1, 0.1];
/** A run that fewer texts have says nothing. */
const FEWEST = 3;
/** So many runs are kept, those with the largest weights. */
const KEPT = 12_000;
/** In letters: less than the one orders nothing, and what is longer than the other is an article. */
const [SHORTEST, LONG] = [6, 600];
/** Of the second and third paragraph of a post, so many sentences count as well. */
const MORE = 3;

const [, , ...folders] = process.argv;
if (folders.length === 0) {
  console.error('Say which folders have posts by people: node scripts/learn-manner.mjs POSTS…');
  process.exit(2);
}

const posts = folders.flatMap(postsIn);
const openings = (row) => [...partsIn(row).flatMap(textsOf), ...moreIn(row)];
const people = ['people.jsonl', 'people-near-typical.jsonl', 'articles.jsonl'].flatMap(rowsIn);

writeTable('manner/answer-weights.json', {
  examples: ['assistants.jsonl', 'assistants-typical.jsonl'].flatMap(rowsIn).flatMap((row) =>
    partsIn(row)
      .filter(({ place }) => place === (row.place ?? 'first'))
      .flatMap(textsOf),
  ),
  near: people.flatMap(openings),
  others: posts.flatMap(openings),
});
writeTable('manner/order-weights.json', {
  examples: rowsIn('orders.jsonl').flatMap(({ body }) => passages(body)),
  near: [
    ...rowsIn('orders-by-people.jsonl').flatMap(({ body }) => passages(body)),
    ...people.flatMap(({ body }) => paragraphsOf(body).flatMap(passages)),
  ],
  others: posts.flatMap(({ body }) => firstAndLast(paragraphsOf(body)).flatMap(passages)),
});

/** @param texts examples of what is to be known, texts by people that are near to them, and other texts by people */
function writeTable(file, { examples, near, others }) {
  const rows = [
    ...[...new Set(examples)].map((text) => ({ text, is: 1, counts: EXAMPLE })),
    ...[...new Set(near)].map((text) => ({ text, is: 0, counts: NEAR })),
    ...[...new Set(others)].map((text) => ({ text, is: 0, counts: 1 })),
  ];
  shuffle(rows);
  const all = learn(rows, mostCommon(rows));
  const weights = new Map(all);
  // What somebody wrote elsewhere and was taken for an example is near to them, too.
  for (const row of rows) if (row.is === 0 && scoreOf(row.text, weights) > 0) row.counts = NEAR;
  const kept = all.toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, KEPT);
  const table = tableOf(
    learn(
      rows,
      kept.map(([run]) => run),
    ),
  );
  writeFileSync(join(RULES, file), `${JSON.stringify(table, null, 2)}\n`);
  console.log(`${file}: ${examples.length} examples, ${near.length + others.length} texts by people.`);
}

/** A paragraph as orders are weighed: whole, and each of its lines and sentences. */
function passages(paragraph) {
  return linesAndAll(said(paragraph)).filter((text) => text.length >= SHORTEST);
}

function firstAndLast(paragraphs) {
  return [...new Set([...paragraphs.slice(0, 4), ...paragraphs.slice(-2)])].map((one) => one.slice(0, LONG));
}

function rowsIn(file) {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => ({ title: '', excerpt: '', ...JSON.parse(line) }));
}

/** Posts in a folder and in those inside it, read as far as this needs it. */
function postsIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(?:md|markdown)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return files
    .filter((file) => !/(?:^|\/)(?:\.git|node_modules)\//.test(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
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
  const runs = new Set();
  for (let from = 0; from < tokens.length; from += 1)
    for (let to = from + 1; to <= Math.min(from + LONGEST, tokens.length); to += 1)
      runs.add(tokens.slice(from, to).join(' '));
  return { runs: [...runs], size: sizeOf(tokens.length) };
}

function scoreOf(text, weights) {
  const { runs, size } = runsOf(text);
  return BIAS + runs.reduce((sum, run) => sum + (weights.get(run) ?? 0), 0) / size;
}

function mostCommon(rows) {
  const texts = new Map();
  for (const { text } of rows) for (const run of runsOf(text).runs) texts.set(run, (texts.get(run) ?? 0) + 1);
  return [...texts].filter(([, count]) => count >= FEWEST).map(([run]) => run);
}

/**
 * @param examples texts, what each is and how much it counts
 * @param known the runs that get a weight
 * @returns each with its weight
 */
function learn(examples, known) {
  const numbers = new Map(known.map((run, number) => [run, number]));
  const weighed = examples.map(({ text, is, counts }) => {
    const { runs, size } = runsOf(text);
    const found = runs.map((run) => numbers.get(run)).filter((number) => number !== undefined);
    return { runs: Int32Array.from(found), value: 1 / size, is, counts };
  });
  const [sums, squares, weights] = [0, 0, 0].map(() => new Float64Array(numbers.size));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { runs, value, is, counts } of weighed) {
      let score = BIAS;
      for (const run of runs) score += weights[run] * value;
      const slope = (1 / (1 + Math.exp(-score)) - is) * counts * value;
      if (Math.abs(slope) < 1e-5) continue;
      for (const run of runs) {
        const square = squares[run] + slope * slope;
        sums[run] += slope - ((Math.sqrt(square) - Math.sqrt(squares[run])) / RATE) * weights[run];
        squares[run] = square;
        weights[run] = -sums[run] / (Math.sqrt(square) / RATE + SHRINK * ROUNDS);
      }
    }
  return [...numbers].map(([run, number]) => [run, weights[number]]);
}

/** Always in the same order, so that the same texts give the same table. */
function shuffle(list) {
  let seed = 7;
  const next = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}

/** For each weight, in tenths, the runs that have it. */
function tableOf(weights) {
  const byWeight = new Map();
  for (const [run, weight] of weights) {
    const tenths = Math.round(weight * 10);
    if (tenths !== 0) byWeight.set(tenths, [...(byWeight.get(tenths) ?? []), run]);
  }
  const sorted = [...byWeight].toSorted(([a], [b]) => b - a);
  // A sign before each, because a plain number as a key would be moved to the front.
  return Object.fromEntries(
    sorted.map(([tenths, runs]) => [tenths > 0 ? `+${tenths}` : `${tenths}`, runs.toSorted().join('\t')]),
  );
}
