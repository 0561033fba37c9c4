/** How orders about a text are given in a language, and in those that are not Japanese or English. */

export type Manner = {
  /** Letters or words that the paragraph must have. */
  readonly script: RegExp;
  /** Between two sentences. */
  readonly ends: RegExp;
  /** What a text has; with the flag `g`. Much of it other things have as well: a list, a lead, a voice. */
  readonly things: RegExp;
  /** What nothing else has than a text. One of it must be named: people who tell how to use a chart give orders, too. */
  readonly onlyTexts: RegExp;
  /** An order about a thing that only texts have: then it is enough by itself. */
  readonly ofTexts: RegExp;
  /** What is only said to a machine: that is enough as well. */
  readonly onlyToMachines: RegExp;
  /** Words of orders to people. */
  readonly people: RegExp;
  /** A quick look, which most paragraphs do not pass. */
  mayOrder(paragraph: string): boolean;
  isOrder(sentence: string): boolean;
  /** Whether an order says what to do, and not only how long: 「見出しは三つ。」 */
  isCommand(sentence: string): boolean;
  /** Whether it may stand beside orders. */
  isAbout(sentence: string): boolean;
};

const THING =
  /\b(?:Artikel|Überschrift\w*|Titel|Absätze?n?|Wörtern?|Zeichen|Ton|Stil|Floskeln|Ausrufezeichen|Zitate|Stichpunkt\w*|Zusammenfassung|Leser|Text|Zwischenüberschrift\w*|article|titre|chapô|intertitres?|mots|caractères|ton|style|citations?|référencement|lecteurs?|texte|résumé|paragraphes?|artículo|título|entradilla|palabras|caracteres|tono|citas|cifras|frases|párrafos?|cuerpo|texto|resumen|artigo|título|palavras|tom|citações|parágrafos?|resumo|articolo|titolo|parole|tono|paragrafi|testo|riassunto|formato|artikel|kop|woorden|toon|alinea's|tekst)\b|文章|标题|標題|字数|\d+字|段落|语气|語氣|小标题|摘要|正文|口吻|기사|제목|\d+자|문단|문체|어조|표현|요약|본문/gi;
const ORDER =
  /^(?:Du bist|Schreib\w*|Verwende|Vermeide|Gib|Fass\w*|Halte|Nenne|Erfinde|Übersetze|Formuliere|Rédige\w*|Écris|Écrivez|Utilise\w*|Évite\w*|Réponds|Répondez|Ne |N'|Structure|Résume\w*|Traduis\w*|Tu es|Vous êtes|Escrib\w+|Redact\w+|Usa|Use|Evita|No |Resume|Devuelve|Traduce|Eres|Incluye|Escreva|Evite|Não|Inclua|Scrivi|Evita|Non |Riassumi|Usa|Sei un|Schrijf|Gebruik|Vermijd|Vat |Format\w*)|^(?:[请請](?!将|把|您|提供|粘贴|將)|不要|不得|只|仅|務必|务必|使用|控制)|(?:하세요|하시오|작성하라|하십시오|할 것|하지 말고?|쓰지 마세요|넣으세요|마세요)[.,]?/i;

/** All other languages. */
export const western: Manner = {
  script: /[äöüßàâçéèêëîïôûùñáíóúãõì¿¡\u4e00-\u9fff\uac00-\ud7af]|\b(?:du|der|die|le|les|el|los|il|het)\b/i,
  ends: /(?<=[.!?。；] ?)(?=\S)/,
  things: THING,
  onlyTexts:
    /\b(?:Artikel|Überschrift\w*|Absätze?n?|Wörtern?|Floskeln|Ausrufezeichen|Zusammenfassung|Zwischenüberschrift\w*|chapô|intertitres?|mots|résumé|paragraphes?|artículo|entradilla|palabras|párrafos?|palavras|parágrafos?|parole|paragrafi|riassunto|woorden|alinea's)\b|文章|字数|\d+字|段落|小标题|摘要|正文|기사|\d+자|문단|문체|요약|본문/i,
  mayOrder: () => true,
  isOrder: (sentence) => ORDER.test(sentence) && sentence.search(THING) >= 0,
  isCommand: (sentence) => ORDER.test(sentence),
  isAbout: (sentence) => ORDER.test(sentence) || sentence.search(THING) >= 0,
  ofTexts: /(?!)/,
  onlyToMachines: /\b(?:Gib nur|Réponds uniquement|Devuelve solo)\b|只输出/,
  people:
    /\b(?:wir|uns|unsere\w*|nous|notre|nosotros|nuestr\w+|envía\w*|envoyez|Schicken Sie|Senden Sie|nós|noi)\b|我们|投稿|来稿|응모|보내/i,
};
