/** What a person wrote themselves: without the quoted mail, greetings, and the lines that programs add below. */

/** The line that mail programs write above the quoted mail, in several languages. */
const ANSWERED =
  /^(?:-- ?|_{5,}|-{5,}.*|On .{5,200} wrote:|Am .{5,200} schrieb .{0,100}:|Le .{5,200} a écrit ?:|El .{5,200} escribió:|.{0,100}[于於在] ?\d{4}年.{5,200}[写寫]道[:：]|.{0,100}のメール[:：]|\d{4}[年/.-].{5,200}[:：]|\d{1,2}[/.]\d{1,2}[/.]\d{4}.{5,200}[:：])$/;
/** The first field of the quoted mail, if its header was copied. */
const COPIED_HEAD = /^\*?(?:from|差出人|送信者|发件人|寄件者|寄件人|von|de)\s?[:：]\*?\s/i;
/** A line between the text and a signature: `━━━━`, `=====`, `◇◆◇◆`. */
const RULED = /^[\s━─═=＝*＊~～〜◇◆□■○●☆★┏┗┌└・.。+＋#＃_＿-]{4,}$/u;
const GREETING = /^(?:hi\b|hello\b|dear\b|こんにちは|お世話に)/i;
/** Lines that programs add at the end on their own. */
const BY_PROGRAM =
  /^(?:sent from |sent with |get outlook|outlook for|von meinem|envoyé de(?:puis)? mon|enviado desde |obtener outlook|(?:发自|發自)我的|(?:从|從)我的.{1,30}(?:发送|傳送|寄出)|(?:iphone|ipad|android|xperia|galaxy|スマートフォン|ドコモ|au|yahoo!?メール|gmail).{0,30}から(?:の)?(?:送信|メール)|.{0,20}(?:outlook|アプリ).{0,20}(?:を入手|から送信))/i;

const LONGEST = 20_000;

export function ownLines(text: string): string[] {
  const lines = text.slice(0, LONGEST).split('\n');
  return beforeAnswered(lines)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('>'))
    .filter((line) => !GREETING.test(line) && !BY_PROGRAM.test(line));
}

function beforeAnswered(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, at) => {
    const [own, both] = [line.trim(), `${line.trim()} ${lines[at + 1]?.trim() ?? ''}`];
    if (ANSWERED.test(own) || COPIED_HEAD.test(own) || (at > 0 && RULED.test(own))) return true;
    // A program may break the line that names the writer: `2025年11月10日(月) 9:00 週刊みなと` / `<letter@…>:`
    return /^(?:On |Am |Le |El |\d{4}[年/.-])/.test(own) && ANSWERED.test(both.trim());
  });
  return end < 0 ? lines : lines.slice(0, end);
}
