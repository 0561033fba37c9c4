/** How somebody orders a text in Chinese, Korean, German, French or Spanish. */
import type { Subjects } from './subjects.ts';

export const others: Subjects = {
  role: /\bAgisci come\b|\bSei un[ao]? [^.\n]{0,40}(?:giornalista|redattore|esperto)|\bVocê é um[a]? [^.\n]{0,40}(?:jornalista|redator|especialista)|\bInstrucciones para el (?:redactor|asistente|modelo)|[你您]是一?[位名个個]?[^。\n]{0,24}(?:记者|記者|编辑|編輯|作家|专家|專家|分析师|分析師|撰稿)|역할: |당신은[^.\n]{0,30}(?:기자|작가|전문가|에디터|애널리스트|블로거|라이터)|\bDu bist (?:ein|eine)\b[^.\n]{0,60}(?:journalist|autor|redakteur|expert|analyst|assistent|texter)|\b(?:Tu es|Vous êtes) une? [^.\n]{0,50}(?:journaliste|rédact|expert|analyste|assistant)|\b(?:Eres|Usted es) une? [^.\n]{0,50}(?:periodista|redactor|experto|analista|asistente)/i,
  write:
    /\b[Ss]crivi\b[^.\n]{0,40}(?:articolo|testo)|\b[Ee]screva\b[^.\n]{0,40}(?:artigo|texto)|请[^。\n]{0,20}(?:撰写|写一篇|写出|生成|改写|续写)|请写|請寫|請[^。\n]{0,20}(?:撰寫|寫一篇|生成|改寫|續寫)|撰写|(?:기사|글|본문|칼럼)[을를][^.\n]{0,16}(?:작성|써)|\bSchreib(?:e|en Sie)?\b[^.\n]{0,50}(?:Artikel|Text|Beitrag|Absatz)|\b(?:Rédige[zr]?|Écri(?:s|vez)) [^.\n]{0,40}(?:article|texte|paragraphe|conclusion|introduction)|\b(?:Escribe|Redacta|Escriba) [^.\n]{0,40}(?:artículo|texto|párrafo)/i,
  length:
    /字数|字數|\d字|글자 ?수|\d자(?: |를|로|,)|\b\d+ (?:Wörter|Zeichen|mots|palabras|parole|palavras|caractères|caracteres)|\d Wörtern/i,
  tone: /(?:口吻|语气|語氣|风格|風格)|문체|존댓말|어조|말투|\bTonfall\b|\bton (?:neutre|formel|\w+(?:iste|eux|ique))\b|\btono (?:neutro|formal|\w+)\b|\bestilo \w+\b|\btom (?:jornalístico|neutro|formal)/,
  format:
    /列表|小标题|小標題|소제목|Markdown|마크다운|Aufzählung|Zwischenüberschrift|Überschrift|sous-titre|\bpuces\b|subtítulo|viñetas/i,
  output:
    /(?:只|仅|僅)输出|只輸出|输出格式|不要输出|출력|\bGib nur\b|\bAusgabe|\b[Rr]envo(?:ie|yez) uniquement|\bRéponds|\bRépondez|\bDevuelve|\bResponde solo/i,
  ban: /\b[Nn]on (?:usare|inventare|includere)\b|\b[Nn]ão (?:inclua|use|invente)\b|不要(?:使用|包含|添加)|不要出现|하지 ?마|금지|\b[Ee]vitar\b|\b[Ii]ncluir\b|Verwende keine|Vermeide|N'utilise|Évite|No (?:uses|incluyas)|Evita/,
};
