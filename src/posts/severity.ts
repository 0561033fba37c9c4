/** The severity of a rule for one post: from the post itself, else from the config, else from the table. */

import { problemCodes, type RuleCode } from '../problem.ts';
import { isLevel, type Level } from '../settings/check.ts';
import type { Settings } from '../settings.ts';
import type { FrontMatter } from './post.ts';

export type LevelOf = (code: RuleCode) => Level;

export function levelsFor(frontMatter: FrontMatter, { check }: Settings): LevelOf {
  const own = Object.hasOwn(frontMatter, 'check') ? frontMatter['check'] : undefined;
  if (own === undefined) return (code) => check.rules[code] ?? defaultLevel(code, check.disclaimer);
  if (isOff(own)) return () => 'off';
  const map = typeof own === 'object' && !Array.isArray(own) ? (own as FrontMatter) : {}; // neither text nor list
  return (code) => {
    const level = Object.hasOwn(map, code) ? map[code] : undefined;
    if (isOff(level)) return 'off';
    return isLevel(level) ? level : (check.rules[code] ?? defaultLevel(code, check.disclaimer));
  };
}

/** YAML 1.1 reads `off` as false, and some editors write it so. */
function isOff(value: unknown): boolean {
  return value === 'off' || value === 'false';
}

function defaultLevel(code: RuleCode, disclaimer: string | undefined): Level {
  if (code === 'post-disclaimer' && disclaimer !== undefined) return 'warning';
  const row = problemCodes[code];
  return 'byDefault' in row ? row.byDefault : row.severity;
}

/** Whether a rule is on for the whole publication, whatever a post says. */
export function isOn(code: RuleCode, settings: Settings): boolean {
  return levelsFor({}, settings)(code) !== 'off';
}

/** The markers to search for. */
export function markersOf(settings: Settings): readonly string[] {
  return isOn('post-marker', settings) ? settings.check.markers : [];
}
