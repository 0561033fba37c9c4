/** How programs that chat write their marks. */

/** Marks that nobody else writes. */
const SURE: readonly string[] = [
  // ChatGPT: files and pages that were read.
  String.raw`【\d{1,3}(?::\d{1,3})?†[^】\n]{1,120}】`,
  String.raw`\[\d{1,3}(?::\d{1,3})?†(?:source|L\d+(?:-L?\d+)?|[^\]\n]{1,100}\.\w{2,5})\](?![(:])`,
  String.raw`:contentReference\[oaicite:\d+\](?:\{index=\d+\})?`,
  String.raw`\[oaicite:\d+\](?:\{index=\d+\})?`,
  String.raw`\(\{"attribution":\{"attributableIndex":"[\d-]+"\}\}\)`,
  // ChatGPT: the search. The letters around are from Unicode's private use area, and get lost when a text is copied.
  String.raw`\ue200(?!entity|url|link_title)[a-z_]{2,20}\ue202[^\ue200\ue201\n]{1,200}\ue201`,
  String.raw`(?:(?:file)?cite|navlist|news)(?:turn\d+[a-z]{3,12}\d+)+`,
  // DeepSeek.
  String.raw`\[citation:\d+\](?![(:])`,
  // Gemini.
  String.raw`\[cite: ?\d+(?:[,、–-] ?\d+)*\](?!\()`,
  String.raw`\[cite_(?:start|end)\][ \t]*`,
  // Grok.
  String.raw`<grok:render [^<>\n]{0,200}>(?:<argument [^<>\n]{0,60}>[^<>\n]{0,60}</argument>){0,4}</grok:render>`,
];

/** Marks that a person may write for something else. */
const UNSURE: readonly string[] = [
  String.raw`[（(【[][ ]?turn\d+[a-z]{3,12}\d+(?:[,、 ]+turn\d+[a-z]{3,12}\d+)*[ ]?[）)】\]](?!\()`,
  // Perplexity.
  String.raw`\[(?:web|page|file|attached_file):\d+\](?![(:])`,
  // Copilot: `[^1^][3]`.
  String.raw`\[\^\d+\^\](?!:)(?:\[\d+\])?`,
];

export const MARK = new RegExp(SURE.join('|'), 'g');

const ONE = `(?:${[...SURE, ...UNSURE].join('|')})`;

/** One mark or more, with the blanks before. The place of a link is kept: only its number goes. */
export const RUN = new RegExp(
  String.raw`(?<![「『“"'${'`'}])(?:(?:[ \t](?![ \t]*\[cite_start))*(?:${ONE}|<sup>${ONE}{1,20}</sup>))+|(?<=\[)oai_citation(?:_attribution)?:\d+[‡,] ?(?=[^\]\n]{1,200}\]\()`,
  'g',
);

/** Marks around a name, which is a word of the sentence: `entity["company","Acme"]`. */
export const NAMED =
  /(?:\ue200entity\ue202|(?<![\w.`])entity)\["[a-z_]{3,30}", ?"([^"\n]{1,80})"(?:, ?"[^"\n]{0,200}"){0,3}\]\ue201?|\ue200(?:url|link_title)\ue202([^\ue200-\ue202\n]{1,200})\ue202[^\ue200\ue201\n]{1,200}\ue201/g;

/** Whether a title is about such marks. */
export function isAboutMarks(title: string): boolean {
  return /[†‡]source|oaicite|\[cite|turn0|contentReference|(?:出典|引用|参照)(?:の印|の?マーク|の?記号|の?マーカー|タグ)|\bcitation (?:marks?|markers?|artifacts?|tags?)\b|引用(?:标记|標記|标签)|Zitat(?:marke|markierung)|Quellenmark/i.test(
    title,
  );
}
