/** Pictures that a script would load: readers of feeds and mails have no script, so they get the real one. */

/** The attributes in which scripts find the real picture. */
const SOURCES = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-echo'];
const SETS = ['data-srcset', 'data-lazy-srcset'];

/** For use in an expression. */
export const LAZY_SOURCE = SOURCES.join('|');

const LAZY_VALUE = new RegExp(`\\s(?:${[...SOURCES, ...SETS].join('|')})\\s*=\\s*["']?([^"'\\s>]+)`, 'gi');

/** Whether a script would give this tag another picture. */
export function isLazy(tag: string): boolean {
  return [...tag.matchAll(LAZY_VALUE)].some(([, value]) => isAddress(value));
}

/** A picture with the address that a script would give it. */
export function withLazySource(
  tag: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!/^(?:img|source|video|audio)$/.test(tag)) return attributes;
  const src = SOURCES.map((name) => attributes[name]).find(isAddress);
  const lazySet = SETS.map((name) => attributes[name]).find(isAddress);
  const { src: written, srcset: writtenSet, ...others } = attributes;
  // If a script has something better, the present picture is a placeholder. Old readers need one address out of a set.
  const srcset = lazySet ?? (src === undefined ? writtenSet : undefined);
  const isComplete = src === undefined && lazySet === undefined && (written !== undefined || tag !== 'img');
  if (isComplete || (src ?? srcset) === undefined) return attributes;
  const address = src ?? (tag === 'img' && srcset !== undefined ? firstOf(srcset) : undefined);
  return {
    ...others,
    ...(srcset !== undefined ? { srcset } : {}),
    ...(address !== undefined ? { src: address } : {}),
  };
}

/** `data-lazy="true"` names no picture, and neither do data or a script. */
function isAddress(value: string | undefined): value is string {
  if (value === undefined || !/[./]/.test(value)) return false;
  return /^\s*https?:/i.test(value) || !/^\s*[a-z][a-z\d+.-]*:/i.test(value);
}

/** `a.png 1x, b.png 2x` */
function firstOf(set: string): string {
  return set.trim().split(/[\s,]/)[0] ?? '';
}
