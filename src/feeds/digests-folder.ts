/** Where the digests are kept, below the site folder: digest/digest-files.ts writes them, and a build reads them. */
export const DIGESTS = 'out/digests';
