/** How a list is laid out: which column holds what, read from its first line. */
import { ProblemError } from '../problem.ts';
import { parseAddress } from './addresses.ts';
import type { ColumnKind } from './answer-columns.ts';
import { ADDRESS_HEADERS, type Columns, readHeader } from './columns.ts';
import type { Row } from './csv.ts';
import { quoted } from './list-problems.ts';
import { answerKinds } from './row-answer.ts';

export type Layout = {
  readonly columns: Columns;
  readonly headers: readonly string[];
  /** What a cell in each column says about mail. */
  readonly kinds: readonly ColumnKind[];
  /** Whether the first line is a header, and no person. */
  readonly headed: boolean;
  /** Columns that say nothing to us. */
  readonly ignored: readonly string[];
};

/**
 * A file of nothing but addresses needs no header.
 *
 * @throws ProblemError where no column holds addresses
 */
export function readLayout({ fields, line }: Row, file: string): Layout {
  const columns = readHeader(fields);
  if (columns.address !== undefined) {
    const read = new Set(Object.values(columns));
    const kinds = answerKinds(fields, read);
    const ignored = fields.filter(
      (field, index) => field.trim() !== '' && !read.has(index) && UNREAD.has(kinds[index] ?? 'other'),
    );
    return { columns, headers: fields, kinds, headed: true, ignored };
  }
  if (fields.length === 1 && parseAddress(fields[0] ?? '').ok)
    return { columns: { address: 0 }, headers: [], kinds: ['identity'], headed: false, ignored: [] };
  const seen = fields.map((field) => quoted(field.trim())).join(', ');
  throw new ProblemError([
    {
      code: 'subscriber-file',
      message: `No column of the first line is called an address: ${seen}.`,
      hint: `Call the column of the addresses ${ADDRESS_HEADERS} in the first line.`,
      at: { file, line },
    },
  ]);
}

const UNREAD: ReadonlySet<ColumnKind> = new Set(['identity', 'other', 'unlabelled']);
