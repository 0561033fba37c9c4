/**
 * The table of rules: the repairs on the way to readers, in this order, and the searches for faults that are only
 * named. To add a rule, write a file here, a row in this table, and a row in src/problems/rules.ts.
 */
import { type RuleCode, ruleCodes } from '../../problem.ts';
import { type Block, joinBlocks } from '../blocks.ts';
import { cleanText } from '../clean-text.ts';
import type { Mend, Mended } from '../repair.ts';
import { findAsides } from './assistant/asides.ts';
import { dropTalk, findTalk } from './assistant/meta-talk.ts';
import { findRefusal } from './assistant/refusal.ts';
import { findFigures } from './claims/figure.ts';
import { findOddFigures } from './claims/odd-figure.ts';
import { findCutTitle, findGluedTitle, findWrongYear } from './claims/pipeline-title.ts';
import { findNoDisclaimer, findNoSource } from './claims/required.ts';
import { mendCutsAndRepeats } from './cuts-and-repeats.ts';
import { explanations } from './explanations.ts';
import { findForeignMarks } from './foreign-marks.ts';
import { boldLinesToHeadings } from './headings/bold-heading.ts';
import { unmakeHeadings } from './headings/paragraph-heading.ts';
import { dropEmptied, dropRepeatedHeadings, findRepeatedHeadings } from './headings/repeated-heading.ts';
import { partRunInHeadings } from './headings/run-in-heading.ts';
import { dropCitationMarks } from './leftovers/citation-mark.ts';
import { unwrap } from './leftovers/wrapping.ts';
import { findLostTargets } from './lost-targets.ts';
import { findPrompt } from './prompts/prompt.ts';
import { dropRepeated } from './repeats/repeated-passage.ts';
import { dropRepeatedTitle, dropTitleInside } from './repeats/repeated-title.ts';
import { findRetold } from './repeats/retold.ts';
import { placeAdditions } from './retellings/additions.ts';
import { dropLeftJoining } from './retellings/left-joining.ts';
import { dropSaidAtOnce } from './retellings/said-at-once.ts';
import { mergeSections } from './retellings/section-again.ts';
import { dropTwice } from './retellings/sentence-twice.ts';
import type { RepairStep, Rule, RuleContext, Search } from './rule.ts';
import { findCutEdges } from './scars/cut-edge.ts';
import { dropCutLinks, findCutLinks } from './scars/cut-link.ts';
import { withDeletedMarkers } from './scars/deleted-marker.ts';
import { mendDoubled } from './scars/doubled-letters.ts';
import { dropHeadingsAtSeams } from './scars/heading-at-seam.ts';
import { dropLeadingDots } from './scars/leading-dots.ts';
import { restoreLines } from './scars/lost-line-breaks.ts';
import { dropMarkers } from './scars/marker.ts';
import { dropReplacements } from './scars/replacement-character.ts';
import { findDoubledLetters, findPromises } from './scars/small-scars.ts';
import { mendEmphasis } from './scars/stray-emphasis.ts';
import { splitAgain } from './split-again.ts';

/** Raised if the meaning of repairs changes: archives that were made with the earlier one are written again. */
export const MEANING = 20;

/** Forbidden letters are not a rule: they are always removed. */
function clean(blocks: readonly Block[]): Mended {
  return { blocks: blocks.map((block) => ({ ...block, text: cleanText(block.text) })), mends: [] };
}

type Step = RepairStep | typeof clean;

export const steps: readonly Step[] = [
  { codes: ['post-replacement-character'], run: dropReplacements },
  { codes: ['post-wrapping'], run: (blocks, { title }) => unwrap(blocks, title) },
  { codes: ['post-citation-mark'], run: (blocks, { title }) => dropCitationMarks(blocks, title) },
  clean,
  {
    codes: ['post-marker'],
    run: (blocks, { settings, title, on }) =>
      dropMarkers(blocks, settings.check.markers, on('post-repeated-title') ? title : undefined),
  },
  {
    codes: ['post-cut-joined', 'post-cut-restarted', 'post-cut-open'],
    run: (blocks, _, __, source) => ({ blocks: withDeletedMarkers(blocks, source), mends: [] }),
  },
  { codes: ['post-repeated-heading'], run: dropHeadingsAtSeams },
  { codes: ['post-paragraph-heading'], run: (blocks, _, before) => unmakeHeadings(blocks, before) },
  { codes: ['post-flattened'], run: (blocks, _, before) => restoreLines(blocks, before) },
  { codes: ['post-run-in-heading'], run: (blocks, _, before) => partRunInHeadings(blocks, before) },
  { codes: ['post-bold-heading'], run: (blocks, _, before) => boldLinesToHeadings(blocks, before) },
  { codes: ['post-meta-talk'], run: (blocks, _, before) => dropTalk(blocks, before) },
  { codes: ['post-repeated-title'], run: (blocks, { title }) => dropRepeatedTitle(blocks, title) },
  {
    codes: ['post-repeated-title'],
    run: (blocks, { title }, before, source) => dropTitleInside(blocks, title, before, source),
  },
  {
    codes: ['post-repeated-paragraph', 'post-repeated-passage', 'post-repeated-sentence'],
    run: dropRepeated,
  },
  {
    codes: ['post-cut-joined', 'post-cut-restarted', 'post-cut-open'],
    run: mendCutsAndRepeats,
  },
  {
    codes: ['post-repeated-passage'],
    run: (blocks, _, before, source) => placeAdditions(blocks, before, source),
  },
  {
    codes: ['post-repeated-heading'],
    run: (blocks, { lineOf }, before, source) => {
      const merged = mergeSections(blocks, before, source, lineOf);
      const dropped = dropRepeatedHeadings(merged.blocks, [...before, ...merged.mends]);
      return { blocks: dropped.blocks, mends: [...merged.mends, ...dropped.mends] };
    },
  },
  { codes: ['post-leading-dots'], run: dropLeadingDots },
  { codes: ['post-cut-link'], run: (blocks, _, before) => dropCutLinks(blocks, before) },
  { codes: ['post-doubled-letters'], run: (blocks, _, before) => mendDoubled(blocks, before) },
  { codes: ['post-stray-emphasis'], run: (blocks, _, before) => mendEmphasis(blocks, before) },
];

