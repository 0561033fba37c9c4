/** For how many days the links in the mails to one person work. The service holds them to it, and the words say it. */
export const LINK_DAYS = {
  /** The link and the six digits of a confirmation, and an answer by mail. Then the address is forgotten. */
  confirm: 7,
  /** The link to see or to erase one's own data. */
  data: 7,
  /** The link in the goodbye mail, which brings a person back. */
  undo: 30,
} as const;
