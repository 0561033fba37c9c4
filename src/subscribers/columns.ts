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
  categories: [
    'categories',
    'category',
    'topics',
    'カテゴリー',
    'カテゴリ',
    '分類',
    '分野',
    'ジャンル',
    'トピック',
    '配信カテゴリー',
  ],
  status: [
    'status',
    'ステータス',
    '状態',
    '配信状態',
    '配信状況',
    '配信',
    '購読状態',
    '購読状況',
    '購読',
    'メルマガ配信',
  ],
};

/** How a header must be called, for a hint. */
export const ADDRESS_HEADERS = '`メールアドレス` or `email`';
export const KNOWN_HEADERS = 'メールアドレス, 氏名, カテゴリー, 配信状態';

/** A column that may say who does not want mail: passing it over could write to people who left. */
const ABOUT_LEAVING =
  /停止|解約|退会|解除|購読|配信|オプト|拒否|希望|可否|同意|許可|有効|無効|不達|opt|unsub|subscri|bounce|consent|permission|suppress/;

/** What our own export adds: who left stands in its `status`. */
const EXPORTED: readonly string[] = ['consentsource', 'consentat', 'addedat'];

export type Columns = Readonly<Partial<Record<Column, number>>>;

/** The first column of each kind; case, width, spaces, `-` and `_` make no difference. */
export function readHeader(fields: readonly string[]): Columns {
  const headers = fields.map(folded);
  const columns: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const index = headers.findIndex((header) => known.includes(header));
    if (index >= 0) columns[column] = index;
  }
  return columns;
}

/** The headers that nothing is read from, and those of them that may say who has left. */
export function passedOver(fields: readonly string[], columns: Columns) {
  const read = new Set(Object.values(columns));
  const others = fields.filter(
    (field, index) => field.trim() !== '' && !read.has(index) && !EXPORTED.includes(folded(field)),
  );
  return {
    harmless: others.filter((field) => !ABOUT_LEAVING.test(folded(field))),
    aboutLeaving: others.filter((field) => ABOUT_LEAVING.test(folded(field))),
  };
}

function folded(field: string): string {
  return field
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