/** A text is cleaned once. */
const repeated = steps.filter((step) => step !== clean);

/** Run when the others find nothing more: a single sentence goes only after the passages. */
const finishing: readonly RepairStep[] = [
  { codes: ['post-repeated-sentence'], run: (blocks, _, before) => dropSaidAtOnce(blocks, before) },
  { codes: ['post-repeated-sentence'], run: dropTwice },
];

/** Run last: they look at what then stands beside what. */
const closing: readonly RepairStep[] = [
  {
    codes: ['post-repeated-passage'],
    run: (blocks, _, before, source) => dropLeftJoining(blocks, before, source),
  },
  {
    codes: ['post-repeated-heading'],
    run: (blocks, _, before, source) => dropEmptied(blocks, before, source),
  },
];

/** Faults that are only named: searched in the repaired text, so that nothing is named twice. */
const searches: readonly Search[] = [
  { code: 'post-refusal', find: findRefusal },
  { code: 'post-prompt', find: findPrompt },
  { code: 'post-title-year', find: findWrongYear },
  { code: 'post-title-glued', find: findGluedTitle },
  { code: 'post-title-cut', find: findCutTitle },
  {
    code: 'post-figure',
    find: (blocks, context) => [...findFigures(blocks, context), ...findOddFigures(blocks)],
  },
  { code: 'post-cut-edge', find: findCutEdges },
  { code: 'post-repeated-heading', find: findRepeatedHeadings },
  { code: 'post-retold', find: findRetold },
  {
    code: 'post-meta-talk',
    find: (blocks, context) => [...findTalk(blocks), ...findAsides(blocks, context)],
  },
  { code: 'post-doubled-letters', find: findDoubledLetters },
  { code: 'post-cut-link', find: findCutLinks },
  { code: 'post-promise', find: findPromises },
  { code: 'post-foreign-mark', find: findForeignMarks },
  { code: 'post-target', find: findLostTargets },
  { code: 'post-disclaimer', find: findNoDisclaimer },
  { code: 'post-source', find: findNoSource },
];

export function ruleOf(code: RuleCode): Rule {
  return explanations[code];
}

/**
 * Everything that the rules find in a text, in the order of the places: repairs and named faults.
 *
 * @param named the rules whose named faults are wanted
 */
export function findingsIn(
  body: readonly Block[],
  context: RuleContext,
  { blocks, mends }: Mended = repairBody(body, context),
  named: readonly RuleCode[] = ruleCodes,
): readonly Mend[] {
  // A cut title is recognised by the first line, which the repair of repeated titles may have removed.
  const found = searches
    .filter(({ code }) => context.on(code) && named.includes(code))
    .flatMap(({ code, find }) => find(code === 'post-title-cut' ? body : blocks, context));
  // Where an assistant speaks, it works on the text, too, and says again what it was told: one rule says it.
  const refused = found.find(({ code }) => code === 'post-refusal')?.line;
  const parts: readonly string[] = ['post-meta-talk', 'post-prompt'];
  const once = found.filter(({ code, line }) => line !== refused || !parts.includes(code));
  return [...mends, ...once].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Runs all repairs that are on; each works on the result of the one before.
 *
 * They are repeated until nothing more is found: so readers get the same text as from a file that was repaired.
 *
 * @param how without `clean`, characters that cannot be shown stay: in a file they belong to the author
 */
export function repairBody(body: readonly Block[], context: RuleContext, how = { clean: true }): Mended {
  const always = steps.filter((step) => how.clean || typeof step !== 'function');
  let done = runSteps(always, body, context, [], body);
  if (done.mends.length === 0) return done;
  for (let round = 1; round < ROUNDS; round += 1) {
    const before = joinBlocks(done.blocks);
    const again = splitAgain(done.blocks, before);
    const next = [repeated, finishing, closing]
      .values()
      .map((run) => runSteps(run, again, context, done.mends, body))
      .find(({ blocks }) => isChanged(blocks, again) && joinBlocks(blocks) !== before);
    if (next === undefined) break;
    done = { blocks: next.blocks, mends: [...done.mends, ...next.mends] };
  }
  return done;
}

/** A fast test: where it says no, both are the same text. */
function isChanged(blocks: readonly Block[], before: readonly Block[]): boolean {
  if (blocks.length !== before.length) return true;
  return blocks.some(({ gap, text }, index) => gap !== before[index]?.gap || text !== before[index]?.text);
}

/** A repair may make another one possible: they are repeated at most this many times. A long post of a program needs six. */
const ROUNDS = 20;

/** @param before what was repaired so far */
function runSteps(
  run: readonly Step[],
  body: readonly Block[],
  context: RuleContext,
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  const mends = [...before];
  let blocks = body;
  for (const step of run) {
    if (typeof step !== 'function' && !step.codes.some(context.on)) continue;
    const mended = typeof step === 'function' ? step(blocks) : step.run(blocks, context, mends, source);
    blocks = mended.blocks;
    mends.push(...mended.mends);
  }
  return { blocks: blocks.filter(({ kind }) => kind !== 'end'), mends: mends.slice(before.length) };
}
