/**
 * The message about a variable, filter, tag or file that a template names and that does not exist. It names the nearest
 * one that does.
 */
import { isMap } from '../../plain-map.ts';
import { nearestName } from '../../text/nearest-name.ts';

/** All names that exist, by kind. */
export type KnownNames = Readonly<Record<keyof typeof kinds, readonly string[]>>;

/** The messages of liquidjs about unknown names. */
const kinds = {
  filter: /^undefined filter: ([^\s,]+)/,
  tag: /^tag "([^"]*)" not found/,
  template: /^ENOENT: Failed to lookup "([^"]*)"/,
} as const;

/**
 * @param said the message of liquidjs
 * @returns `undefined` if the message is about something else
 */
export function unknownName(said: string, known: KnownNames): { message: string; hint: string } | undefined {
  for (const [kind, pattern] of Object.entries(kinds) as [keyof typeof kinds, RegExp][]) {
    const name = pattern.exec(said)?.[1];
    if (name === undefined) continue;
    const near = nearestName(name, known[kind]);
    const list = 'docs/templates.md lists what templates may use.';
    if (kind === 'tag' && name.startsWith('end'))
      return {
        message: `\`{% ${name} %}\` closes nothing: the tag that it belongs to is missing or misspelled.`,
        hint: `Correct the tag before it; ${list}`,
      };
    return {
      message: `The template names the ${kind} \`${name}\`, and there is none.`,
      hint: near === undefined ? `Correct it; ${list}` : `Did you mean \`${near}\`? ${list}`,
    };
  }
  return undefined;
}

/** The names that exist in the same place as the wrong one; for the variable of a loop, the names in lists. */
export function hintForVariable(missing: string, variables: unknown): string {
  const path = missing.split('.');
  const wrong = path.at(-1) ?? '';
  const beside = namesAt(variables, path.slice(0, -1)) ?? listedNames(variables);
  const close = nearestName(wrong, beside);
  const known = `The names there are: ${beside.join(', ')}.`;
  return close === undefined
    ? known
    : `Did you mean \`${[...path.slice(0, -1), close].join('.')}\`? ${known}`;
}

function namesAt(variables: unknown, path: readonly string[]): string[] | undefined {
  const [first, ...rest] = path;
  if (!isMap(variables)) return undefined;
  return first === undefined ? Object.keys(variables) : namesAt(variables[first], rest);
}

/** Every name that an element of some list has. */
function listedNames(value: unknown): string[] {
  const names = new Set<string>();
  const visit = (part: unknown, listed: boolean): void => {
    if (isMap(part)) {
      for (const [name, inner] of Object.entries(part)) {
        if (listed) names.add(name);
        visit(inner, false);
      }
    } else if (isList(part)) for (const inner of part.slice(0, 1)) visit(inner, true);
  };
  visit(value, false);
  return [...names];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
