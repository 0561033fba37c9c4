/** How an AI refuses or answers in German, French, Spanish, Portuguese, Italian, Dutch, Chinese and Korean. */

/** Letters of a paragraph within which it is said in another language. */
export const REACH = 300;

/**
 * What proves a machine at the beginning of a paragraph. An apology is no sign: "Leider konnte ich letzte Woche
 * nicht schreiben" is how people begin. What can not be done must be what a machine is asked for: to open a link, to
 * answer, to write the text.
 */
export const foreign: readonly RegExp[] = [
  // A greeting that is all of a paragraph: whoever tells of one goes on.
  /^(?:(?:Hello|Hi)(?: there)?[!.,] )?How (?:can|may) I (?:help|assist) you(?: today)?\?(?:\n|$)/,
  /^(?:こんにちは[。！]? ?)?(?:本日は|今日は)?、?(?:何か|何を|どのような|どういった)[^。？\n]{0,12}お手伝い(?:いたし|でき|し)[^。？\n]{0,16}か?[。？](?:\n|$)/,
  // It goes on in another message.
  /^[[(](?:Suite (?:dans|au) (?:le )?prochain message|Fortsetzung in der nächsten Nachricht|Continúa en el (?:próximo|siguiente) mensaje|Continua (?:na próxima mensagem|nel prossimo messaggio)|Wordt vervolgd in het volgende bericht|다음 메시지에서? 계속)/,
  /^(?:由于|由於)(?:篇幅|字数|字數|长度|長度)(?:限制|原因)[，,]?[^。]{0,16}(?:下一[条條则則个個]|下[条條])(?:回复|回覆|消息|訊息)/,
  /^(?:Atingi o limite de (?:caracteres|tokens|palavras)|He alcanzado el límite de (?:caracteres|tokens|palabras)|Ho raggiunto il limite di (?:caratteri|token|parole)|J'ai atteint la limite de (?:caractères|tokens|mots)|Ich habe das (?:Zeichen|Token|Wort|Ausgabe)limit erreicht)\b/,
  // What it gives to nobody.
  /^(?:Es tut mir (?:sehr )?leid|Tut mir leid|Leider),? (?:aber )?(?:ich kann|kann ich)[^.]{0,30}(?:Anlageberatung|Anlageempfehlung|Finanzberatung|medizinische Beratung|Rechtsberatung)/,
  /^(?:Je suis (?:vraiment )?désolée?|Désolée?),? mais je ne peux pas (?:vous |te )?(?:donner|fournir|offrir)[^.]{0,20}conseils? (?:d'investissement|financiers?|en investissement|médic|juridiques?)/,
  /^(?:Lo siento|Lamento|Desculpe|Sinto muito|Mi dispiace),? (?:pero |mas |ma )?(?:no puedo|não posso|non posso)[^.]{0,30}(?:asesoramiento|consejos?|aconselhamento|conselhos?|consulenza|consigli) (?:financier|de inversi|finance|de investimento|finanziari|di investimento|médic|medic|legal)/,
  // German.
  /^(?:(?:Es tut mir (?:sehr )?leid|Tut mir leid|Entschuldigung|Leider|Ich entschuldige mich)[,.]? (?:aber )?)?(?:kann ich|ich kann|ich bin nicht in der Lage|konnte ich|ich konnte|ich habe keinen)[^.]{0,60}(?:\b(?:auf|zu) (?:das Internet|Echtzeit\S{0,12}|externe\S{0,12}|(?:diesen|den|Ihren|deinen) (?:angegebenen |genannten |bereitgestellten )?(?:Link|Artikel))|\b(?:diesen?|Ihren?|deinen?|die|der|den) (?:Anfrage|Bitte|Wunsch|Aufforderung|Link|URL|Webseite|Seite|Artikel|Text|Datei)\b)[^.]{0,50}(?:nicht|kein|zugreifen|Zugriff|beantworten|öffnen|helfen|schreiben|erstellen|erfüllen|nachkommen|abrufen|verfassen)/i,
  /^(?:Es tut mir (?:sehr )?leid|Tut mir leid|Leider)[,.]? (?:aber )?(?:ich kann|kann ich) (?:dir|Ihnen)\b[^.]{0,30}(?:nicht|kein)/i,
  /^Als (?:eine? )?(?:KI(?:-(?:Sprachmodell|Modell|Assistent(?:in)?|System))?|künstliche Intelligenz|(?:großes )?(?:KI-)?Sprachmodell),? (?:kann|habe|bin|darf|ist es mir)\b/,
  /^(?:Natürlich|Gerne|Selbstverständlich|Klar)[,!.] (?:[Hh]ier (?:ist|sind|kommt)|[Ii]ch (?:werde|schreibe|erstelle))\b[^.]{0,40}\b(?:Artikel|Text|Entwurf|Fassung|Version|Zusammenfassung|Beitrag|Blogbeitrag)\b/,
  /^Der (?:Nutzer|Benutzer|User) (?:möchte|will|wünscht|bittet um|hat um)\b[^.]{0,60}(?:Artikel|Text|Beitrag|Zusammenfassung)/,
  /^Ich bin (?:nur |lediglich )?ein (?:großes )?(?:KI-)?Sprachmodell\b/,
  // French.
  /^Je suis (?:seulement |simplement )?(?:un (?:grand )?modèle de langage|une (?:IA|intelligence artificielle) (?:et|développée|créée|conçue))/,
  /^L'utilisateur (?:veut|demande|souhaite|a demandé)\b[^.]{0,60}(?:article|texte|résumé)/,
  /^Votre message ne contient (?:que|pas|aucun)\b/,
  /^(?:(?:Je suis (?:vraiment |sincèrement )?désolée?|Désolée?|Malheureusement|Je m'excuse|Toutes mes excuses)[,.]? (?:mais )?)?je (?:ne (?:peux|suis)|n'ai|suis (?:incapable|dans l'impossibilité))[^.]{0,50}(?:\b(?:ce|cet|cette|votre|ta|ton|vos) (?:lien|article|page|demande|requête|texte|fichier|document|URL)|accès (?:à (?:internet|des informations|des données)|aux? )|en temps réel|\b(?:vous|t)[ '](?:aider|fournir|répondre|assister))/i,
  /^(?:[^.]{0,40}, )?(?:mais )?[Ee]n tant qu(?:e (?:grand )?modèle (?:de langage|linguistique|d'IA)|'(?:IA|intelligence artificielle|assistante? (?:IA|virtuel|d'IA|numérique|conversationnel))\b)/,
  /^(?:Bien sûr|Certainement|D'accord|Voici)\b[^.]{0,40}(?:(?:article|texte|version|résumé) (?:que vous|que tu|demandée?\b)|je vais rédiger)/,
  /^(?:Bien sûr|Certainement|D'accord) ?! ?(?:[Vv]oici|[Jj]e vais)[^.]{0,30}(?:article|texte|version|résumé|brouillon)/,
  // Spanish, Portuguese, Italian.
  /^(?:(?:Lo siento|Lamento|Disculpa|Disculpe|Lamentablemente|Perdón|Desculpe|Sinto muito|Infelizmente|Mi dispiace|Purtroppo|Spiacente)(?: mucho)?[,.]? (?:pero |mas |ma )?)?(?:eu )?(?:no|não|non) (?:puedo|tengo|pude|he|encuentro|encontré|me es|dispongo|posso|tenho|consigo|consegui|encontrei|ho|sono)\b[^.]{0,40}(?:\b(?:est?[ea]|es[ea]|ess[ea]|su|tu|sua|seu|quest[oa]|il tuo|la tua|la sua) (?:enlace|artículo|artigo|articolo|página|pagina|solicitud|solicitação|pedido|richiesta|petición|texto|testo|archivo|arquivo|documento|link|URL)|(?:acceso|acesso|accesso) (?:a|à|al|alla|ad) ?(?:internet|información|informações|informazioni|datos|dados|dati|enlaces|la web|sitios|páginas)|tiempo real|tempo real[e]?|(?:información|informações|informazioni) (?:sobre|relevante)|\b(?:ayudart?[el]|ayudarle|ajudá|ajudar com|aiutarti|aiutarla))/i,
  /^(?:Como (?:(?:un )?modelo de lenguaje|(?:um )?modelo de linguagem|(?:una? )?(?:IA|inteligencia artificial|inteligência artificial)|asistente de IA|assistente de IA)|Come (?:modello linguistico|(?:una )?(?:IA|intelligenza artificiale))),? (?:no|não|non|yo|eu|mi|mis|meu)\b/,
  /^¡?(?:Claro|Por supuesto|Desde luego|Com certeza|Certo|Certamente)[,!.¡]{1,9} ?(?:¿(?:me )?(?:podrías|puedes|podría|sobre qué|qué (?:tipo|tema))|(?:[Aa]quí (?:está|tienes)|[Aa] continuación|[Aa]qui está|[Ss]egue(?: abaixo)?|[Ee]cco)[^.]{0,30}(?:artículo|artigo|articolo|texto|testo|versión|versão|versione|resumen|resumo|riassunto|borrador))/,
  /^(?:El usuario|O usuário|L'utente) (?:quiere|pide|ha pedido|solicita|pediu|quer|vuole|chiede|ha chiesto)\b[^.]{0,60}(?:artículo|artigo|articolo|post|texto|testo|resumen|resumo|riassunto)/,
  /^Non vedo (?:alcun|nessun)\S{0,3} (?:documento|testo|allegato|file)\b/,
  /^(?:(?:Soy|Sou) (?:solo |sólo |apenas )?(?:un modelo de lenguaje|um modelo de linguagem|(?:una? |uma )?(?:inteligencia artificial|inteligência artificial|IA)\b)|Sono (?:solo )?un modello linguistico|In quanto (?:intelligenza artificiale|modello linguistico|IA)\b,? (?:non|posso|ho))/,
  // Dutch.
  /^(?:Het spijt me|Sorry)[,.]? (?:maar )?ik kan (?:je|u) [^.]{0,30}niet|^(?:(?:Het spijt me|Sorry|Helaas)[,.]? (?:maar )?)?(?:ik kan|kan ik) (?:dit|dat|deze|die|uw|je) (?:artikel|verzoek|link|pagina|tekst|vraag)[^.]{0,40}(?:niet|geen)/i,
  // Chinese.
  /^(?:(?:很|非常|十分|实在)?(?:抱歉|对不起|對不起|不好意思|遗憾|遺憾)[，,。！]?)(?:但)?(?:我|作为[^，。]{0,16}，?我)(?:目前|暂时|暫時|现在)?(?:无法|無法|不能|没有办法|沒有辦法|未能)[^。，]{0,14}(?:撰写|撰寫|生成|写|寫|完成|提供|协助|協助|帮助|幫助|回答|满足|访问|訪問|打开|打開|获取|取得|读取|讀取|查看|浏览|瀏覽)[^。，]{0,16}(?:您|你(?:的|提供|要求)|该|這|这|请求|請求|要求|链接|連結|网页|網頁|内容|內容|信息|資訊|文章|外部|实时|即時)/,
  /^(?:很|非常|十分|实在)?(?:抱歉|对不起|對不起|不好意思)[，,。！]?[^。，]{0,10}(?:没有找到|沒有找到|未找到|找不到|无法|無法|不能)[^。，]{0,12}(?:您|你)(?:的|所|要求|提供|需要|請求|请求|需求)/,
  /^(?:很|非常|十分|实在)?(?:抱歉|对不起|對不起|不好意思)[，,。！]?(?:我)?(?:没有找到|沒有找到|未找到|找不到)[^。，]{0,12}相关的?(?:信息|資訊|内容|资料|报道)/,
  /^(?:作为|作為)(?:一个|一個|一款|一名)?(?:由[^，。]{1,16}(?:开发|開發|训练)的)?(?:人工智能|人工智慧|AI|(?:AI)?(?:大型?)?(?:语言|語言)模型)(?:助手|助理|模型|语言模型|語言模型|程序|系统)?[，,]? ?我(?!们|們)/,
  /^我是(?:一个|一個|一款)?(?:由[^，。]{1,16}(?:开发|開發|训练)的)?(?:AI|人工智能|人工智慧|(?:大型?)?(?:语言|語言)模型)(?:助手|助理|语言模型|語言模型|模型)?(?:[，,。]|无法|無法|不能)/,
  /^我(?:目前|现在)?(?:无法|無法|不能)(?:直接)?(?:访问|訪問|打开|打開|浏览|瀏覽|联网|获取|獲取)(?:[^。，]{0,6}(?:您|你提供|该(?:链接|网页|文章|文件)|這個連結|这个链接|实时|即時)|(?=[^。]{0,80}(?:请(?:您|你)?(?:提供|粘贴|发送|告诉|复制)|如果(?:您|你)(?:能|可以|提供))))/,
  /^(?:好的|当然|當然|没问题|沒問題)(?:可以)?[，,！!。](?:以下|下面|这里|這裡|这|這)(?:就)?是[^。]{0,24}(?:文章|稿|摘要|大纲|大綱|版本|内容|內容)|^(?:好的|当然|當然|没问题|沒問題)(?:可以)?[，,！!。](?:我(?:将|將|会|會)|让我)?(?:为|為|帮|幫)(?:您|你)/,
  /^(?:以下|下面)是(?:根据|根據|按照)(?:您|你)的/,
  /^(?:用户|用戶|使用者)(?:想要|要求|希望|需要)[^。]{0,30}(?:文章|稿|摘要|大纲|科普文)/,
  // Korean.
  /^제 지식은 \d{4}년|^사용자(?:가|는) [^.]{0,40}(?:기사|글|요약)[^.]{0,12}(?:원하|요청|요구)/,
  /^(?:(?:죄송합니다만?|죄송하지만|미안하지만|유감스럽게도|안타깝게도)[,. ]{1,3})?(?:저는 |현재 |지금은 |제가 )?[^.]{0,30}(?:요청|링크|페이지|기사|URL|사이트|질문|인터넷|파일|내용|정보)[^.]{0,30}(?:접근|열|확인|제공|작성|생성|답변|도와|응답|읽|찾|처리)[^.]{0,16}(?:수 없습니다|어렵습니다|못했습니다|불가능합니다|드릴 수 없)/,
  /^저는 (?:AI|인공지능|언어 모델)(?: 언어 모델| 어시스턴트| 모델)?(?:이라|이라서|이어서|입니다|이기 때문에|이므로|로서)/,
  /^(?:AI|인공지능|언어 모델|대규모 언어 모델)(?: 언어 모델| 어시스턴트)?(?:로서,? (?:저는|제가|[^.]{0,30}(?:없습니다|못합니다))|이기 때문에[^.]{0,30}없|인 저는)/,
  /^요청하신 (?:기사|글|내용|주제|정보|자료)[^.]{0,20}(?:없습니다|어렵습니다|못했습니다|다음과 같|작성)/,
  /^(?:네|물론(?:입니다|이죠)|알겠습니다)[,.!]?[^.]{0,30}(?:요청하신|작성(?:하겠|해 ?드리|했습니다)|(?:다음은|아래는)[^.]{0,24}(?:글|기사|초안|요약)입니다)/,
];
