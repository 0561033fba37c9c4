/** This plugin of markdown-it has no types of its own. */
declare module 'markdown-it-footnote' {
  const plugin: (md: import('markdown-it').default) => void;
  export default plugin;
}
