/**
 * Remembers the answers of a pure function about texts: the rules look at the paragraphs of a post in several rounds,
 * and most paragraphs stay the same. Several callers may get the same answer, so an answer must never be changed.
 */

/**
 * In UTF-16 units, as long as the texts of several posts. At this size everything is forgotten, so that memory does not
 * grow.
 */
const MOST = 400_000;

export function remembered<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  let letters = 0;
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    letters += text.length;
    if (letters > MOST) {
      known.clear();
      letters = text.length;
    }
    const found = ask(text);
    known.set(text, found);
    return found;
  };
}
