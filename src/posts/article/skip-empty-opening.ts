/**
 * The sentences of a post that say what its title promises, if the post begins with empty phrases
 * (「いやはや、最近の動きには目を見張りますね。」). They are whole sentences, unchanged. A sentence is telling if it has names and figures of
 * the title that few other sentences have (tf-idf over the sentences of the post).
 */
import { eachSentence } from '../sentences.ts';

/** Only this many sentences from the beginning are read: later ones are details. */
const LOOKED_AT = 60;

/** In UTF-16 units: a shorter sentence says too little alone. */
const SHORTEST = 20;

type Candidate = {
  readonly text: string;
  readonly paragraph: number;
  readonly letters: string;
  /** Whether it is chatter: it is about writer and reader, and says nothing about the subject. */
  readonly chatter: boolean;
};

/**
 * @param paragraphs plain text, each on one line
 * @param most the length in letters; a quarter more is allowed
 * @returns `undefined` if the beginning is telling by itself, or if no sentence tells more
 */
export function tellingSentences(
  paragraphs: readonly string[],
  title: string,
  most: number,
): string | undefined {
  const candidates = candidatesOf(paragraphs);
  if (!warmsUp(candidates)) return undefined;
  const weights = weightsOf(title, candidates);
  const least = LEAST * [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  let best: { readonly at: number; readonly score: number } | undefined;
  for (const [at, one] of candidates.entries()) {
    if (!mayStandAlone(one, most) || weightIn(one, weights) < least) continue;
    const score = scoreOf(one, weights) / (1 + at / FADING);
    if (score > (best?.score ?? 0)) best = { at, score };
  }
  return best === undefined ? undefined : from(candidates, best.at, most);
}

/** After this many sentences, a sentence must tell twice as much. */
const FADING = 12;

/** A sentence must have at least this share of the title's subject. */
const LEAST = 0.3;

function candidatesOf(paragraphs: readonly string[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [paragraph, whole] of paragraphs.entries())
    for (const text of eachSentence(whole)) {
      if (candidates.length === LOOKED_AT) return candidates;
      const chatter = CHATTER.test(text.replace(/「[^「」]*」/g, '「」'));
      candidates.push({ text, paragraph, letters: folded(text), chatter });
    }
  return candidates;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Writer and reader, their feelings, and questions. Text in quotation marks is ignored. */
const CHATTER =
  /いやはや|正直|あなた|皆さん|みなさん|こんにちは|私(?:[はがもの、]|たち|自身)|僕|個人的|(?:感じ|思い|思っ|驚か|驚き|身構え)(?:て|た|ま|ませ|ざる|され)|目を見張|またか|(?:です|ます|でし|まし)(?:た|ょう)?よ?ね。|よね。|ん(?:です|だ)|[？?]\s*[」』]?$|か。$/u;

/** How an empty opening begins: it says what its writer felt at the news, or how fast the times are. */
const WARMING_UP =
  /いやはや|正直(?:なところ|、|に)|あなた[もは]|目を見張|目まぐるし|またか|おい、|おや、|耳にしましたか/u;

/** A greeting, or a word to the reader: good posts may begin so too, and then come to their subject. */
const GREETING = /(?:皆|みな)さん|こんにちは|\p{Script=Hiragana}(?:よ|い)?ね。$/u;

function warmsUp(candidates: readonly Candidate[]): boolean {
  const [first] = candidates;
  if (first === undefined) return false;
  if (WARMING_UP.test(first.text)) return true;
  return GREETING.test(first.text) && candidates.slice(0, OPENING).every(({ chatter }) => chatter);
}

/** This many sentences are the opening. */
const OPENING = 3;

/** A sentence that needs the one before it. */
const LEANS =
  /^(?:しかし|だが|ただ|でも|また|さらに|そして|それ|その|そこ|そう|これ|この|こう|ここ|例えば|たとえば|つまり|だから|なぜ|もちろん|では|さて|当時|そんな|だって|こちら|単に|検索結果|技術的|投資家|こうし|そうし|これら|おい|おや|いや|考えて|何より|一方|特に|同時に|加えて|まず|次に|結果|彼|彼女|あの|あれ|とはいえ|ところ|むしろ|実際|ちなみ|いわば|要するに|もし|もう|今回の|前者|後者|同社|同氏|両社|[A-Za-z]+(?:,)|(?:This|That|These|Those|It|They|He|She|But|And|So|However|Also|Then|There|Here|Such)\b|[（(「『…])/u;

/** 「まずAmazonですが」 begins a report, and can be read alone. */
const REPORT = /^まず(?=[A-Za-z\p{Script=Katakana}])/u;

function mayStandAlone({ text, chatter }: Candidate, most: number): boolean {
  const line = text.trim().replace(REPORT, '');
  if (chatter || line.length < SHORTEST || line.length > most * 1.25) return false;
  return !LEANS.test(line) && /[。．.!！]["'”’)）」』]*$/u.test(line);
}

type Weights = ReadonlyMap<string, number>;

/** Names and figures count more than words, and rare ones more than those that every sentence has. */
function weightsOf(title: string, candidates: readonly Candidate[]): Weights {
  const weights = new Map<string, number>();
  for (const [term] of folded(title).matchAll(TERM)) {
    if (EMPTY.test(term)) continue;
    const kind = /^\d/.test(term) ? 3 : /^[a-z]|^\p{Script=Katakana}{3}/u.test(term) ? 2 : 1;
    for (const part of partsOf(term)) {
      const having = candidates.filter(({ letters }) => letters.includes(part)).length;
      if (having > 0)
        weights.set(part, (kind / partsOf(term).length) * Math.log(1 + candidates.length / having));
    }
  }
  return weights;
}

/** 「大規模人員削減」 by its pairs, since the text says 「人員を削減」; a shorter word is itself. */
function partsOf(term: string): readonly string[] {
  if (!/^\p{Script=Han}{4,}$/u.test(term)) return [term];
  const letters = [...term];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

const TERM =
  /\d[\d,.]*(?:[億万兆千百]*\d*)*(?:%|\p{Script=Han}|\p{Script=Katakana}{2,})?|[a-z][a-z\d.-]+|[\p{Script=Katakana}ー]{2,}|\p{Script=Han}{2,}/gu;

/** Words of a headline's question, which are never its subject. */
const EMPTY =
  /^(?:真意|未来|理由|狙い|可能性|今後|本当|影響|意味|ai|the|and|for|with|of|to|in|on|how|why|what)$/;

function weightIn({ letters }: Candidate, weights: Weights): number {
  let sum = 0;
  for (const [term, weight] of weights) if (letters.includes(term)) sum += weight;
  return sum;
}

/** The score of a sentence. A figure of its own makes it higher, if it has anything of the title at all. */
function scoreOf(candidate: Candidate, weights: Weights): number {
  const weight = weightIn(candidate, weights);
  const told = weight + (FIGURE.test(candidate.letters) ? 2 : 0);
  const { text } = candidate;
  if (VIEW.test(text) && told === weight && !FACT.test(text)) return 0;
  return told * (FACT.test(text) ? 1.6 : 1) * (VIEW.test(text) ? 0.4 : 1) * (POINTS.test(text) ? 0.6 : 1);
}

/** A fact: what was done, planned or said, and by when. */
const FACT =
  /(?:発表|開始|発足|締結|調達|買収|設立|公開|提訴|合意|却下|開発|搭載|出荷|達)(?:し|され|す(?:る|る予定))|とのこと|という(?:話|もの|ニュースが)|って話|によると|によれば|報じ|見込|予(?:測|定)|計画|\d年\d{1,2}月|\d月\d{1,2}日/u;

/** An opinion on the news, which says little to somebody who does not know the news. */
const VIEW =
  /でしょう|かもしれ|可能性|捉え|言え|重要|注目|興味|期待|はず|求められ|からです|わけ|ことか|証(?:左|拠)|象徴|示してい|示しま|ところです|思[いうえ]|感じ|考え|必要|点(?:です|だ)|べき|まさに|間違い|秘め|ように(?:も|私には)?見え|見え隠れ|見てい|伺え|窺え|納得|計り知れ|懐疑|メッセージ|浮き彫り|不可欠|真の|単なる|背景|意味|驚|物語|強み|鍵|確信|問い|問われ|課題|見てき|見えてき|見過ご|向き合|受け止め|明るい/u;

/** Words that point to something said before. */
const POINTS = /(?:この|その|こうした|そうした|これら|それら|そこに|ここに|彼ら|こちら)/u;

/** That there is a number with what it counts. Its last digit is enough: were all looked for, a long row of digits would be read from each. */
const FIGURE = /\d[,.]*(?:[億万兆千百]|%|円|ドル|人|社|件|台|倍|gw|mw)/u;

/** The sentence and the next ones of its paragraph, as far as they fit and are not chatter. */
function from(candidates: readonly Candidate[], at: number, most: number): string {
  const [first] = candidates.slice(at, at + 1);
  let kept = '';
  for (const { text, paragraph, chatter } of candidates.slice(at)) {
    if (
      paragraph !== first?.paragraph ||
      (kept !== '' && (chatter || VIEW.test(text) || kept.length + text.length > most))
    )
      break;
    kept += text;
  }
  return kept.trim();
}
