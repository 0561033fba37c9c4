/** Whether Jekyll, in whose folder the site lies, would publish what is private: judged by its `_config.yml`. */
import { join } from 'node:path';
import { readWhole } from '../disk/files.ts';
import { entriesIn } from '../disk/scan-files.ts';
import { includeProblems, isCopied } from '../posts/jekyll/copied-files.ts';
import { CONFIG_NAMES } from '../posts/jekyll/site.ts';
import { type Diagnosis, fault, warning } from './diagnosis.ts';
import { exposedAmong } from './exposed-files.ts';
import { judgeExposed } from './private-names.ts';

/** @returns nothing if this is no folder of a Jekyll site, or all is well */
export function judgeJekyll(root: string): Diagnosis[] {
  return CONFIG_NAMES.flatMap((name) => {
    const text = readWhole(join(root, name))?.toString('utf8');
    if (text === undefined) return [];
    const config = text.replace(/^\ufeff/, '');
    const included = includeProblems(name, config).map(({ message, hint, at }) =>
      fault(`${name}:${at?.line ?? 1}: ${message}`, hint),
    );
    // What lies in these two is named as a whole.
    const others = copiedFrom(root, '', config).filter((path) => !/^\.(?:tayori\/|env)/.test(path));
    const exposed = judgeExposed(
      'the folder from which Jekyll makes the site',
      exposedAmong(root, others),
      `Move it into .tayori/, and see whether the site has it: then it has leaked.`,
    ).filter(({ severity }) => severity === 'error');
    return [...included, ...exposed, ...(text === config ? [] : [marked(name)])];
  });
}

function marked(name: string): Diagnosis {
  return warning(
    `${name} begins with a byte order mark (BOM): Jekyll may read its first key only, and then leaves nothing out.`,
    'Save it as UTF-8 without BOM, build the site again, and look at it.',
  );
}

/** Every file that Jekyll would copy. `out/` is public by its purpose, and another check looks into it. */
function copiedFrom(root: string, below: string, config: string): string[] {
  return entriesIn(join(root, below)).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (/^(?:out|_site|node_modules|\.git)$/.test(path)) return [];
    if (entry.isDirectory()) return isCopied(`${path}/x`, config) ? copiedFrom(root, path, config) : [];
    return entry.isFile() && isCopied(path, config) ? [path] : [];
  });
}
