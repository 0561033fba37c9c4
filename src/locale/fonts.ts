/**
 * The fonts of mails and pages, by language; nothing is loaded. A Chinese sign is not drawn alike in Japan, mainland
 * China and Taiwan, so each has its own fonts; Korean has a script that the others lack.
 */
import { chineseScriptOf } from './chinese-script.ts';

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
  other: {
    sans: `${SYSTEM},Segoe UI,Roboto,Helvetica,Arial,sans-serif`,
    serif: 'Charter,Georgia,Times New Roman,serif',
    mono: '"Noto Sans Mono CJK JP"',
    outlook: '"Segoe UI",Arial,sans-serif',
  },
} as const satisfies Record<string, Fonts>;

/** @param language a tag such as `ja` or `zh-TW` (BCP 47) */
export function fontsOf(language: string): Fonts {
  return fonts[chineseScriptOf(language) ?? namedOf(language.toLowerCase().split('-')[0])];
}

function namedOf(primary: string | undefined): keyof typeof fonts {
  return primary === 'ja' || primary === 'ko' ? primary : 'other';
}
