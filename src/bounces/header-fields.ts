/**
 * Reads the fields (`Name: value`) of a mail header or of a report. It accepts small mistakes, since many programs
 * write fields by hand.
 */

/** Names in lower case, each with its values in the order of the text. */
export type Fields = ReadonlyMap<string, readonly string[]>;

const FIELD = /^([!-9;-~]{1,80})[ \t]*:(.*)$/;

/** Reads lines up to the first empty one. A line that is not a field is skipped. */
export function readFields(lines: readonly string[]): Fields {
  const fields = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const line of lines) {
    if (line.trim() === '') break;
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name === undefined) {
      if (values !== undefined && /^[ \t]/.test(line)) values.push(`${values.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    values = fields.get(name.toLowerCase()) ?? [];
    fields.set(name.toLowerCase(), values);
    values.push(value.trim());
  }
  return fields;
}

/** The groups of fields in a report; empty lines divide them (RFC 3464, 2.1). */
export function readGroups(text: string): Fields[] {
  const groups: Fields[] = [];
  let lines: string[] = [];
  for (const line of [...text.split('\n'), '']) {
    if (line.trim() !== '') {
      lines.push(line);
      continue;
    }
    const fields = readFields(lines);
    if (fields.size > 0) groups.push(fields);
    lines = [];
  }
  return groups;
}

/** The first value that is not empty, of the first of these fields that has one; the names are in small letters. */
export function firstOf(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name)?.find((text) => text !== '');
    if (value !== undefined) return value;
  }
  return undefined;
}

export function allOf(fields: Fields, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => fields.get(name) ?? []);
}
