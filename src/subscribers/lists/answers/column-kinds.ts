/** What the cells of a column say about mail, by its header (answer-columns.ts) or by the export it stands in (known-exports.ts). */
const columnKinds = [
  'receives', // a yes asks for mail: メルマガ希望, opt_in, subscribed
  'agrees', // the same for something that may be mail or not: 同意, GDPR, active. A yes answers no other column
  'confirms', // a yes or a date: they confirmed. A no: they never did. Confirmed, CONFIRM_TIME
  'confirmsSome', // the same, and some people of this list have one: an empty cell is a doubt
  'awaits', // a yes: they have not confirmed yet. A no says nothing; since a date they may have: 仮登録フラグ, 仮登録日
  'wasAsked', // a yes or a date: they were asked to confirm, and may have or not: confirmation_sent_at
  'receivesState', // the same in words; empty cells are usual: 配信状態, Subscription Status
  'status', // words for any state: Status, 区分, Type. A bare 1 or 0 is a code that nobody explains
  'stateSince', // the day of a state, which says nothing by itself: Email status date
  'staysAway', // a yes or a date: they left. 退会日, unsubscribed, do_not_contact
  'bounces', // a yes or a date: mail came back. エラー, bounced
  'bounceCounts', // how often mail came back: anything but nothing is a doubt. Number of bounces
  'complains', // a yes or a date: they complained. spam report
  'ends', // a day on which it ends or begins again: nobody can tell what is true today
  'counts', // numbers and days about mails: emails received, 最終配信日. A 0 there refuses nothing
  'identity', // who they are. Anything may be a name, so only a cell that says nothing but "left" counts
  'unlabelled', // no header, or one that only mentions mail: people put a × there
  'note', // free text of people: 備考, notes, tags. Here a part of a word for leaving is enough for a doubt
  'other', // anything: words for leaving count, a plain no does not
  'silent', // read for another purpose, or one of our own columns
] as const;
export type ColumnKind = (typeof columnKinds)[number];
