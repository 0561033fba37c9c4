/**
 * What a plain scalar in the YAML of a Jekyll site is: a text, a number, a day, a time, true, false or nothing, as Ruby
 * decides it (psych/scalar_scanner.rb). Values that JavaScript would write in another way than Ruby become the text that
 * Ruby writes: `1.0`, `2025-01-05`, `2025-01-05 10:00:00 +0900`.
 */
import { defineScalarTag, FAILSAFE_SCHEMA, mergeTag, NOT_RESOLVED, Schema } from 'js-yaml';
import { rubyStamp } from './ruby-stamp.ts';

export type Scalar = string | number | boolean | null;

/** @param zone the time zone of the site, in which Ruby writes a time that names none */
export function rubySchema(zone: string): Schema {
  const plain = defineScalarTag('tag:yaml.org,2002:ruby', {
    implicit: true,
    identify: () => false,
    resolve: (text) => {
      const value = scalarOf(text, zone);
      return value === text ? NOT_RESOLVED : value;
    },
  });
  return new Schema([...FAILSAFE_SCHEMA.tags, mergeTag, plain]);
}

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?\s*(Z|[-+]\d{1,2}(?::?\d\d)?)?$/;
const DAY = /^(\d{4})-(1[012]|0?\d)-([12]\d|3[01]|0?\d)$/;
const FLOAT = /^[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?$/;
const INTEGER = /^[-+]?(?:0b[01_,]+|0x[\da-fA-F_,]+|0[0-7_,]*|[1-9](?:[,_]?\d)*)$/;
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}$/;
const WORDS: Readonly<Record<string, boolean | null>> = {
  yes: true,
  true: true,
  on: true,
  no: false,
  false: false,
  off: false,
  null: null,
  '~': null,
  '': null,
};

/** @param text as it is written, without quotation marks */
export function scalarOf(text: string, zone: string): Scalar {
  const word = text.toLowerCase();
  if (Object.hasOwn(WORDS, word)) return WORDS[word] ?? null;
  if (!/^[-+.\d]/.test(text)) return text;
  if (INTEGER.test(text)) return wholeOf(text.replace(/[,_]/g, ''));
  if (FLOAT.test(text) && !/^[-+]?\.$/.test(text)) return fractionOf(Number(text.replace(/[,_]/g, '')));
  if (BASE_60.test(text))
    return text
      .split(':')
      .reduce((sum, part, index) => sum + Number.parseInt(part, 10) * 60 ** Math.abs(index - 2), 0);
  const day = DAY.exec(text);
  if (day !== null) return dayOf(text, day);
  const time = TIME.exec(text);
  return time === null ? text : timeOf(text, time, zone);
}

function wholeOf(text: string): Scalar {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = Number(octal) * (sign === '-' ? -1 : 1);
  return Number.isSafeInteger(value) ? value : text.replace(/^\+/, '');
}

/** Ruby writes a fraction always with its point. */
function fractionOf(value: number): Scalar {
  if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? `${value}.0` : value;
  const written = String(value);
  return written.includes('e') ? written.replace(/e([-+])(\d)$/, 'e$10$2') : value;
}

function dayOf(text: string, [, year = '', month = '', day = '']: RegExpExecArray): string {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : text;
}

function timeOf(text: string, parts: RegExpExecArray, zone: string): string {
  const [, year, month, day, hour, minute, second, offset] = parts;
  const two = (part = '') => part.padStart(2, '0');
  const there = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
  const date = new Date(`${there.replace(' ', 'T')}Z`);
  if (Number.isNaN(date.getTime())) return text;
  if (offset === 'Z') return `${there} UTC`;
  if (offset === undefined) return rubyStamp(date, zone);
  const [, sign = '+', hours = '0', minutes = '00'] = /^([-+])(\d{1,2}):?(\d\d)?$/.exec(offset) ?? [];
  return `${there} ${sign}${two(hours)}${minutes}`;
}
