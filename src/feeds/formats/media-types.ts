/** Media types by the ending of a URL's path, for links in feeds; only types that IANA has registered. */

const types: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  epub: 'application/epub+zip',
  pdf: 'application/pdf',
};

/** @returns `undefined` for an unknown ending: no type is better than a guess */
export function mediaTypeOf(url: string): string | undefined {
  return mediaTypeOfPath(new URL(url).pathname);
}

/** The same for the path of a file or of a URL. */
export function mediaTypeOfPath(path: string): string | undefined {
  const ending = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase();
  return ending === undefined || !Object.hasOwn(types, ending) ? undefined : types[ending];
}
