/** Checks what a post says about rules: `check: off`, or `check: { post-refusal: off }`. A mistake in it is named. */

import { isRule, type Problem } from '../../problem.ts';
import { isLevel, unknownRule } from '../../settings/check.ts';
import type { Post } from '../post.ts';

export function checkKeyProblems({ file, frontMatter }: Post): Problem[] {
  const own = Object.hasOwn(frontMatter, 'check') ? frontMatter['check'] : undefined;
  if (own === undefined || own === 'off' || own === 'false') return [];
  const problem = (message: string): Problem => ({
    code: 'post-check-key',
    message,
    hint: 'Write `check: off`, or `check: { post-refusal: off }`.',
    at: { file, line: 1, column: 1 },
  });
  if (typeof own !== 'object' || Array.isArray(own))
    return [problem('The key `check` is neither `off` nor a map of rules.')];
  return Object.entries(own).flatMap(([code, level]) => {
    if (!isRule(code)) return [problem(`The key \`check\` ${unknownRule(code)}.`)];
    if (isLevel(level) || level === 'false') return [];
    return [problem(`The key \`check.${code}\` must be error, warning, hint or off.`)];
  });
}
