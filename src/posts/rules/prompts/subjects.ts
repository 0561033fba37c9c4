/** What an order is about, and how a sentence or a line of a list says it. */
export type Subjects = Readonly<Record<string, RegExp>>;
