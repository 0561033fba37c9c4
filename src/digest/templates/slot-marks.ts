/**
 * How a template puts in a slot. While it is rendered, a slot is a mark that nothing else can be: its name is
 * a hash of everything that the mail is made from, so no post, config or template can hold it, whatever its
 * encoding; and it stands between two noncharacters, which are taken out of all data. Once rendered, the marks
 * become places (mail/slots.ts), and no mark reaches a disk or a ledger.
 *
 * A hash and not chance: the same posts and templates give the same bytes, also where a template cuts a line.
 */
import { createHash } from 'node:crypto';
import { type Part, type SlotName, slotMark, slotNames } from '../../mail/slots.ts';
import type { Templates, Variable, Variables } from './liquid.ts';

const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const NONCHARACTER = /[\ufdd0-\ufdef]/g;

export type SlotMarks = {
  /** What templates may name: the data without noncharacters, and `slots`. */
  readonly view: Variables;
  /** @returns the text taken apart at its slots; `undefined` where a template changed or cut a mark */
  parts(rendered: string): Part[] | undefined;
};

export function markSlots(data: Variables, templates: Templates): SlotMarks {
  const name = createHash('sha256')
    .update(JSON.stringify([data, templates]))
    .digest('hex')
    .slice(0, 32);
  const marks = slotNames.map((slot) => [slot, `${OPEN}${name}-${slot}${CLOSE}`] as const);
  const whole = new RegExp(`${OPEN}${name}-(${slotNames.join('|')})${CLOSE}`, 'g');
  const broken = new RegExp(`${name}|${NONCHARACTER.source}`, 'i');
  return {
    view: { ...(clean(data) as Variables), slots: Object.fromEntries(marks) }, // a map stays one
    parts: (rendered) => {
      // Split by a pattern with one group: words and names of slots by turns.
      const parts = rendered
        .split(whole)
        .map((part, index): Part => (index % 2 === 1 ? { slot: part as SlotName } : part))
        .filter((part) => part !== '');
      return parts.some((part) => typeof part === 'string' && broken.test(part)) ? undefined : parts;
    },
  };
}

/** Slots as everyone may see them: with their stand-ins. */
export function withStandIns(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : slotMark(part.slot))).join('');
}

function clean(value: Variable): Variable {
  if (typeof value === 'string') return value.replace(NONCHARACTER, '');
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(clean);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
}

function isList(value: Variable): value is readonly Variable[] {
  return Array.isArray(value);
}
