/** Lines that state something in an order to a machine: 「トーン：」, 「H2：」. */

const LABELS = [
  ...['トーン', '文体', '口調', '文字数', '分量', '役割', 'ロール', '一人称', '読者像', '想定読者'],
  ...[
    'ターゲット(?:読者|層)?',
    'キーワード',
    '禁止事項',
    '禁句',
    'NGワード',
    '媒体',
    '伝えたいこと',
    '仕上がり',
  ],
  ...['H[1-4]', '指示', 'Role', 'Tone', 'Style', 'Task', 'Persona', 'Constraints', 'Audience'],
] as const;
const MARKS = '#＃*・•■◆●▼-';
const BRACKETS = '【［[';

const LABELLED = new RegExp(
  `(?:[${MARKS}]+ ?)?[${BRACKETS}]?(?:${LABELS.join('|')})(?:[】］\\]：:#]|$)`,
  'my',
);

/** For each letter: what it is before or in a label. */
const beforeLabel = new Uint8Array(65536);
const MARK = 1;
const BRACKET = 2;
const LABEL = 3;

for (const [kind, letters] of [
  [MARK, MARKS],
  [BRACKET, BRACKETS],
  [LABEL, LABELS.map(([first = '']) => first).join('')],
] as const)
  for (const letter of letters) beforeLabel[letter.charCodeAt(0)] = kind;

/**
 * Whether a line begins with a name and a colon, or is such a name. Nearly all lines begin with other letters: they need no
 * expression.
 *
 * @param line the place where it begins
 */
export function isLabelled(text: string, line: number): boolean {
  let at = line;
  while (beforeLabel[text.charCodeAt(at)] === MARK) at += 1;
  if (at > line && text.charCodeAt(at) === 0x20) at += 1;
  if (beforeLabel[text.charCodeAt(at)] === BRACKET) at += 1;
  if (beforeLabel[text.charCodeAt(at)] !== LABEL) return false;
  LABELLED.lastIndex = line;
  return LABELLED.test(text);
}
