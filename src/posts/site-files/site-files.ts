/** What Liquid in posts may take in from the data files and the includes of the site. */
import type { Settings } from '../../settings.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import { includedFile } from './included-file.ts';
import { siteData } from './site-data.ts';

/** Nothing is read before it is asked for. */
export function siteFilesOf(root: string, settings: Settings): Omit<OtherFiles, 'urlOf'> {
  let known: { readonly data: object | undefined } | undefined;
  return {
    data: () => {
      known ??= { data: siteData(root, settings) };
      return known.data;
    },
    include: (name, folder = settings.site.includes) => includedFile(root, folder, name),
  };
}
