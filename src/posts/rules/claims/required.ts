/**
 * What a publication may require in each post: its disclaimer, and a link to a source. Both rules are off by default.
 */
import type { Block } from '../../blocks.ts';
import type { Mend } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';

export function findNoDisclaimer(blocks: readonly Block[], { settings }: RuleContext): Mend[] {
  const words = settings.check.disclaimer?.replace(/\s+/g, '');
  if (words === undefined) return [];
  if (blocks.some(({ text }) => text.replace(/[\s*_]+/g, '').includes(words))) return [];
  const message = `The post does not have the disclaimer 「${settings.check.disclaimer}」.`;
  return [{ code: 'post-disclaimer', message, line: 1, column: 1 }];
}

/** A link to another site, in Markdown, in HTML or as a bare address. */
const LINK = /https?:\/\/([^\s/"'<>)\]]+)/g;

export function findNoSource(blocks: readonly Block[], { settings }: RuleContext): Mend[] {
  const own = new URL(settings.site.url).host;
  const linked = blocks.some(
    ({ kind, text }) => kind !== 'code' && [...text.matchAll(LINK)].some(([, host]) => host !== own),
  );
  return linked ? [] : [{ code: 'post-source', message: 'The post links to no source.', line: 1, column: 1 }];
}
