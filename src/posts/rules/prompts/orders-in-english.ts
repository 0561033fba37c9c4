/** How somebody orders a text in English. */
import type { Subjects } from './subjects.ts';

const WORK =
  '(?:article|post|blog|piece|draft|summary|essay|report|story|newsletter|headline|title|paragraph|section|introduction|conclusion|outline|copy|text|column|content|analysis|meta description)s?';

export const english: Subjects = {
  role: /^(?:(?:System|Role|Persona|Context|User)[:：] ?)?You(?:'re| are) (?:an?|the|now|acting|playing|tasked)\b|\bAct(?:ing)? as (?:an?|the|if you)\b|\b(?:[Tt]ake|[Aa]ssume|[Pp]lay|[Aa]dopt) the (?:role|persona) of\b|^(?:Role|Persona)\b ?[:：]|\b[Yy]our (?:task|role|job|goal|mission) is\b/,
  write: new RegExp(
    `\\b(?:[Ww]rite|[Cc]reate|[Gg]enerate|[Pp]roduce|[Dd]raft|[Cc]ompose|[Rr]ewrite|[Ss]ummari[sz]e|[Tt]ranslate|[Cc]ontinue|[Ii]mprove|[Ee]xpand|[Pp]roofread|[Ee]dit)\\b[^.\\n]{0,60}\\b${WORK}\\b`,
  ),
  length:
    /\b\d[\d,]{0,20}(?:\s?(?:-|–|to)\s?\d[\d,]{0,20})?[- ](?:words?|characters|sentences|paragraphs|tokens)\b|\b[Ww]ord count\b|\b[Ll]ength ?: ?\D{0,8}\d[\d,]*(?: ?(?:-|–|to) ?[\d,]+)? ?words/,
  tone: /\b(?:[Tt]one|[Vv]oice|[Ww]riting style|[Ss]ame style)\b|\b(?:formal|conversational|neutral|journalistic|authoritative|engaging|professional) (?:manner|language|tone|style)\b|\bactive voice\b/,
  format:
    /\b(?:(?:in|as|use|using|valid|with|no) (?:Markdown|HTML|JSON|YAML|plain text|code fences?|bullet points|bullets|bullet lists|headings|subheadings|emojis?|bold)|H[1-4]s?|bullet points|sub-?headings)\b|^(?:Output )?[Ff]ormat ?[:：]/i,
  output:
    /\b(?:[Oo]utput|[Rr]eturn|[Rr]espond|[Rr]eply|[Aa]nswer)\b(?: only\b[^.\n]{0,40}| (?:in|as|with)\b[^.\n]{0,20})\b(?:Japanese|English|Markdown|JSON|HTML|plain text|text|body|article|code|list|answer|format)\b|^Output format[:：]|\bJSON only\b|\bthought process\b/,
  structure:
    /\b(?:[Ii]ntroduction|[Cc]onclusion|[Ss]ections?|[Ss]tructure|[Oo]utline|[Tt]itle|[Hh]ook|[Cc]all to action|takeaways?)\b/,
  seo: /\bSEO\b|\b[Kk]eywords?\b|\bmeta (?:description|title)\b|\bsearch intent\b/i,
  reader: /\b(?:[Tt]arget )?[Aa]udience\b|\b(?:[Tt]arget|[Ii]ntended) readers?\b|\breaders? (?:is|are|who)\b/,
  talk: /\b(?:[Dd]o not|[Dd]on't|[Nn]o|[Nn]ever|[Ww]ithout|[Aa]void|[Ss]kip|[Oo]mit)\b[^.\n]{0,30}\b(?:preambles?|explanations?|commentary|greetings?|introductory|disclaimers?|apolog|extra text|notes?|intro|filler|clich|fluff|pleasantries)/,
  repeat:
    /\b(?:[Dd]o not|[Dd]on't|[Nn]ever|[Aa]void)\b[^.\n]{0,20}\b(?:repeat|repetition|repeating|restate|duplicate|reuse)(?! yourself)/,
  input:
    /\b(?:following|above|below|provided|given)\b[^.\n]{0,20}\b(?:text|article|content|information|data|topic|instructions?|requirements?|rules|guidelines|news|source|context|structure|input|headline|notes)\b|\bthe context (?:does not|doesn't)\b|^(?:Input|Topic|Source|Context|Keywords?|News|Headline|Task|Goal|Instructions?|Requirements?|Constraints?|Rules|Guidelines|Steps) ?[:：]/,
  facts:
    /\b(?:[Dd]o not|[Dd]on't|[Nn]ever|[Aa]void)\b[^.\n]{0,24}\b(?:invent|make up|hallucinat|fabricat|speculat|assum|plagiari)|\bcite (?:your |all |the )?sources\b/,
  secret:
    /\b(?:system prompt|this prompt|these instructions|the (?:prompt|instructions))\b|\b(?:mention|reveal|say|disclose)\b[^.\n]{0,30}\b(?:you are an AI|AI[- ]generated|language model|an AI)\b|\bsounds? (?:human|like (?:an )?AI)\b/,
};

/** What makes a sentence an order. */
export const ORDER =
  /^(?:[-*•\d.)\s]*)(?:[Pp]lease |[Aa]lways |[Nn]ever |[Tt]hen |[Ff]inally,? )?(?:Write|Create|Generate|Produce|Draft|Compose|Rewrite|Summari[sz]e|Translate|Continue|Improve|Expand|Proofread|Edit|Use|Keep|Maintain|Include|Avoid|Output|Return|Respond|Reply|Answer|Do not|Don't|Never|Always|Ensure|Make|Act|You|Your|Start|Begin|End|Add|Format|Focus|Follow|Provide|Limit|Stick|Take|Assume|Adopt|Cite|Target|No|Structure|Mention|Address|Optimi[sz]e|Aim|Do|Give|Set|Omit|Skip|Think|Read)\b|\b(?:must|should|do not|don't|never|always|ensure|make sure|please|only)\b|^If\b|^[A-Z][A-Za-z /-]{2,24}[:：]/i;
