/** Words that the pipeline puts before a sentence when it repeats it; without them the sentence is the same. */
const LEAD =
  /^(?:しかし|ですが|また|そして|さらに|もちろん|例えば|たとえば|特に|一方で?|ただし?|つまり|実際に?|まさに|今後|正直なところ|正直に言うと|何より|加えて|同時に|だからこそ|だから|それゆえ|したがって|結果として|その結果|まず|次に|最後に|さて|(?:それ)?では|個人的には|私としては|(?:既存の記事|先ほど|冒頭|前回|前述)で?も?(?:触れ|述べ|お伝えし)(?:ました|た)(?:が|ように|通り|とおり))[、,]/;

/** The letters of a sentence without the words that the pipeline puts before it. */
export function withoutLead(letters: string): string {
  return letters.replace(LEAD, '');
}
