/** Names for URLs, as Jekyll makes them of titles, file names and categories (lib/jekyll/utils.rb, slugify). */

/**
 * The case of the letters stays: `pretty` keeps every letter that is readable in a URL, `default` only letters
 * and digits.
 */
export function slugify(text: string, mode: 'pretty' | 'default'): string {
  if (/^[A-Za-z\d]+(?:-[A-Za-z\d]+)*$/.test(text)) return text;
  const other = mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu;
  return text.normalize('NFC').replace(other, '-').replace(/^-|-$/g, '');
}
