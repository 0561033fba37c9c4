/**
 * The fonts of mails and pages, by language; nothing is loaded. A Chinese sign is not drawn alike in Japan, mainland
 * China and Taiwan, so each has its own fonts; other rows are for letters that common fonts lack.
 */
import { chineseScriptOf } from './chinese-script.ts';
import { scriptOf } from './script.ts';

type Fonts = {
  readonly sans: string;
  readonly serif: string;
  /** For signs that the fonts for code lack. */
  readonly mono: string;
  /** For Outlook, which falls back to Times New Roman if its first font is unknown. */
  readonly outlook: string;
};

const SYSTEM = '-apple-system,BlinkMacSystemFont';

const fonts = {
  ja: {
    sans: `${SYSTEM},Hiragino Sans,Noto Sans CJK JP,Noto Sans JP,Yu Gothic,Meiryo,sans-serif`,
    serif: 'Hiragino Mincho ProN,Yu Mincho,YuMincho,Noto Serif CJK JP,Noto Serif JP,serif',
    mono: '"Noto Sans Mono CJK JP"',
    outlook: '"Yu Gothic",Meiryo,"Segoe UI",sans-serif',
  },
  hans: {
    sans: `${SYSTEM},PingFang SC,Noto Sans CJK SC,Noto Sans SC,Microsoft YaHei,sans-serif`,
    serif: 'Songti SC,Noto Serif CJK SC,Noto Serif SC,SimSun,serif',
    mono: '"Noto Sans Mono CJK SC"',
    outlook: '"Microsoft YaHei","Segoe UI",sans-serif',
  },
  hant: {
    sans: `${SYSTEM},PingFang TC,Noto Sans CJK TC,Noto Sans TC,Microsoft JhengHei,sans-serif`,
    serif: 'Songti TC,Noto Serif CJK TC,Noto Serif TC,PMingLiU,serif',
    mono: '"Noto Sans Mono CJK TC"',
    outlook: '"Microsoft JhengHei","Segoe UI",sans-serif',
  },
  ko: {
    sans: `${SYSTEM},Apple SD Gothic Neo,Noto Sans CJK KR,Noto Sans KR,Malgun Gothic,sans-serif`,
    serif: 'AppleMyungjo,Noto Serif CJK KR,Noto Serif KR,Batang,serif',
    mono: '"Noto Sans Mono CJK KR"',
    outlook: '"Malgun Gothic","Segoe UI",sans-serif',
  },
  arab: {
    sans: `${SYSTEM},Segoe UI,Noto Sans Arabic,Geeza Pro,Tahoma,Arial,sans-serif`,
    serif: 'Noto Naskh Arabic,Geeza Pro,Times New Roman,serif',
    mono: '"Noto Sans Arabic"',
    outlook: '"Segoe UI",Tahoma,Arial,sans-serif',
  },
  hebr: {
    sans: `${SYSTEM},Segoe UI,Noto Sans Hebrew,Arial Hebrew,Arial,sans-serif`,
    serif: 'Noto Serif Hebrew,New Peninim MT,David,Times New Roman,serif',
    mono: '"Noto Sans Hebrew"',
    outlook: '"Segoe UI",Arial,sans-serif',
  },
  deva: {
    sans: `${SYSTEM},Nirmala UI,Noto Sans Devanagari,Kohinoor Devanagari,Arial,sans-serif`,
    serif: 'Noto Serif Devanagari,Kohinoor Devanagari,Nirmala UI,serif',
    mono: '"Noto Sans Devanagari"',
    outlook: '"Nirmala UI","Segoe UI",sans-serif',
  },
  other: {
    sans: `${SYSTEM},Segoe UI,Roboto,Helvetica,Arial,sans-serif`,
    serif: 'Charter,Georgia,Times New Roman,serif',
    mono: '"Noto Sans Mono CJK JP"',
    outlook: '"Segoe UI",Arial,sans-serif',
  },
} as const satisfies Record<string, Fonts>;

/** Names of scripts (ISO 15924) whose row has another name, or is the only one for its letters. */
const rows: Readonly<Partial<Record<string, keyof typeof fonts>>> = {
  Jpan: 'ja',
  Kore: 'ko',
  Arab: 'arab',
  Hebr: 'hebr',
  Deva: 'deva',
};

/** @param language a tag such as `ja` or `zh-TW` (BCP 47) */
export function fontsOf(language: string): Fonts {
  return fonts[chineseScriptOf(language) ?? rows[scriptOf(language) ?? ''] ?? 'other'];
}
