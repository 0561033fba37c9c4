/** How an AI answers in English instead of writing an article; the names are explained in acts.ts. */
import { type Acts, anyOf } from './acts.ts';

const I_CAN_NOT = String.raw`\bI(?:'m| am| was|'ve been|'m currently| currently| still)? ?(?:can ?not|can't|could ?not|couldn't|unable to|won't be able to|not able to|wasn't able to|not comfortable|won't|failed to|do not have (?:a way|any way|the ability|the tools?) to|don't have (?:a way|any way|the ability|the tools?) to|have no way (?:to|of)|must decline to|have to decline to)(?: currently| directly| actually| reliably)?`;
/** "I couldn't write" is what an author says who did not find the time. */
const NOW_I_CAN_NOT = String.raw`\bI(?:'m| am|'m currently| currently)? ?(?:can ?not|can't|unable to|won't be able to|not able to|not comfortable|won't|do not have (?:the ability|the tools?) to|don't have (?:the ability|the tools?) to|have no way (?:to|of)|must decline to|have to decline to)(?: currently| directly| actually| reliably)?`;
const MACHINE = `(?:AI|artificial intelligence|(?:large )?language model|text-based|virtual assistant|chatbot|LLM|AI-(?:based|powered))`;
const MATERIAL = `(?:article|text|link|URL|page|website|site|content|contents|document|file|PDF|attachment|source|sources|transcript|press release|headline|topic|keywords?|details|information|data|draft|outline|news|story|report|passage|paste|context|prompt|image)`;
const WORK = `(?:article|draft|post|blog|version|piece|rewrite|rewritten|summary|translation|outline|story|copy|section|continuation|report|essay|analysis|newsletter|headline|paragraph|content|column|write-up|introduction)`;
const MAKE = `(?:write|create|generate|complete|fulfil?l|produce|continue|summari[sz]e|rewrite|draft|compose|finish|translate|prepare|put together|expand|edit|turn)`;

/** What is done to a text that is there, or is to be made. */
const MAKE_AGAIN = `(?:${MAKE}|adjust|revise|tweak|shorten|lengthen|proceed|rephrase|refine|try (?:again|another)|search|help)`;
/** What is said of a text or of an order: "the link you shared", "the keywords provided". */
const GIVEN = `(?:provided|pasted|specified|supplied|requested|shared|sent|gave|given|mentioned|attached|uploaded|submitted|described|outlined)`;

