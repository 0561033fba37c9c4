import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../src/posts/clean-text.ts';

describe('cleanText', () => {
  it.for([
    { text: '\ufeff港の風', clean: '港の風', why: 'byte order mark' },
    { text: '一行目\r\n二行目\r三行目', clean: '一行目\n二行目\n三行目', why: 'CRLF and CR' },
    { text: '改\u2028行\u2029段\u0085落', clean: '改\n行\n段\n落', why: 'LS, PS and NEL end lines' },
    { text: '株\u0000価\u0007は\u009b上昇', clean: '株価は上昇', why: 'C0 and C1 controls' },
    { text: '表\tの列', clean: '表\tの列', why: 'a tab stays' },
    { text: '株\ud83d価\udc00', clean: '株価', why: 'lone surrogates' },
    { text: '𠮷野家と🍣', clean: '𠮷野家と🍣', why: 'whole pairs stay' },
    { text: '文\ufdd0字\uffff列\u{1ffff}', clean: '文字列', why: 'noncharacters' },
    {
      text: 'か\u3099くしゅう、は\u309aん、e\u0301',
      clean: 'がくしゅう、ぱん、é',
      why: 'kana and Latin are composed',
    },
    {
      text: '\ufa19\ufa10',
      clean: '\ufa19\ufa10',
      why: 'kanji of names are not changed (神 and 塚 in their old forms)',
    },
    { text: '葛\u{e0100}城市', clean: '葛\u{e0100}城市', why: 'a variant of a kanji stays' },
    { text: '家族👨\u200d', clean: '家族👨', why: 'a joiner that joins nothing' },
    { text: '👨\u200d👩\u200d👧', clean: '👨\u200d👩\u200d👧', why: 'a family stays together' },
  ])('$why', ({ text, clean }) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('changes nothing the second time, and leaves nothing that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once).not.toMatch(/[^\P{Cc}\t\n]|\p{Cs}|\p{Noncharacter_Code_Point}/u);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('an address', () => {
  const decomposed = 'u\u0308ber';
  it.for([
    { text: `![a](/${decomposed} a.jpg)`, why: 'of a picture' },
    { text: `<img alt='' src="/${decomposed}.jpg">`, why: 'in HTML' },
    { text: `[a]: /${decomposed}.jpg`, why: 'in a definition' },
    { text: `https://minato.example/${decomposed}`, why: 'in the text' },
    { text: `<img src=/${decomposed}.jpg>`, why: 'in HTML without quotation marks' },
    { text: `image: /${decomposed}.jpg`, why: 'in front matter' },
    { text: `image:\n  alt: a\n  path: /${decomposed}.jpg`, why: 'in a map of front matter' },
  ])('stays the name of a file: $why', ({ text }) => {
    expect(cleanText(`${decomposed}\n${text}\n${decomposed}`)).toBe(`\u00fcber\n${text}\n\u00fcber`);
  });
});

describe('cleanLine', () => {
  it.for([
    { text: '  新工場\n  稼働へ ', clean: '新工場 稼働へ', why: 'one line, single blanks' },
    { text: '文字「\ufffd」とは何か', clean: '文字「\ufffd」とは何か', why: 'U+FFFD that is written about' },
    { text: '投資の行方\ufffd', clean: '投資の行方', why: 'the scar of a cut letter' },
    { text: '全角　空白', clean: '全角 空白', why: 'an ideographic space is a blank' },
  ])('$why', ({ text, clean }) => {
    expect(cleanLine(text)).toBe(clean);
  });

  it('is one line, trimmed, and the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const once = cleanLine(text);
        expect(cleanLine(once)).toBe(once);
        expect(once).toBe(once.trim());
        expect(once).not.toMatch(/\n| {2}/);
      }),
    );
  });
});
