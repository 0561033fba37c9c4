/** How orders about a text are given in English, in whatever words. */
import type { Manner } from './misplaced-in-others.ts';

const THING =
  '(?:article|headlines?|titles?|dek|deck|lede|lead|intro|introduction|conclusion|paragraphs?|sentences?|words?|characters|bullet(?: point)?s?|bullets|lists?|headings?|subheadings?|tone|voice|style|reading level|audience|readers?|keywords?|SEO|meta description|quotes?|source|jargon|clich[ée]s|adjectives|exclamation marks?|em dashes|passive|summary|summari[sz]e|rewrite|paraphrase|translate|output|JSON|Markdown|HTML|H[1-4]s?|preamble|disclaimers?|facts|figures|claim|attribut\\w+|speculat\\w*|plagiarism|persona|hook|call to action|first person|third person|tags?|format|text|body|section|instruction|constraints?|response|AI|reading time|robotic|engaging|chart|filing)';
const thing = new RegExp(`\\b${THING}\\b`, 'i');
const VERB =
  /^(?:(?:Please|Always|Never|Then|Finally|Remember|Also|Now|First|Next|Just|Do not|Don't|Important|Rules?|Note)[:,]? )*(?:write|keep|use|make|avoid|include|begin|start|end|finish|open|close|give|return|output|respond|reply|answer|stick|vary|cite|limit|structure|format|rewrite|summari[sz]e|paraphrase|translate|continue|expand|condense|shorten|mention|add|apologise|apologize|repeat|invent|speculate|do not|don't|think|target|focus|aim|front-load|spell|act|assume|imagine|follow|leave|skip|omit|no|insert|vary|produce|generate|create|draft|quote|link)\b(?!:)/i;
const NAMED = /^[A-Z][A-Za-z ]{2,24}: /;
const LIMIT =
  /\b(?:under|max(?:imum)?|at most|no more than|exactly|about|within) \d|\b\d+[- ](?:words?|characters|sentences?|paragraphs?)\b/i;

export const manner: Manner = {
  script: /^[\x20-\x7e\s‘’“”–—…\ufdd3]+$/,
  ends: /(?<=[.!?;] |\n)|(?=#{2,} )/,
  things: new RegExp(`\\b${THING}\\b`, 'gi'),
  onlyTexts:
    /\b(?:article|headlines?|paragraphs?|sentences?|\d+[- ](?:words?|characters)|word count|bullet points?|subheadings?|reading level|SEO|meta description|jargon|clich[ée]s|adjectives|exclamation marks?|em dashes|passive voice|summari[sz]e|rewrite|paraphrase|JSON|Markdown|preamble|plagiarism|persona|first person|third person|call to action)\b/i,
  mayOrder: (paragraph) => paragraph.split(/(?<=[.!?;] |\n)|(?=#{2,} )/).some((one) => VERB.test(one)),
  isOrder: (sentence) => thing.test(sentence) && VERB.test(sentence),
  isCommand: (sentence) => VERB.test(sentence),
  isAbout: (sentence) =>
    VERB.test(sentence) || LIMIT.test(sentence) || (NAMED.test(sentence) && thing.test(sentence)),
  ofTexts:
    /^(?:Please )?(?:Rewrite|Summari[sz]e|Paraphrase|Condense|Shorten|Proofread) (?:the|this|every|each|all)\b[^.]*\b(?:article|text|paragraph|sentence|section|story|piece)s?\b|\b(?:exclamation marks|passive voice|bullet points|em dashes|subheadings|headline|meta description|paragraphs?)\b/,
  onlyToMachines:
    /\b(?:plagiarism checks?|[Oo]utput only|[Rr]eturn (?:only|valid)|step by step, then|you are an AI|JSON with|preamble)\b/,
  people:
    /\b(?:we|our|us|your (?:name|email|CV|story|photo|caption|manuscript|code|pull)|send|submit\w*|entries|applicants?|students?|contributors?|editors?|judges|candidate|answer (?:all|the|each)(?: \w+)? questions|will (?:not )?be (?:accepted|considered|disqualified|judged|marked|read|rejected)|commit|PR)\b/i,
};
