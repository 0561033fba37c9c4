/** Whether somebody is reported to say the sentence: 「…できません、と出たときは」. */
export function isReported(sentence: string): boolean {
  return REPORTED.test(sentence);
}

const REPORTED =
  /(?:ません|です|ます|ました|ない|ください|でした|ましょう)(?:ね|よ|か)?、?と(?:[^。、]{1,12}(?:[はがにもで]|から))?(?:出[たる]|言[いうっわ]|いう(?!役割)|表示|答え|返[さっす]|返事|名乗|断[らっ]|書[いか]|聞[いか]|思[いうっわ]|伝え|告げ|頼|叱|謝|笑|つぶやい|呟い)/;
