/** This plugin of markdown-it brings no types. */
declare module 'markdown-it-footnote' {
  const plugin: (md: import('markdown-it').default) => void;
  export default plugin;
}
