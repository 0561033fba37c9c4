/** Text of any language cut at the ends of its sentences; joined, the parts are the text. One pass. */

/** An end mark and what closes behind it; a full stop of Latin script counts only before white space. */
const END = /[。！？!?．]+[」』）)】〉》”’"']*|\.+[」』）)】〉》”’"']*(?=\s|$)/g;

/** Words that a full stop shortens. */
const SHORT =
  /(?:^|[\s(])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|Nos|vs|e\.g|i\.e|cf|al|Inc|Ltd|Co|Corp|Vol|pp?|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/;

export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(END)) {
    const end = index + mark.length;
    if (mark.startsWith('.') && !endsSentence(text, index, end)) continue;
    sentences.push(text.slice(from, end));
    from = end;
  }
  if (text.slice(from).trim() !== '') sentences.push(text.slice(from));
  return sentences;
}

/** Whether the full stop is the end of more than a word: what follows does not begin small. */
function endsSentence(text: string, stop: number, end: number): boolean {
  if (SHORT.test(text.slice(Math.max(0, stop - 8), stop))) return false;
  return !/^\s+\p{Ll}/u.test(text.slice(end, end + 4));
}
