/**
 * Decides whether an AI answers somebody. Nothing that it does is strange by itself: people apologise, ask for texts and
 * promise articles. Two acts together are, if they belong to somebody who was given an order: "I couldn't open the link"
 * and "please paste the text".
 */
import type { Act } from './acts.ts';
import { english } from './answers-in-english.ts';
import { japanese } from './answers-in-japanese.ts';

export const acts = Object.keys(japanese) as Act[]; // the names of the table

/** Which of the acts are in the sentences. */
export function actsOf(sentences: readonly string[], among: readonly Act[] = acts): Set<Act> {
  const found = new Set<Act>();
  for (const sentence of sentences) {
    const inJapanese = JAPANESE.test(sentence);
    if (!inJapanese && !ADDRESSED.test(sentence)) continue;
    const table = inJapanese ? japanese : english;
    const denied = !inJapanese || DENIED.test(sentence);
    for (const act of among)
      if (!found.has(act) && (denied || !denials.has(act)) && table[act].test(sentence)) found.add(act);
  }
  return found;
}

/** An English sentence without any of these is said to nobody, and of nobody. */
const ADDRESSED =
  /\b(?:I|[Mm]y|me|[Yy]ou|[Yy]our|[Hh]ere|[Bb]elow|user|[Pp]lease|prompt|request|provided|search|limit|error|missing|empty|[Ii]nstructions|[Nn]o|[Ii]nstead|[Gg]eneral|[Gg]eneric|paywall|unavailable|inaccessible)\b|\b(?:load|cut off|truncated|attached|[Aa]pologi)|^(?:Sure|Certainly|Of course|Absolutely|Got it|Understood|Okay|OK|Alright|No problem|Gladly|Happy|Great|Good|So|Very|Really|Sorry|Unfortunately|Regrettably|Sadly|Searching|Looking|Fetching|Browsing|Researching|Gathering)\b/;

/** Acts that say what is not: most sentences need not be searched for them. */
const denials: ReadonlySet<Act> = new Set(['cannotReach', 'cannotMake', 'missing', 'inability']);
const DENIED =
  /ませ|ない|ず|かね|なかった|困難|失敗|不可|避けたい|難し|空|途切|途中|欠け|文字化け|未入力|抜け|不足|不十分|足り|控え|断り|遠慮|見送|40[34]|ペイウォ|有料|ログイン|アクセス/;

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** With the first act, one of the others proves an AI. */
const pairs: readonly (readonly [Act, readonly Act[]])[] = [
  [
    'itself',
    [
      'bounds',
      'cannotReach',
      'cannotMake',
      'refuses',
      'missing',
      'asksMaterial',
      'offers',
      'tools',
      'apology',
      'yours',
      'inability',
    ],
  ],
  [
    'bounds',
    [
      'cannotMake',
      'refuses',
      'missing',
      'asksMaterial',
      'offers',
      'tools',
      'apology',
      'regret',
      'yours',
      'searched',
      'makes',
      'obeys',
    ],
  ],
  [
    'cannotMake',
    ['asksMaterial', 'offers', 'yours', 'tools', 'missing', 'cannotReach', 'refuses', 'apology', 'asksBack'],
  ],
  ['cannotReach', ['asksMaterial', 'yours', 'tools', 'asksBack', 'offers', 'searched', 'fallback']],
  ['missing', ['asksMaterial', 'yours', 'offers', 'tools']],
  ['asksMaterial', ['makes', 'yours', 'obeys', 'plans', 'gives']],
  ['refuses', ['offers', 'asksBack', 'yours', 'asksMaterial', 'fallback', 'makes']],
  ['asksBack', ['makes', 'yours', 'plans', 'tools', 'apology', 'searched']],
  ['obeys', ['makes', 'gives', 'plans', 'yours']],
  ['gives', ['yours', 'offers', 'makes']],
  ['plans', ['makes']],
  ['makes', ['yours', 'offers']],
  ['fallback', ['bounds', 'missing', 'searched', 'tools', 'apology', 'itself', 'cannotMake']],
  ['tools', ['apology', 'regret', 'offers', 'yours', 'makes', 'searched', 'plans']],
];

/** Words of somebody who speaks to readers or customers. */
const TO_READERS =
  /読者の(?:皆|みな|方)|皆さま|みなさま|アンケート|弊誌|本誌|当誌|小誌|お客[様さ]|(?:本|当|弊)(?:サービス|サイト|社|アプリ|店|院|館)(?!の(?:コンテンツ|利用|規約|ポリシー|ガイドライン))|\bour (?:readers|customers|subscribers|servers|newsroom)\b/;

/** Whether a sentence is said to many people: then it answers nobody. */
export function isToReaders(sentences: readonly string[]): boolean {
  return sentences.some((sentence) => TO_READERS.test(sentence));
}

/** Whether the acts with which the post begins prove an AI, with the others of its opening. */
export function isAnswer(beginning: ReadonlySet<Act>, all: ReadonlySet<Act>): boolean {
  return [...beginning].some((act) => (partners.get(act) ?? []).some((other) => all.has(other)));
}

/** The acts that prove an AI with one of these. */
export function partnersOf(beginning: ReadonlySet<Act>): Act[] {
  return [...new Set([...beginning].flatMap((act) => partners.get(act) ?? []))];
}

/** For each act the other acts of its pairs. */
const partners = new Map<Act, readonly Act[]>(
  acts.map((act) => [
    act,
    pairs.flatMap(([first, seconds]) => {
      if (first === act) return seconds;
      return seconds.includes(act) ? [first] : [];
    }),
  ]),
);
