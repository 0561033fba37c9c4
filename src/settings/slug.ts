/** What a slug is: the name of a category in paths. It stands alone, so that whoever asks need not load the settings. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
