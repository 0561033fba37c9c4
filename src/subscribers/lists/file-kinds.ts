/** Recognises a file that is not a list in plain text by its first bytes; each kind has a hint. */

/** @returns `undefined` if nothing shows that it is something other than text */
export function foreignKind(
  bytes: Uint8Array,
): { readonly what: string; readonly remedy: string } | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const found = kinds.find(({ begins }) => start.startsWith(begins));
  return found ?? (/^\s*[[{]/.test(start.replace(/^\xef\xbb\xbf/, '')) ? JSON_FILE : undefined);
}

const FROM_EXCEL =
  'Open it and save the sheet as “CSV UTF-8 (comma delimited)” (CSV UTF-8（コンマ区切り）); then import that file.';

const kinds = [
  {
    begins: 'PK\x03\x04',
    what: 'This is a workbook (Excel’s .xlsx, .ods or .numbers) or a zip file, not CSV.',
    remedy: `${FROM_EXCEL} Unpack a zip file first.`,
  },
  {
    begins: '\xd0\xcf\x11\xe0',
    what: 'This is an old Excel workbook (.xls), or one with a password, not CSV.',
    remedy: FROM_EXCEL,
  },
  {
    begins: '%PDF',
    what: 'This is a PDF, not CSV.',
    remedy: 'Export the list as CSV from the program that made it.',
  },
  { begins: '\x1f\x8b', what: 'This is a gzip file, not CSV.', remedy: 'Unpack it first: `gunzip FILE`.' },
  {
    begins: 'SQLite format 3',
    what: 'This is a database, not CSV.',
    remedy: 'For a ledger of Tayori write `tayori subscribers export` there, and import that file.',
  },
  {
    begins: '<',
    what: 'This is HTML or XML, not CSV.',
    remedy:
      'Some services save a table as HTML under the name .xls: open it in a spreadsheet and save it as CSV UTF-8.',
  },
  {
    begins: 'BEGIN:VCARD',
    what: 'This is a file of contacts (vCard), not CSV.',
    remedy: 'Export the contacts as CSV.',
  },
];

const JSON_FILE = {
  what: 'This is JSON, not CSV.',
  remedy: 'Export the list as CSV, with a header line such as `email,name`.',
};
