/** The heading of a section: what it is called, and how deep the section is. */
import type { Block } from '../blocks.ts';
import { remembered } from '../remembered.ts';

/** The letters of a heading. */
export function nameOf({ text }: Block): string {
  return nameIn(text);
}

const nameIn = remembered((text) => text.replace(/[\s#*_`=]|(?<!-)-{3,}$/g, '').toLowerCase());

/** The number of `#`, 1 to 6; an underlined heading is 1 or 2. */
export function levelOf({ text }: Block): number {
  return /^\s*(#{1,6})/.exec(text)?.[1]?.length ?? (/=\s*$/.test(text) ? 1 : 2);
}

/** What stands under such a heading ends a post. */
export function isClosing({ text }: Block): boolean {
  return CLOSING.test(text);
}

const CLOSING = /^#+ (?:まとめ|結論|結び|総括|最後に|[終お]わりに|さいごに|むすび)(?:[：:].{0,40})?$/;
