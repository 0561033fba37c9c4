/** The problems of a list of subscribers, its header and its lines, in words for the person who made it. */
import type { Place, Problem } from '../../problem.ts';
import type { Category } from '../../settings.ts';
import { KNOWN_HEADERS } from './column-headers.ts';
import type { Row, RowFault } from './csv.ts';

export function badAddress(text: string, reason: string): Problem {
  return {
    code: 'subscriber-address',
    message: `${quoted(text)} is no mail address: ${reason}.`,
    hint: 'Correct it, such as `taro@example.jp`, and import the file again: the other lines stay as they are.',
  };
}

export function widened(text: string, address: string): Problem {
  return {
    code: 'subscriber-width',
    message: `${quoted(text)} was read as ${address}.`,
    hint: 'Nothing to do, if that is the address; half-width letters avoid the doubt.',
  };
}

export function undressed(text: string, address: string): Problem {
  return {
    code: 'subscriber-width',
    message: `${quoted(text)} was read as ${address}.`,
    hint: 'Nothing to do, if that is the address; nothing but the address in its cell avoids the doubt.',
  };
}

export function unknownCategory(name: string, categories: readonly Category[]): Problem {
  const known = categories.map((category) => category.name).join('、');
  return {
    code: 'subscriber-category',
    message: `The config names no category ${quoted(name)}.`,
    hint:
      known === ''
        ? 'Add it to `categories` in tayori.config.ts, or leave the cell empty for all.'
        : `Use ${known} (or a slug), leave it empty for all, or add it to \`categories\` in tayori.config.ts.`,
  };
}

export function inDoubt(text: string, header: string): Problem {
  const column = header.trim() === '' ? 'a column without a name' : `the column ${quoted(header.trim())}`;
  return {
    code: 'subscriber-status',
    message:
      text === ''
        ? `The cell in ${column} is empty, which may mean that they want no mail, or never confirmed.`
        : `${quoted(text)} in ${column} may mean that they want no mail, or never confirmed.`,
    hint: `Write \`subscribed\` or \`unsubscribed\` in a column \`status\` (配信中, 配信停止 in 配信状態); if the column is about something else, add \`--columns "ignore=${header.trim() || 'NUMBER'}"\`.`,
  };
}

export function maybeStruckOut(text: string): Problem {
  return {
    code: 'subscriber-status',
    message: `${quoted(text)} may be struck out rather than an address.`,
    hint: 'Delete the line, or what was added to the address.',
  };
}

const PAIRS = 'Quotes come in pairs around a whole field; a quote within one is written twice.';

const rowFaults: Readonly<Record<RowFault, { readonly what: string; readonly hint: string }>> = {
  'too-long': {
    what: 'it is longer than 1 MB',
    hint: 'No person needs so much: look whether the file has line breaks, and is a list at all.',
  },
  'cut-off': {
    what: 'the file ends in the middle of it, and what it says about mail is missing',
    hint: 'Get the whole file again. If it is whole, fill the cells of this line, or end it with a line break.',
  },
  'open-quote': { what: 'a quote is opened and never closed', hint: PAIRS },
  'after-quote': { what: 'something stands behind a closing quote', hint: PAIRS },
};

export function broken(fault: RowFault): Problem {
  const { what, hint } = rowFaults[fault];
  return { code: 'subscriber-line', message: `The line can not be read: ${what}.`, hint };
}

/** Short, on one line, and harmless on a terminal. */
function quoted(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{b7}');
  return `「${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}」`;
}

export function ignoredColumns(headers: readonly string[], at: Problem['at']): Problem {
  return {
    code: 'subscriber-column',
    message: `Nothing is read from the columns ${headers.map((header) => quoted(header.trim())).join(', ')}.`,
    hint: `Nothing to do, unless one of them should be called: ${KNOWN_HEADERS}.`,
    ...(at === undefined ? {} : { at }),
  };
}

export function leaversBelow({ fields, line }: Row, file: string): Problem {
  const heading = fields.find((field) => field.trim() !== '') ?? '';
  return {
    code: 'subscriber-file',
    message: `The lines below ${quoted(heading.trim())} may be of people who want no mail. Nobody was imported.`,
    hint: 'Move them to a file of their own, and import that with `--as unsubscribed`.',
    at: { file, line },
  };
}

export function namedAfterLeaving(file: string, line: number): Problem {
  return {
    code: 'subscriber-file',
    message:
      'By its name this is a list of people who want no mail, and this line does not say so. Nobody was imported.',
    hint: 'Import it with `--as unsubscribed` (or `--as bounced`), so that no other list brings them back; or rename it.',
    at: { file, line },
  };
}

/** @param as what the people are to be taken in as */
export function knownLeavers(whose: string, as: string, at: Place): Problem {
  return {
    code: 'subscriber-file',
    message: `By its columns this is ${whose}. Nobody was imported.`,
    hint: `Import it with \`--as ${as}\`, so that no other list brings them back; if it is another list, call the column of the addresses \`email\`.`,
    at,
  };
}

export function headedByLeaving(header: string, at: Place): Problem {
  return {
    code: 'subscriber-file',
    message: `By its header ${quoted(header.trim())} the column of the addresses is one of people who want no mail. Nobody was imported.`,
    hint: 'Import it with `--as unsubscribed` (or `--as bounced`), so that no other list brings them back.',
    at,
  };
}

export function saysNoElsewhere(address: string, line: number): Problem {
  return {
    code: 'subscriber-status',
    message: `Line ${line} says, or may say, that ${address} wants no mail; that line counts.`,
    hint: 'Remove the line that is wrong.',
  };
}

export function twice(address: string, first: number): Problem {
  return {
    code: 'subscriber-twice',
    message: `${address} stands in line ${first} already; that line counts.`,
    hint: 'Remove one of the two lines.',
  };
}

export function noAddressColumn(fields: readonly string[], called: string, at: Place): Problem {
  return {
    code: 'subscriber-file',
    message: `No column of the first line is called an address: ${fields.map((field) => quoted(field.trim())).join(', ')}.`,
    hint: `Call the column of the addresses ${called} in the first line, or name it: \`--columns email=HEADER\`.`,
    at,
  };
}

export function tooManyColumns(count: number, at: Place): Problem {
  return {
    code: 'subscriber-file',
    message: `The first line has ${count} columns.`,
    hint: 'Look whether it is the header of a list, and what parts its columns: a comma, a semicolon or a tab.',
    at,
  };
}

export function noSuchColumn(header: string, fields: readonly string[], at: Place): Problem {
  return {
    code: 'subscriber-file',
    message: `No column is called ${quoted(header)}. There are: ${fields.map((field) => quoted(field.trim())).join(', ')}.`,
    hint: 'Name a column as the first line does, or by its number from 1: `--columns email=2`.',
    at,
  };
}
