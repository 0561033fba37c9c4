/** How a text ends that was cut: whether only its 。 is missing, and what readers get otherwise. */

/** The end of a sentence that lacks only its 。. 「今後ます」 is different: it is the half of 今後ますます. */
const ENDED =
  /(?:です|でした|ました|ません|でしょう|ましょう|ください|[いきしちにひみりえけせてねべめれげぎじびぴ]ます)$/;

/** Whether the last sentence is whole but for its 。: a bracket that is still open lacks more. */
export function isEnded(text: string): boolean {
  const end = text.trimEnd();
  return ENDED.test(end) && !BRACKETS.some(([open, close]) => end.lastIndexOf(open) > end.lastIndexOf(close));
}

const BRACKETS = [
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
] as const;

/** A text whose last sentence lacks only its 。, with it. */
export function endWhole(text: string): string {
  return `${text.trimEnd()}。`;
}

/** Behind a whole sentence, 「しかし…」 and 「この…」 tell a reader nothing. */
const WORD_ONLY =
  /(?<=[。！？])[ \u3000]*(?:(?:しかし|また|そして|さらに|特に|例えば|もちろん|一方|さて|では)、?|[こそ]の|[こそ]れ[はがを]?)$/;

/**
 * A text whose last sentence is cut, and ends in ….
 *
 * @param right what stands behind it; at the end of a post … is all that says that it is cut
 */
export function endOpen(left: string, right: string | undefined): string {
  const cut = left.trimEnd();
  if (right !== undefined && WORD_ONLY.test(cut)) return cut.replace(WORD_ONLY, '');
  const text = cut.replace(/(?<![、,，\s])[、,，\s]+$/, '');
  const marks = /(?<!\*)\*+$/.exec(text)?.[0] ?? '';
  return `${text.slice(0, text.length - marks.length)}…${marks}`;
}
