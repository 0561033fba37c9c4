/** Written in place of an unknown address: sanitize.ts then removes the link and keeps its words. */
export const UNKNOWN_ADDRESS = 'unknown-address:';
