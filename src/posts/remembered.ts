/**
 * Answers about texts, remembered: the rules look at the paragraphs of a post again and again, in rounds, and most of
 * them are as they were. The function must be pure; what was answered may be given to several, so it is never changed.
 */

/** In UTF-16 units: the texts of several posts. Then all is forgotten, so that memory stays flat. */
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
