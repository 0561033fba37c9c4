/**
 * Settings of `check`: which rules of posts/rules/ are on, how severe each is, and the publication's own words that
 * they look for. The old name `cleaning` is refused with the new names.
 */

import * as v from 'valibot';
import { isMap } from '../plain-map.ts';
import { isRule, type RuleCode, ruleCodes, type Severity } from '../problem.ts';
import { nearestName } from '../text/nearest-name.ts';
import { BUILT_IN_MARKERS } from './built-in-markers.ts';
import { line } from './fields.ts';

/** `off`: the rule does not run and repairs nothing. */
export type Level = Severity | 'off';

const levels = ['error', 'warning', 'hint', 'off'] as const satisfies readonly Level[];

const level = v.picklist(levels, 'must be "error", "warning", "hint" or "off"');

const rules = v.pipe(
  v.record(v.string(), level),
  v.rawCheck(({ dataset, addIssue }) => {
    for (const name of dataset.typed ? Object.keys(dataset.value) : [])
      if (!isRule(name)) addIssue({ message: unknownRule(name) });
  }),
  v.transform((given) => given as Partial<Readonly<Record<RuleCode, Level>>>), // its keys were checked above
  v.description(
    'The severity of a rule: `error` keeps posts out of feeds and digests, `warning` and `hint` are only shown, `off` asks and repairs nothing. docs/rules.md lists them.',
  ),
);

export function unknownRule(name: string): string {
  const near = nearestName(name, ruleCodes);
  const meant = near === undefined ? 'docs/rules.md lists them' : `the nearest is \`${near}\``;
  return `has no rule \`${name}\`: ${meant}`;
}

export function isLevel(text: unknown): text is Level {
  return levels.some((known) => known === text);
}

export const check = v.strictObject({
  rules: v.optional(rules, {}),
  markers: v.optional(
    v.pipe(
      v.array(line('A marker line.')),
      v.description('Lines that the writing pipeline leaks into posts.'),
    ),
    [...BUILT_IN_MARKERS],
  ),
  boilerplate: v.optional(
    v.pipe(v.array(line('A phrase.')), v.description('Phrases that make an excerpt boilerplate.')),
    ['について詳細に分析します', '最新のAI技術動向と市場分析をお届けします'],
  ),
  disclaimer: v.optional(
    line(
      'Words that every post must have, such as 投資は自己責任; a post without them is `post-disclaimer`.',
    ),
  ),
});

/** The new place of each setting of `cleaning`. */
const newPlaces: Readonly<Record<string, string>> = {
  marker: "'post-marker', 'post-cut-joined', 'post-cut-restarted', 'post-cut-open'",
  repeatedTitle: "'post-repeated-title'",
  repeatedParagraph: "'post-repeated-paragraph', 'post-repeated-passage', 'post-repeated-sentence'",
  boldHeading: "'post-bold-heading', 'post-run-in-heading'",
  flattened: "'post-flattened'",
  strayEmphasis: "'post-stray-emphasis'",
  replacementCharacter: "'post-replacement-character'",
  titleMarkdown: "'post-title-markdown'",
  boilerplateExcerpt: "'post-excerpt-boilerplate'",
};

/** What to write in place of `cleaning`, which held the settings of repairs in earlier versions. */
export function newNames(old: unknown): string {
  const given = isMap(old) ? old : {};
  const repairs = isMap(given['repairs']) ? Object.keys(given['repairs']) : [];
  const rows = [
    ...['markers', 'boilerplate'].filter((name) => name in given).map((name) => `write \`check.${name}\``),
    ...repairs.map(
      (name) => `for \`repairs.${name}\` give \`check.rules\` ${newPlaces[name] ?? 'the rule'} \`'off'\``,
    ),
  ];
  return rows.length === 0 ? 'write `check.markers`, `check.boilerplate` and `check.rules`' : rows.join('; ');
}
