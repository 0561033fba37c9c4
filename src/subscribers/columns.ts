/** Which column of a list is what: headers as Japanese and English spreadsheets name them. */

export type Column = 'address' | 'name' | 'family' | 'given' | 'categories' | 'status';

const names: Readonly<Record<Column, readonly string[]>> = {
  address: [
    'email',
    'mail',
    'emailaddress',
    'mailaddress',
    'address',
    'メールアドレス',
    'メール',
    'eメール',
    '電子メール',
    'アドレス',
  ],
  name: ['name', 'fullname', '氏名', '名前', 'お名前', '姓名', '表示名'],
  family: ['lastname', 'familyname', 'surname', '姓'],
  given: ['firstname', 'givenname', '名'],
  categories: ['categories', 'category', 'topics', 'カテゴリー', 'カテゴリ', '分類', '配信カテゴリー'],
  status: ['status', 'ステータス', '状態', '配信状態'],
};

/** How a header must be called, for a hint. */
export const ADDRESS_HEADERS = '`メールアドレス` or `email`';

export type Columns = Readonly<Partial<Record<Column, number>>>;

/** The first column of each kind; case, width, spaces, `-` and `_` make no difference. */
export function readHeader(fields: readonly string[]): Columns {
  const headers = fields.map((field) =>
    field
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]/g, ''),
  );
  const columns: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const index = headers.findIndex((header) => known.includes(header));
    if (index >= 0) columns[column] = index;
  }
  return columns;
}
