/** What `tayori init` says of a site that another generator makes. */
import type { Config } from '../../config.ts';
import { CONFIG_FILE } from '../../config.ts';
import { generators } from '../../settings/generators.ts';
import { table } from '../terminal/table.ts';
import type { FoundSite } from './found-site.ts';
import type { Fresh, Given } from './new-site.ts';

/** The generator, and what was taken from its config. */
export function knownLines({ generator, sign, said }: FoundSite, { site }: Config, given: Given): string[] {
  const rows = (['title', 'url', 'language', 'timezone'] as const).flatMap((key) =>
    said[key] === undefined || (key !== 'timezone' && given[key] !== undefined)
      ? []
      : [[`  site.${key}`, String(site[key])] as const],
  );
  return [
    `This is a site of ${generators[generator].label} (${sign}): its posts are read as ${generators[generator].label} reads them.`,
    ...(rows.length === 0 ? [] : ['From its config:', ...table(rows)]),
  ];
}

/** One post and its address, and how far the address is known. */
export function addressLines({ config, example, others, address }: Fresh): string[] {
  const left = others.slice(0, 5).map(([folder, posts]) => `${folder}/ (${posts})`);
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  const notRead =
    others.length === 0
      ? []
      : [
          '',
          `Not read: ${left.join(', ')}${more}. Posts are read from one folder, \`site.posts\` of ${CONFIG_FILE}.`,
        ];
  if (example === undefined) return notRead;
  const shown = ['', `${example.file} is at`, `  ${example.url}`];
  return [...notRead, ...shown, ...certainty(address, config)];
}

function certainty(address: Fresh['address'], { site }: Config): string[] {
  if (address?.sure === true) return [`The address follows ${address.from}.`];
  const setting = `\`permalink: '${site.permalink ?? '/:year/:month/:day/:title/'}'\``;
  const why =
    address === undefined
      ? 'Where your site has its posts is not known'
      : address.permalink === undefined
        ? `Where your site has its posts is not known: ${address.from}`
        : `This may be wrong: ${address.from}`;
  return [
    `${why}. Open this address before you build: if it is not the post, correct`,
    `  ${setting} in \`site\` of ${CONFIG_FILE} (docs/configuration.md).`,
    'A wrong address sends every reader to a page that is not there, and stays in feed readers as the id of the post.',
  ];
}
