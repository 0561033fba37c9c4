/** Why a file that Liquid in a post takes in cannot be used, and where in that file. */

export class FileFault extends Error {
  override readonly name = 'FileFault';

  /**
   * @param line from 1; 0 if the whole file is meant
   * @param why without a capital letter and a point at the end
   */
  constructor(file: string, line: number, column: number, why: string) {
    super(`${line === 0 ? file : `${file}:${line}:${column}`} can not be read: ${why}`);
  }
}
