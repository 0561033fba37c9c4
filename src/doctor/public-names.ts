/** Which names of domains others can be asked about: names such as `.example` are in no DNS. */
import { isPublic } from '../sending/ask-published.ts';
import { type Diagnosis, hint } from './diagnosis.ts';

/** Judges a public name. A name for examples gets a hint instead. @param domain `undefined` if the config has none */
export async function forPublic(
  domain: string | undefined,
  judge: (domain: string) => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  if (domain === undefined) return [];
  if (isForExamples(domain))
    return [
      hint(`${domain} is a name for examples: nobody can be asked about it.`, 'Write your own domain.'),
    ];
  return await judge(domain);
}

/** RFC 2606, and what JPRS keeps in the same way: example.com answers, but nobody sends from it. */
function isForExamples(domain: string): boolean {
  return !isPublic(`https://${domain}`) || /(?:^|\.)example\.(?:com|net|org|(?:\w\w\.)?jp)$/i.test(domain);
}