export const english: Acts = {
  itself: anyOf(
    String.raw`\b[Aa]s an? ${MACHINE}(?: (?:language )?(?:model|assistant|system|chatbot|writing assistant|tool|writer))?(?: (?:that|who|which|trained|without|with|developed|created)[^.,]{0,40})?, (?:I\b|my\b|it is not)`,
    String.raw`\bI(?:'m| am) (?:just |only )?an? ${MACHINE}\b(?: (?:language )?model| assistant|,| and| so| without| that| trained|\.|$)`,
    String.raw`\b[Bb]eing an? ${MACHINE}\b`,
  ),
  bounds: anyOf(
    String.raw`\b(?:longer|more) than I can process\b|\b(?:view|see|open) (?:images|files|attachments) in this chat\b`,
    String.raw`(?:knowledge|training)(?: data)? (?:cut-?off|only goes|only runs|ends|extends|stops|was last)|\b[Aa]s of my (?:last |latest |most recent )?(?:update|training|knowledge|cut-?off)|\bmy (?:training|knowledge|training data)\b`,
    String.raw`\bI (?:do not|don't|currently don't|have no|lack|can't|cannot)[^.]{0,30}(?:real-?time|live|up-to-date|current|internet|web|browsing|browse the|online|search the)`,
    String.raw`\bI (?:do not|don't) have (?:direct )?(?:access to (?:the (?:internet|web|link|article|file|page|content)|real-?time|external|live|current|up-to-date|that|this|any(?!(?:thing| \w+) I\b)|your (?:file|document|attachment|link))|browsing|the ability to (?:browse|access|search|open|see|view))`,
  ),
  cannotReach: anyOf(
    String.raw`\bI (?:searched|looked)\b[^.]{0,60}\b(?:could not|couldn't|did not|didn't) find\b`,
    String.raw`${I_CAN_NOT} (?:access|open|browse|retrieve|fetch|load|visit|extract|verify|confirm|locate)\b`,
    String.raw`${I_CAN_NOT} (?:read|see|find|view|get|search|pull up|reach|download)\b[^.]{0,40}\b(?:${MATERIAL}|news|filings|search results|coverage|anything|results?|web|internet)\b`,
    String.raw`\b(?:${MATERIAL})[^.]{0,30}(?:(?:is|are|was|seems|appears)[^.]{0,16}(?:behind a (?:paywall|login)|inaccessible|unavailable|not accessible|unreachable|broken)|returned (?:an error|no|a 404|a 403)|(?:did not|didn't|doesn't|won't) load|could not be (?:loaded|found|retrieved|accessed|fetched|opened))`,
    String.raw`\b[Nn]o (?:relevant |matching |reliable )?(?:information|details|results|sources|articles|news|coverage)[^.]{0,30}(?:found|available|returned|turned up)`,
    String.raw`\breturned no (?:relevant )?results\b`,
  ),
  cannotMake: anyOf(
    String.raw`\bnot (?:comfortable|able to|going to) (?:\w+ )?(?:writ|creat|generat|produc|fabricat|invent)\w*\b`,
    String.raw`${NOW_I_CAN_NOT} ${MAKE}\b(?: (?:it|that|this)[.,]| (?:this|that|the|your|an?|such an?|any) (?:\S+ ){0,3}(?:${WORK}|request)\b)`,
    `${NOW_I_CAN_NOT} (?:provide|offer|give you|deliver|supply|help (?:you )?(?:with )?(?:writ|creat|generat|draft))[^.]{0,50}${WORK}`,
  ),
  refuses: anyOf(
    String.raw`\bI(?:'m| am) going to decline\b|\bI won't (?:help with|assist with|provide|write|reproduce)\b|\b${NOW_I_CAN_NOT} reproduce\b`,
    String.raw`${I_CAN_NOT} (?:provide|give|offer)\b[^.]{0,40}\badvice\b`,
    `${I_CAN_NOT} (?:assist|comply|fulfil|(?:help|do|engage|proceed|process|participate|answer|support)(?: you)? (?:in |with )?(?:that|this|your|the) ?(?:request|question|task|topic|prompt|query|kind|type|[.!]?$))`,
    String.raw`\b(?:violates?|against|conflicts? with) (?:(?:my|OpenAI's|Anthropic's) (?:content |usage |safety )?|(?:the |our )?(?:content|usage|safety) )(?:polic|guideline)`,
    String.raw`\bI (?:have to|must|need to|will have to) decline\b`,
  ),
  missing: anyOf(
    String.raw`\b(?:cut off|ends?|stops?) before the (?:source |actual )?(?:${MATERIAL})\b`,
    String.raw`\b(?:${MATERIAL})\b[^.]{0,30}\b(?:contains|has) (?:only|no)\b`,
    String.raw`\b(?:${MATERIAL}|message)\b[^.]{0,40}(?:(?:did not|didn't|doesn't seem to have) come through|(?:is|are|was|were|seems?|appears?)(?: to (?:be|have been|have gotten))? (?:missing|empty|blank|cut off|incomplete|garbled|corrupted|truncated|not included|not attached)|(?:was not|wasn't|were not|weren't|has not been|hasn't been|is not|isn't) (?:included|attached|provided|shared|pasted))`,
    String.raw`\b(?:got|been|was) (?:cut off|truncated|garbled)\b`,
    String.raw`\b(?:I )?(?:don't|do not|didn't|did not|can't) (?:see|find|receive|have)(?: any| an| the| a| enough| sufficient)?[^.]{0,20} ?(?:${MATERIAL})\b`,
    String.raw`\b(?:[Nn]o|not enough|[Ii]nsufficient) (?:\w+ )?(?:${MATERIAL})[^.]{0,20}(?:was|were|is|has been|have been|to|provided|available|attached|given|included)\b`,
    String.raw`\byou (?:haven't|have not|didn't|did not|forgot to) (?:provided?|included?|attach(?:ed)?|shared?|pasted?|specif(?:y|ied))\b`,
  ),
  asksMaterial: anyOf(
    String.raw`\b(?:check|fix|verify) the (?:encoding|link|URL|file|attachment|formatting)\b[^.]{0,24}\b(?:try|send|resend|paste|share)\b`,
    String.raw`\b(?:[Pp]lease|[Cc]ould you|[Cc]an you) (?:re-?send|re-?upload|re-?paste|try (?:sending|pasting|uploading))\b`,
    String.raw`\b[Bb]efore I (?:start|begin|draft|write)\b[^.]{0,20}\bquestions?\b|\bI have (?:a few|some|two|three) (?:quick |clarifying )*questions\b`,
    String.raw`\bI'd need the (?:actual|full|original)\b[^.]{0,20}\b(?:${MATERIAL}|dialogue|recording)\b`,
    String.raw`\b(?:[Bb]efore I (?:draft|write|start)(?: this| it| the \w+)?, )?(?:a few quick|a couple of|some) questions: `,
    String.raw`\b[Tt]ry (?:splitting|sending|pasting)\b[^.]{0,40}\b(?:it|them|chapters|parts|text)\b`,
    String.raw`\b(?:[Cc]ould|[Cc]an|[Ww]ould|[Ww]ill) you (?:please |kindly |maybe )?(?:re-?)?(?:paste|provide|share|send|upload|supply|drop|tell me|give me|specify|clarify|point me|confirm|let me know)\b[^.,;]{0,60}\b(?:${MATERIAL}|it|here|me|which|what|how)\b`,
    String.raw`\b(?:[Pp]lease|[Jj]ust|[Ii]f you(?: can| could|'d like to)?|[Oo]nce you|[Ww]hen you)(?: can| could)? (?:re-?)?(?:paste|provide|share|send|upload|supply|drop|tell me|give me|specify|clarify|copy|attach|let me know)\b[^.,;]{0,60}\b(?:${MATERIAL})\b`,
    String.raw`\bI(?:'ll| will|'d| would)? need (?:you to|the|a bit|some|more|your|a few)[^.,;]{0,50}\b(?:${MATERIAL})\b`,
  ),
  asksBack: anyOf(
    String.raw`^Do you want (?:this|it) in \w+|\btell me if you(?:'d| would) (?:prefer|rather)|\b[Pp]ick whichever\b|\bwhat's the (?:budget|audience|word count|deadline)\b`,
    String.raw`\b(?:[Ss]hould|[Ss]hall|[Mm]ay|[Cc]an) I (?:continue|proceed|go ahead|start|write|draft|use|try|expand)\b`,
    String.raw`\b[Ww]hich (?:would you prefer|one would you like|option)|[Ww]hat would you like me|[Hh]ow would you like (?:me|to proceed)`,
  ),
  offers: anyOf(
    String.raw`\b(?:[Ww]ould you like me|[Dd]o you want me|[Ww]ant me|[Ss]hall I|[Ss]hould I) (?:to )?(?:also )?(?:${MAKE_AGAIN}|tighten|add|include|change|cut|make|provide|suggest|swap|format)\b`,
    String.raw`\b[Ll]et me know if you(?:'d| would)? (?:like|want|need|prefer)\b[^.]{0,40}\b(?:(?:shorter|longer|condensed|punchier|simpler|formal|casual|LinkedIn|social media|SEO|alternative|bullet-point)\b[^.]{0,24}\b(?:version|summary|draft|keywords?|tone|headlines?|titles?|copy|posts?))\b`,
    String.raw`\b[Oo]nce (?:I have|you (?:share|send|provide|confirm|answer|paste|tell me))\b[^.]{0,60}\bI(?:'ll| can| will| could)\b`,
    String.raw`\b(?:[Ii]f you(?:'d| would)? (?:like|prefer|want|need)|[Ii]f it helps)\b[^.]{0,40}, I(?:'d be happy to| can|'ll| could) (?:also )?(?:${MAKE_AGAIN}|provide|suggest|add|make|put)\b`,
    String.raw`\b[Ll]et me know if (?:you(?:'d| would)? (?:like|want|need|prefer) (?:me to|any(?:thing)? (?:changes?|edits?|adjustments?|revisions?|modifications?|adjusted|changed|else)|(?:an?|another|a different) (?:\w+ )?(?:${WORK}|tone|angle|style|direction)|(?:it|this|the ${WORK}) (?:\w+er\b|more|less|in))|there's anything|(?:that|this|the (?:tone|length|style|angle|structure)) works)`,
    String.raw`\b[Ll]et me know (?:which|what|how) (?:you(?:'d| would) (?:like|prefer)|(?:topic|tone|angle|direction|style|option|${WORK}) )`,
    String.raw`\b(?:happy|glad) to (?:help\b(?! (?:us|them|him|her|out))|assist|${MAKE_AGAIN})`,
    String.raw`\bI can (?:(?:also|then|instead|still|certainly|gladly|however|try to|help you) )+${MAKE_AGAIN}\b|\bI can (?:offer|provide|outline|suggest) (?:an?|some|you|general|a few|alternative)\b`,
    String.raw`\b[Ff]eel free to (?:paste|provide|share) (?:the|your|any|more)\b|\b(?:[Ii]f|[Oo]nce|[Ww]hen) you\b[^.]{0,80}, (?:and |then )?I(?:'ll| will| can| could) (?:\w+ )?${MAKE_AGAIN}\b(?: \w+){0,2} (?:${WORK}|it|this|one|you)\b|\bI'll (?:get started|take it from there)\b`,
  ),
  yours: anyOf(
    String.raw`\bper your (?:note|message|comments?)\b|\bas instructed\b|\bthe brief (?:mentions|says|asks)\b|\b[Tt]his request asks me\b`,
    String.raw`\byou(?:'d| would) like (?:the|this|it) (?:same )?(?:${WORK}|rewritten|shortened|localized|translated)\b`,
    String.raw`\b(?:your|the user's) (?:request|prompt|instructions?|query|brief|input|outline|specifications?|requirements?|guidelines|keywords|topic|specified|requested|preferred)\b`,
    String.raw`\b(?:${MATERIAL}|${WORK}|audience|tone|length|style|format|angle|points?|word count)(?: that| which)? you(?:'ve| have)? (?:just )?${GIVEN}\b(?! (?:us|in your (?:mails|letters))\b)`,
    String.raw`\b(?:${MATERIAL}|${WORK}|keywords|words|points) (?:provided|supplied|specified|requested|given)\b|\bthe (?:provided|supplied|specified|requested) (?:${MATERIAL}|${WORK}|keywords|words|points)\b`,
    String.raw`\byou (?:asked|told|instructed|wanted) me (?:to|for|not to)\b|\byou (?:asked|were asking) for (?:an?|the|this) (?:\S+ ){0,3}(?:${WORK})\b`,
    String.raw`\b(?:${WORK})\b[^.]{0,40},? as (?:you )?(?:requested|instructed|specified|asked)\b|^As (?:you )?(?:requested|instructed|specified),? (?:here|this|I(?:'ve| have))\b[^.]{0,60}\b(?:${WORK})\b|\bper your (?:request|instructions?|brief)\b`,
    String.raw`\bbased on (?:your|the) (?:prompt|request|instructions?|brief|keywords|outline|provided|supplied)\b|\b[Tt]his (?:request|query|prompt) (?:asks|is|would|involves|requires|seems|appears|violates|goes against my)\b`,
    String.raw`\b(?:edited|revised|rewritten|polished|summari[sz]ed|translated|proofread|shortened|expanded) your\b`,
    String.raw`^(?:Okay,? |OK,? |So,? )?[Tt]he user\b[^.]{0,20}(?:wants|asked|requested|is asking|provided|needs)(?: me| for)?\b[^.]{0,60}\b(?:${WORK}|text|headline|title)\b`,
    `, as you (?:asked|requested|wanted|suggested|specified|instructed)(?:[.!]?$|[),:])`,
  ),
  obeys: anyOf(
    `^Absolutely, I'd be (?:delighted|happy|glad)\\b`,
    `^(?:Sure(?: thing)?|Certainly|Of course|Absolutely|Got it|Understood|Okay|OK|Alright|No problem|Here you go|Gladly|Happy to help|I'd be happy to help|Great (?:question|choice|topic)|Good question)(?:[,.!:]| —| –| -|$)`,
    `^(?:I understand|Thank you for|Thanks for) (?:your request|your message|(?:sharing|providing) (?:the|this|your) (?:${MATERIAL})|the (?:${MATERIAL}|clarification))\\b`,
    `^You're absolutely right`,
  ),
  inability: anyOf(String.raw`${I_CAN_NOT}\b|\bI (?:don't|do not) have\b`),
  apology: anyOf(
    String.raw`^(?:I'm|I am) (?:very |so |really |truly )?sorry\b`,
    String.raw`^(?:So |Very |Really )?[Ss]orry\b[,.—–-]|^Sorry (?:about|for) (?:the|that)\b`,
    String.raw`^(?:My (?:sincere )?apologies|(?:I )?[Aa]pologi(?:[sz]e|es))\b`,
  ),
  regret: anyOf(String.raw`^(?:Unfortunately|Regrettably|Sadly),? (?:I|there|the|no|this|that|my|your|as)\b`),
  plans: anyOf(
    String.raw`\bI have enough information to (?:write|draft)\b`,
    String.raw`^(?:First,? |Okay,? |OK,? |Alright,? |Now,? |Step \d: )?(?:Let me|I'll|I will|I'm going to|I am going to|I need to|I should|I'll need to) (?:first |start by |begin by |quickly |now |just )*(?:search|look(?:ing)? up|research|gather|fetch|searching|researching|gathering|fetching|collect|outline)\w*\b[^.]{0,50}\b(?:information|news|web|details|sources|data|article|post|updates|online|internet|facts|background|topic|structure|latest)\b`,
    String.raw`^(?:Searching|Looking up|Fetching|Browsing|Researching|Gathering) (?:for|the|web|information|sources|recent|latest|data)\b[^.]{0,60}(?:\.\.\.|…)`,
  ),
  makes: anyOf(
    String.raw`\b(?:I've|I have) (?:put together|swapped|localized|removed|kept)\b[^.]{0,40}\b(?:guide|statistics|sentences|currency|units|publish)\b`,
    String.raw`\b[Ll]et me compose it\b|\bcomes to \d+ words\b|\bI'll combine the\b`,
    String.raw`\b${MAKE}\b(?: \S+){0,3} (?:${WORK}|it|this|that|one)\b[^.]{0,16}\bfor you\b`,
    String.raw`\bI(?:'ve| have)? (?:kept|trimmed|shortened|swapped|tightened|reworked|restructured|cut|rewrote|tweaked|polished)\b[^.]{0,30}\b(?:words|characters|tone|${WORK}|formal|concise|neutral)\b`,
    String.raw`\b(?:[Tt]he|[Mm]y|[Tt]hese) (?:[Ii]nstructions|[Pp]rompt|[Tt]ool output|[Ss]ystem message)s? (?:says?|mentions?|asks?|wants?|requires?|specif(?:y|ies))\b`,
    String.raw`\b(?:I'll|[Ll]et me|I will|I'm going to|I can|I could|I'd|[Ll]et's|I should|I need to) (?:\w+ ){0,2}${MAKE}\b(?: (?:it|this|that|one)\b(?! (?:up|here|down|about|each|later|next|soon|tomorrow))|[^.]{0,40}\b(?:${WORK})\b)`,
    String.raw`\b(?:proceed|continue|go ahead|work|rely|draw|write)\b[^.]{0,20}\b(?:with|on|from|using) (?:my|what I)\b[^.]{0,20}\b(?:knowledge|training|have|know)\b|\b[Bb]efore I (?:write|start|begin|draft) (?:the|this|your|an?) (?:${WORK})\b|\bcontinue with what I have\b`,
    String.raw`\b(?:in order|required|enough (?:\w+ ){0,2}|need (?:\w+ ){1,6}) ?to ${MAKE} (?:an?|the|this|that|your|you)\b[^.]{0,40}\b(?:${WORK})\b`,
    String.raw`\bI(?:'ve| have)(?: now| just)? (?:written|rewritten|drafted|prepared|created|put together|revised|updated|expanded|completed|finished|condensed|summari[sz]ed|translated|restructured|generated)\b[^.]{0,40}\b(?:${WORK})\b`,
    String.raw`\bI should (?:keep|use|avoid|include|focus|mention|structure|start|aim)\b`,
  ),
  crafts: anyOf(
    String.raw`^Word count: \d`,
    String.raw`\bI(?:'ve| have)? (?:also |deliberately |intentionally )?(?:kept|avoided|used|left out|removed|stuck to|preserved|aimed for|followed|limited|respected|omitted|added|included|stayed)\b[^.]{0,40}\b(?:tone|voice|jargon|word (?:count|limit)|words|headings|subheadings|bullet points|keywords?|formatting|Markdown|quotes|source(?: text)?|facts|style|structure|paragraphs|limit|speculation|placeholders?|clich[ée]s|sentences)\b`,
    String.raw`\b(?:[Tt]he|[Tt]his) (?:${WORK}|text) (?:is|comes to|comes in at|runs to|totals|stays|has been kept) (?:about |roughly |around |approximately |exactly |within |under |at )?\d[\d,]* (?:words|characters)\b`,
    String.raw`\b(?:wasn't|was not|couldn't be|could not be|haven't been|not been) (?:fact-checked|verified)\b|\b(?:verify|check|double-check) (?:the |all |these )?(?:figures|facts|numbers|quotes|names)\b[^.]{0,20}\bbefore (?:publishing|publication|you publish)\b`,
  ),
  gives: anyOf(
    String.raw`\b[Pp]lease find the (?:finished|final|revised) (?:${WORK})\b|\b[Hh]ere you go\b[^.]{0,40}\bversions?\b|^(?:Title|Headline) options: |\b[Tt]he final (?:${WORK}) is (?:given|below)\b|\bthree versions of the\b`,
    String.raw`\b(?:like|enjoy) this (?:version|draft|rewrite)\b`,
    String.raw`\b(?:[Hh]ere's|[Hh]ere is|[Hh]ere are|[Bb]elow is|[Bb]elow you'll find|[Bb]elow are|[Tt]he following is|[Ff]ind below)\b(?! my\b)[^.,]{0,50}\b(?:${WORK}|titles|headlines)\b(?! (?:that|which|of (?:what|my|our)|I |with links))`,
  ),
  tools: anyOf(
    String.raw`\b(?:search|browsing|browser|web|retrieval|fetch) (?:tool|function|API|plugin|query|quota|request)s?\b`,
    String.raw`\b(?:rate limit|token limit|context (?:window|length) (?:is|was|has been|of|limit)? ?(?:exceeded|too|full|reached)|output limit|maximum (?:length|tokens)|tool call|internal (?:server )?error|request timed out|usage limit)`,
    String.raw`\b(?:the|my) search results (?:don't|do not|didn't|did not|contain|returned)\b|\bmy search results\b|\b(?:web_search|search_web|fetch_url|tool_call|function call)\b`,
    String.raw`\bI (?:encountered|ran into|hit|received|got) an? [^.]{0,30}(?:error|problem|issue|limit|timeout)`,
  ),
  fallback: anyOf(
    String.raw`\b(?:fall(?:ing)? back on|rely(?:ing)? on|proceed(?:ing)? with|work(?:ing)? from|draw(?:ing)? on|based on) (?:my|what I|general|existing)\b[^.]{0,30}\b(?:know|knowledge|training|have|understanding|information)\b`,
    String.raw`\b(?:[Ii]nstead|[Ii]n the meantime|[Tt]hat said),? (?:I(?:'ll| will| can|'ve| have)|here(?:'s| is| are))\b`,
    String.raw`\b(?:general|generic) (?:overview|information|analysis|background|article|discussion)\b`,
  ),
  searched: anyOf(String.raw`\bmy (?:search(?:es)?|tools)\b(?! engine)`),
};
