/** How somebody sounds in other languages who works on a text for another one. */
import type { Voice } from './voice.ts';

/** A report in Korean ends its sentences in 「-다」; who serves another one in 「-습니다」. */
const KOREAN_POLITE = /(?:니다|세요|까요|주십시오|드릴게요|[해어아]요)[.?!]?$/;
const KOREAN_TEXT =
  '(?:본문|원문|기사|요약|번역|초안|제목|문체|글자|\\d자|문단|표현|출처|링크|파일|자료|입력|요청|어조|지시|검색|버전|분량)';

export const korean: Voice = {
  name: 'ko',
  script: /[\uac00-\ud7af]/,
  people:
    /독자|고객|여러분|당사|본지|댓글|응모|모집|문의|신청|이메일|구독|다음 주|감사합니다|사과|학부모|학생|회원|주민|참가자|수강생/,
  ofText: undefined,
  ofLack: undefined,
  ofServing: new RegExp(`${KOREAN_TEXT}[^.?!]*(?:니다|세요|까요|주십시오|드릴게요|해요)`),
  canBeOfText: () => false,
  sounds: (paragraph) => KOREAN_POLITE.test(paragraph),
  differs: (rest) => /다\./.test(rest) && !/(?:니다|[해어아]요|세요)[.?!]/.test(rest),
};

/** Persons of a talk. Words that are other words in one of the languages («tu», «su», „Sie“) are not here. */
const WESTERN_PERSONS =
  /\b(?:[Ii]ch|Ihnen|Ihren?|[Dd]ir|[Jj]e|[Jj]'ai|[Vv]ous|[Vv]otre|[Uu]sted|[Pp]uedo|[Pp]odrías|[Qq]uieres|[Dd]eseas?|[Pp]refieres|[Ee]u|[Vv]ocê|[Pp]osso|[Vv]uoi|[Ii]k|uw|has enviado|he (?:escrito|usado|evitado|mantenido|redactado)|ho (?:scritto|usato|evitato))\b|\b[Jj]'/;

const WESTERN_YOU =
  /\b(?:Ihnen|Ihren?|[Dd]ir|[Vv]ous|[Vv]otre|[Uu]sted|[Pp]odrías|[Qq]uieres|[Dd]eseas?|[Pp]refieres|[Vv]ocê|[Vv]uoi|uw|has enviado)\b/;

export const western: Voice = {
  name: 'western',
  script: /[äöüßàâçéèêëîïôûùñáíóúãõì¿¡]|\b(?:ich|der|die|le|les|el|los|il|het)\b/i,
  people:
    /\b(?:Leser\w*|Kund\w+|wir|unser\w*|Redaktion|Fehler|korrigiert|Entschuldigung|lecteurs?|nous|notre|nos|rédaction|excuser|erreur|corrigée?|lectores|nosotros|nuestr\w+|redacción|disculpas|corregid\w+|corrett\w+|app|nós|noss\w+|leitores|noi|nostr\w+|lettori|wij|onze|lezers|Eltern|Mitglieder\w*|Teilnehmer\w*|parents|membres|élèves|adhérents|padres|soci[ao]s|alumn[ao]s|sócios|alun[ao]s|genitori|soci|alunn[ei]|ouders|leden)\b/i,
  ofText: undefined,
  ofLack: undefined,
  ofServing:
    /\b(?:Artikel|Entwurf|Zusammenfassung|Überschrift|Übersetzung|Absatz|article|brouillon|résumé|titre|traduction|paragraphe|artículo|borrador|resumen|título|traducción|párrafo|artigo|rascunho|resumo|articolo|bozza|riassunto|artikel|samenvatting)\b|\b(?:Text|texte|texto|testo|tekst|Ton|ton|tono|tom|Wörter|mots|palabras|palavras|parole|woorden)\b[^.]*\b(?:Ihnen|Ihr\w*|dir|vous|votre|usted|le|você|vuoi|uw|ich|je|eu|ho|he|ik)\b/i,
  canBeOfText: () => false,
  sounds: (paragraph, isFirst) => (isFirst ? WESTERN_YOU : WESTERN_PERSONS).test(paragraph),
  differs: (rest) => /[.!?] \S/.test(rest) && !WESTERN_PERSONS.test(rest),
};

export const chinese: Voice = {
  name: 'zh',
  script: /[\u4e00-\u9fff]/,
  people:
    /读者|讀者|客户|客戶|用户|用戶|我们|我們|大家|本刊|本报|投稿|评论|留言|公众号|代码|文件|同学|朋友|家长|家長|会员|會員|居民|学员|學員|业主|業主/,
  ofText: undefined,
  ofLack: undefined,
  ofServing:
    /(?:正文|原文|摘要|翻译|翻譯|译文|草稿|标题|標題|语气|字数|\d+字|段落|改写|初稿)[^。]*(?:您|[请請](?:提供|粘贴|发送|告诉|确认|重新|补充|貼上|告訴)|如需|需要我|我(?:已|可以|无法|會|会|没有))|(?:您|[请請](?:提供|粘贴|发送|告诉|确认|重新|补充|貼上|告訴)|如需|需要我|我(?:已|可以|无法|會|会|没有))[^。]*(?:正文|原文|摘要|翻译|翻譯|译文|草稿|标题|標題|语气|字数|\d+字|段落|改写|初稿)/,
  canBeOfText: () => false,
  sounds: (paragraph) => CHINESE_PERSONS.test(paragraph),
  differs: (rest) => !CHINESE_PERSONS.test(rest),
};

const CHINESE_PERSONS = /[我您你请請]|如需/;
