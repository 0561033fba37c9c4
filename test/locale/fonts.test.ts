/** Which letters and which fonts a site has: a Chinese sign is not drawn alike in Japan, mainland China and Taiwan. */
import { expect, it } from 'vitest';
import { chineseScriptOf } from '../../src/locale/letters/chinese-script.ts';
import { fontsOf } from '../../src/locale/letters/fonts.ts';

it.for([
  { language: 'zh', script: 'hans', font: 'Microsoft YaHei', why: 'Chinese alone is simplified' },
  { language: 'zh-CN', script: 'hans', font: 'Microsoft YaHei', why: 'mainland China' },
  { language: 'zh-SG', script: 'hans', font: 'Microsoft YaHei', why: 'Singapore' },
  {
    language: 'zh-Hans-HK',
    script: 'hans',
    font: 'Microsoft YaHei',
    why: 'a script counts more than a place',
  },
  { language: 'zh-TW', script: 'hant', font: 'Microsoft JhengHei', why: 'Taiwan' },
  { language: 'zh-hk', script: 'hant', font: 'Microsoft JhengHei', why: 'Hong Kong, in small letters' },
  { language: 'zh-Hant', script: 'hant', font: 'Microsoft JhengHei', why: 'the script alone' },
  { language: 'zh-Hant-MO', script: 'hant', font: 'Microsoft JhengHei', why: 'script and place' },
  { language: 'zha', script: undefined, font: 'Segoe UI', why: 'Zhuang only begins like Chinese' },
  { language: 'ja', script: undefined, font: 'Meiryo', why: 'Japanese' },
  { language: 'ko-KR', script: undefined, font: 'Malgun Gothic', why: 'Korean, with a country' },
  { language: 'kok', script: undefined, font: 'Nirmala UI', why: 'Konkani only begins like Korean' },
  { language: 'fa', script: undefined, font: 'Tahoma', why: 'Persian' },
  { language: 'he-IL', script: undefined, font: 'Segoe UI', why: 'Hebrew' },
  { language: 'mr', script: undefined, font: 'Nirmala UI', why: 'Marathi has the letters of Hindi' },
  { language: 'jam', script: undefined, font: 'Segoe UI', why: 'Jamaican Creole only begins like Japanese' },
  { language: 'es-TW', script: undefined, font: 'Segoe UI', why: 'a place alone makes no Chinese' },
] as const)('$language is set in $font: $why', ({ language, script, font }) => {
  expect(chineseScriptOf(language)).toBe(script);
  const { sans, outlook } = fontsOf(language);
  expect(sans).toContain(font);
  expect(outlook).toContain(font);
});
