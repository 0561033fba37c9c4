/**
 * Whether a sentence needs the one before it: 「これは」 would mean something else without it. A mere 「しかし、」 joins two
 * sentences, and says nothing of its own; it may go with the sentence before it.
 */
import type { Sentence } from '../bare-sentences.ts';

/** Words that point at the sentence before. */
const POINTS =
  /^(?:これ(?!まで|から)|それ(?!ぞれ)|[こそ]の|[こそ]うし|そこ|そう|こう|ここ(?!数|最近)|こんな|そんな)/;

/** How a sentence begins that needs the one before it. */
const LEANS =
  /^(?:しかし|だが|ただ|また|さらに|そして|例えば|たとえば|つまり|だから|なぜ|もちろん|一方|同時に|加えて|彼ら?|彼女|同社|両社|まさに|なお|いわば)/;

export function leans(sentence: Sentence | undefined): boolean {
  return sentence !== undefined && (POINTS.test(sentence.letters) || LEANS.test(sentence.letters));
}

/** Whether a sentence begins with a word that has no meaning without the sentence before it. */
export function points({ letters }: Sentence): boolean {
  return POINTS.test(letters);
}

/** Words that only join: without them, and without the sentence before it, a sentence says the same. */
const JOINING = /^\s*(?:しかし|しかしながら|また|そして|さらに|もちろん|例えば|たとえば|同時に|加えて)、/;

/** The letters at the beginning of a sentence that only join it to the one before it; 0 if there are none. */
export function joiningIn(sentence: string): number {
  return JOINING.exec(sentence)?.[0].length ?? 0;
}

/** 「例えば、AやBなどが考えられます。」 and 「例えば、Aの未来。」: only the sentence before says for what. */
const EXAMPLES =
  /(?:など|といった|とか)[^。、]{0,15}(?:です|ます|だろう|でしょう|ません|ある)。?$|(?:など|といった)[^はもが。]*。?$|[^\p{Script=Hiragana}。！？!?）」]。?$/u;

/** A word for what was said, and the noun behind it: 「この課題」, 「この大きな波」. */
const POINTED =
  /(この|[これそれ]{2}らの|[こそ]のような|[こそ]うした|[こそ]ういった)(?:\p{Script=Han}{1,3}\p{Script=Hiragana}{0,3}[ない]|「\p{Script=Han}{1,4}の|「)?([\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{2,}|\p{Script=Han}\p{Script=Hiragana})/gu;

/** Words for the matter of a whole text: 「この変革」 needs no sentence of its own. */
const MATTER =
  /^(?:旅|波|道)|議論|変革|変化|流れ|動き|挑戦|取り|時代|転換|未来|分野|領域|業界|ニュース|状況|競争|物語|世界|進化|戦い|提携|戦略|投資|買収|計画/;

/** A word that was said, in quotation marks. */
const NAMED = /^[こそ]の[「『]([^」』]{2,20})[」』]/;

/** 「この問いに…」 needs the question. */
const QUESTION = /[こそ]の(?:問い|質問)/;

/** 「Xの高まる中、これは…」, 「個人的には、これは…」: `this` is what the sentence before said. */
const THIS = /^[^、。]{1,25}(?:[中今上際時]|現在|では|には|とき)、これ(?:ら)?[はがをに]/;

/** In letters: a shorter word of a heading may mean something else. */
const NAME = 3;

/** Words that somebody says, and not the sentence. */
const QUOTED = /「[^」]{9,}」/g;

/** Behind the last 」 no 「 is closed: from each of them the rest of the text would be read in vain. */
function withoutQuoted(letters: string): string {
  const end = letters.lastIndexOf('」') + 1;
  return letters.slice(0, end).replace(QUOTED, '') + letters.slice(end);
}

/**
 * Whether a sentence needs the one before it even without its first 「しかし、」.
 *
 * @param old the letters of the sentence before it
 * @param before the letters of what stands before that one
 * @param heading of the section: 「このエコシステム」 needs no sentence below 「エコシステムの真価」
 */
export function needs({ letters, whole }: Sentence, old: string, before: string, heading = ''): boolean {
  // A sentence that was cut may yet be joined with its other half.
  const joining = whole ? joiningIn(letters) : 0;
  const bare = withoutQuoted(letters.slice(joining));
  if (THIS.test(bare) || (joining > 0 && EXAMPLES.test(bare)) || LEANS.test(bare)) return true;
  if (QUESTION.test(bare) && /問い|質問|か[。？?」]*$|[？?]」?$/.test(old)) return true;
  // 「この「民主化」は」 points at the word in 「」, wherever that stands.
  const named = NAMED.exec(letters.slice(joining))?.[1];
  if (named !== undefined) return old.includes(named) && !before.includes(named);
  const pointed = [...bare.matchAll(POINTED)];
  const opens = pointed[0]?.index === 0 && pointed[0][1] === 'この' ? (pointed[0][2] ?? '') : '';
  if (opens.length >= NAME && heading.includes(opens)) return false;
  if (
    POINTS.test(bare) &&
    !MATTER.test(opens) &&
    !QUESTION.test(bare) &&
    (opens === '' || !before.includes(opens))
  )
    return true;
  return pointed.some(({ 0: { length }, 1: word = '', 2: noun = '', index }) => {
    if (!old.includes(noun) || bare.slice(0, index + length - noun.length).includes(noun)) return false;
    return !(old.includes(`${word}${noun}`) && (before.includes(noun) || MATTER.test(noun)));
  });
}
