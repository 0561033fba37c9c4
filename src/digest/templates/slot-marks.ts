/**
 * How a template puts in a slot. While a template is rendered, a slot is a mark that no other text can contain. Its
 * name is a hash of everything that the mail is made from, and it stands between two noncharacters, which are removed
 * from all data. After rendering, the marks become places (mail/slots.ts). No mark is ever written to a disk or a
 * ledger.
 *
 * The name is a hash and not random, so that the same posts and templates always give the same bytes, also if a
 * template cuts a line.
 */
import { hash } from 'node:crypto';
import { type Part, type SlotName, slotMark, slotNames } from '../../mail/slots.ts';
import { NONCHARACTER } from '../text/escape-slots.ts';
import type { Templates, Variable, Variables } from './template.ts';

const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';

export type SlotMarks = {
  /** What templates may name: the data without noncharacters, and `slots`. */
  readonly view: Variables;
  /** @returns the text, divided at its slots; `undefined` if a template changed or cut a mark */
  parts(rendered: string): Part[] | undefined;
};

export function markSlots(data: Variables, templates: Templates): SlotMarks {
  const name = hash('sha256', JSON.stringify([data, templates])).slice(0, 32);
  const marks = slotNames.map((slot) => [slot, `${OPEN}${name}-${slot}${CLOSE}`] as const);
  const whole = new RegExp(`${OPEN}${name}-(${slotNames.join('|')})${CLOSE}`, 'g');
  const broken = new RegExp(`${name}|${NONCHARACTER.source}`, 'i');
  return {
    view: { ...(clean(data) as Variables), slots: Object.fromEntries(marks) }, // a cleaned map is a map
    parts: (rendered) => {
      // Split by a pattern with one group, so words and names of slots come in turn.
      const parts = rendered
        .split(whole)
        .map((part, index): Part => (index % 2 === 1 ? { slot: part as SlotName } : part))
        .filter((part) => part !== '');
      return parts.some((part) => typeof part === 'string' && broken.test(part)) ? undefined : parts;
    },
  };
}

/** The text for everybody: each slot is replaced by its stand-in. */
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
