/** Finds out which column of a list is what, by the headers of Japanese and English spreadsheets. */

export type Column = 'address' | 'name' | 'family' | 'given' | 'categories';

const names: Readonly<Record<Column, readonly string[]>> = {
  address: [
    'emailaddress',
    'mailaddress',
    'メールアドレス',
    'eメールアドレス',
    '登録アドレス',
    '登録メールアドレス',
    '電子メールアドレス',
    'email',
    'eメール',
    '電子メール',
    'mail',
    'メール',
    'アドレス',
    'address',
    'emailadresse',
    'mailadresse',
    'adresseemail',
    'adressemail',
    'courriel',
    'correoelectrónico',
    'correo',
    'direccióndecorreoelectrónico',
    'indirizzoemail',
    'endereçodeemail',
    'emailadres',
    '이메일',
    '이메일주소',
    '메일주소',
    '전자우편',
    '邮箱',
    '邮箱地址',
    '邮件地址',
    '电子邮件',
    '电子邮箱',
    '電子郵件',
    '電子郵件地址',
    '電子信箱',
    'email1value', // Google Contacts
    'primaryemail', // Thunderbird
    'subscriber', // MailerLite
  ],
  name: [
    'name',
    'fullname',
    '氏名',
    '名前',
    'お名前',
    '姓名',
    '表示名',
    'nombre',
    'nomecompleto',
    '이름',
    '성명',
    '名字',
  ],
  family: [
    'lastname',
    'familyname',
    'surname',
    '姓',
    '氏名(姓)',
    'お名前(姓)',
    '名前(姓)',
    '苗字',
    'nachname',
    'nomdefamille',
    'apellido',
    'apellidos',
  ],
  given: ['firstname', 'givenname', '名', '氏名(名)', 'お名前(名)', '名前(名)', 'vorname', 'prénom'],
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
};

/** The names that a header should have, for a hint. */
export const ADDRESS_HEADERS = '`メールアドレス` or `email`';
export const KNOWN_HEADERS = 'email, name, categories, status (メールアドレス, 氏名, カテゴリー, 配信状態)';

export type Columns = Readonly<Partial<Record<Column, number>>>;

/** The column of each kind, the most certain name first; case, width, spaces, `-` and `_` make no difference. */
export function readHeader(fields: readonly string[]): Columns {
  const headers = fields.map(folded);
  const columns: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const name = known.find((candidate) => headers.includes(candidate));
    if (name !== undefined) columns[column] = headers.indexOf(name);
  }
  return columns;
}

function folded(field: string): string {
  return field
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
