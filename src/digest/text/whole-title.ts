/** Whether every bracket in a title is closed: a title cut by the pipeline should not stand on top. */
export function isWhole(title: string): boolean {
  return ['「」', '『』', '（）', '()', '【】'].every((pair) => {
    const [open = '', close = ''] = pair;
    return title.split(open).length === title.split(close).length;
  });
}
