/**
 * What no sentence begins with: behind a cut it can only go on with the sentence before the cut.
 */

/** Marks, small kana and letters that can only follow other letters. */
const BOUND_MARK = /^[」』）)】〉》”’、。，．,・ー〜～々ゝヽッャュョァィゥェォヵヶっゃゅょぁぃぅぇぉん％%]/;

/** Hiragana that end or link words: particles, endings, auxiliaries. */
const BOUND_KANA =
  /^(?:[をれろるけげぐげぎぜぞばびぶべぼぢづぬねめゆらりわ]|く(?!れぐれ)|き(?!っと|ちん|わめ|ら|み|れい)|[はがにでともへやのか]|な(?!ぜ|お|か[でに]|に[よか]|んと|んら|るほど|の[でに])|し(?!か[しも]|たが|っか|ばら)|さ(?!らに|て|あ|まざま|すが|き|ほど)|す(?!べて|なわち|で|ぐ|ると|ご|ば[らや])|せ(?!っかく|めて)|た(?!とえ|だ|しか|った|くさん|また|びた)|だ(?!から|が|れ)|ち(?!なみ|ょ|ゃんと)|つ(?!まり|い|ぎ|ね)|て|ま(?!た|ず|さ|る|だ|して|すます|もなく|とめ)|み(?!な|ん|ず)|む(?!しろ|ろん)|よう(?!や|こそ)|い(?:[。、うたてき]|る|ない|ま[すし])|う[。、]|え[。、るたて])/;

/** Words that can begin a sentence although their first letter is a particle. */
const OPENER =
  /^(?:はたして|はじめ|はい|はるか|はっきり|もちろん|もし|もっと|もう|もはや|もの|もと|とはい|ところ|とに|とり|とく|とも|とて|とある|とき|では|でも|できる|にも(?:か|拘)|にわか|にぎ|のち|やは|やが|やっと|やや|やる|かつ|かな|から[こ]|かれ|がん|がっ|わた|われ|わず|わざ|ゆえ|ゆっく|らい|ばら|めった|ねえ|ぜひ|べつ|ぎり|げん|りん|けれ|けっ|くれ|まさ|きょう|きのう|けさ|むかし|まいにち|さっき|しだいに|だんだん|すこし|すっかり|だいたい|だいぶ|たいてい|たまに|たぶん|なかなか|なんだか|なにしろ|なるべく|まったく|まあ|もっぱら|やっぱり|やむなく|わりと|わが|ぼく|いきなり|いうまで|かえって|かりに|きっかけ|くわし|ぜんぶ|せいぜい|しいて|しょせん|さいわい|つづいて|とうとう|てっきり|びっくり)/;

/** Whether no sentence can begin like this. */
export function canNotBegin(right: string): boolean {
  return BOUND_MARK.test(right) || (BOUND_KANA.test(right) && !OPENER.test(right));
}

/**
 * What a sentence says of its subject, and no more: 「不可欠です。」. The subject stands before the cut: 「投資判断が」.
 */
const PREDICATE =
  /^[\p{Script=Han}ー]{1,4}\p{Script=Hiragana}{0,4}(?<![はもがをへと])(?:です|でした|でしょう|である|だ|だった|ます|ました|ません|ている|ています)(?:よ|ね|よね)?。/u;

/** What is also said of a whole text, or of nothing: 「以上です。」, 「楽しみです。」 */
const COMMENT =
  /^(?:以上|結論|本題|余談|要点|例外?|一方|事実|本当|残念|当然|同感|賛成|反対|大丈夫|心配|安心|感謝|驚き|楽しみ|朗報)(?:です|でした|でしょう|である|だ)/;

/** Only a verb can follow an object. */
const VERB = /^[^。]*(?:ます|ました|ません|ている|んだ)(?:よ|ね|よね)?。/;

/** Particles behind a subject, an object or a place; behind a verb, が joins two statements: 「しますが」. And 「…なくして」. */
const PARTICLE =
  /(?:[はをも]|なくして|[^すただいんう]が|[\p{Script=Han}\p{Script=Katakana}ーA-Za-z\d」）)](?:で|に[はも]))$/u;

/** What somebody feels or thinks: 「私は強く感じています。」 What they think stands before the cut: 「始まりの合図だと」. */
const THINKS =
  /^(?:(?:私|筆者|我々|私たち)(?:自身)?[はも]、?|個人的には、?)?(?:強く|深く|心から|常に)?(?:感じ|考え|思っ|信じ|見|確信し|捉え|期待し|願っ|言っ)て(?:い(?:ます|ました|る|た)|やみません|なりません)(?:よ|ね)?。/;

/** Before a thought. 「値上げをすると」 may also be a condition, of which the rest is lost. */
const THOUGHT = /(?:[だたか]|[ろょよお]う|べき|はず)と$/;

/** Whether the right half is only the predicate of what stands before it. */
export function isItsPredicate(left: string, right: string): boolean {
  const text = left.trimEnd();
  if (THINKS.test(right) && THOUGHT.test(text)) return true;
  if (!PREDICATE.test(right) || COMMENT.test(right)) return false;
  return PARTICLE.test(text) && (!text.endsWith('を') || VERB.test(right));
}
