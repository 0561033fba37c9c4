/** Cuts text of any language at the ends of its sentences; the parts, joined again, are the text. One pass. */

/**
 * The end of a sentence: a full stop of Japanese with the brackets that close after it; or a mark of Latin script
 * before white space, a closing bracket or a Japanese letter. Arabic, Urdu and Hindi have marks of their own.
 */
const END =
  /[。！？．]+[」』）)】〉》”’"']*|(?<![!?])[!?]+(?:[」』）】〉》]+|(?=\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}))|(?<![.!?؟۔।॥])[.!?؟۔।॥]+[」』）)】〉》\]”’"']*(?=\s|$)/gu;

/** Abbreviations that end in a full stop. */
const SHORT =
  /(?:^|[\s(.])(?:\p{L}|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|Nos|vs|e\.g|i\.e|cf|al|Inc|Ltd|Co|Corp|Vol|Fig|pp?|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/u;

export function sentencesOf(text: string): string[] {
  return [...eachSentence(text)];
}

/** The same one by one, for who needs only the first. */
export function* eachSentence(text: string): Generator<string> {
  const open = openIn(text);
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(END)) {
    const end = index + mark.length;
    if (open(end) || isQuoted(text, end) || !endsSentence(text, mark, index, end)) continue;
    yield text.slice(from, end);
    from = end;
  }
  if (text.slice(from).trim() !== '') yield text.slice(from);
}

/**
 * Whether a full stop ends a sentence and not only an abbreviation: the next word does not begin with a small letter.
 */
function endsSentence(text: string, mark: string, stop: number, end: number): boolean {
  if (!mark.startsWith('.')) return true;
  if (SHORT.test(text.slice(Math.max(0, stop - 8), stop))) return false;
  return !/^\s+\p{Ll}/u.test(text.slice(end, end + 4));
}

const PAIRS = new Map([
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
]);

/**
 * Whether a bracket is open at a place: inside a bracket that closes again, no sentence ends. Must be asked from left
 * to right.
 */
function openIn(text: string): (end: number) => boolean {
  const last = new Map([...PAIRS.values()].map((closing) => [closing, text.lastIndexOf(closing)]));
  const stack: string[] = [];
  let at = 0;
  return (end) => {
    for (; at < end; at += 1) {
      if (!isBracket(text.charCodeAt(at))) continue;
      const closing = PAIRS.get(text[at] ?? '');
      if (closing !== undefined && (last.get(closing) ?? 0) > at) stack.push(closing);
      else if (text[at] === stack.at(-1)) stack.pop();
    }
    return stack.length > 0;
  };
}

/** Whether a letter may be one of PAIRS: nearly all letters of a text can not. */
function isBracket(letter: number): boolean {
  return letter < 0x30 || (letter >= 0x300c && letter <= 0x300f) || letter === 0xff08 || letter === 0xff09;
}

/** 「え？」と言った is one sentence: it does not end before the words that quote it. */
function isQuoted(text: string, end: number): boolean {
  return (
    /[」』）]/u.test(text[end - 1] ?? '') &&
    /^(?:と|って|など|[をがにのはも])/u.test(text.slice(end, end + 2))
  );
}
