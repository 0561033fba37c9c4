/** Sentences that do not say what they seem to: somebody is reported to say it, or it is so only in some case. */

/** Whether somebody is reported to say the sentence: 「…できません、と出たときは」, "I can't, said the interpreter". */
export function isReported(sentence: string): boolean {
  return REPORTED.test(sentence) || SAID.test(sentence);
}

const SAID =
  /, (?:said|says|say|replied|replies|answered|answers|told me) (?:the|my|our|his|her|their|an?|he|she|they|[A-Z][a-z]+)\b/;

const REPORTED =
  /(?:ません|です|ます|ました|ない|ください|でした|ましょう)(?:ね|よ|か)?、?と(?:[^。、]{1,12}(?:[はがにもで]|から))?(?:出[たる]|言[いうっわ]|いう(?!役割)|表示|答え|返[さっす]|返事|名乗|断[らっ]|書[いか]|聞[いか]|思[いうっわ]|伝え|告げ|頼|叱|謝|笑|つぶやい|呟い)/;

/**
 * Whether the sentence says what to do if something fails, as help pages do, 「URLを開けない場合は、」, why somebody found no
 * time, 「文章を書く余裕がありませんでした。」, or what was left over: 「お答えできなかったご質問には、」.
 */
export function isNoAct(sentence: string): boolean {
  return CONDITION.test(sentence) || NO_TIME.test(sentence) || LEFT_OVER.test(sentence);
}

const CONDITION =
  /(?:ない|ません|られず|できず|空の|未入力の|(?:入力|指定|選択|添付)した)(?:場合|とき|時|際)(?:[はにもの、]|$)/;
const LEFT_OVER =
  /(?:でき|られ|載せきれ|伝えきれ|[えけげせてねべめれ])なかった(?:ご?(?:質問|感想|意見)|お便り|お話|方|人|本|作品)(?:[はがをにもへと、]|たち|々)/;
const NO_TIME =
  /(?:余裕|時間|暇|ひま|気力|元気|体力|機会|勇気)[がもは](?:な[いかく]|あり?ません|取れ|とれ|作れ|足り)/;
