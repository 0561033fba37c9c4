/** These plugins of markdown-it bring no types. */
declare module 'markdown-it-abbr' {
  const plugin: (md: import('markdown-it').default) => void;
  export default plugin;
}
declare module 'markdown-it-footnote' {
  const plugin: (md: import('markdown-it').default) => void;
  export default plugin;
}
