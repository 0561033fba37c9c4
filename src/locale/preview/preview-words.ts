/** The words that the editors' page needs. The page replaces `{n}` and similar marks. */
import type { ProblemTitles } from './problems-ja.ts';

export type PreviewWords = {
  readonly page: Readonly<
    Record<
      | 'title'
      | 'between'
      | 'skip'
      | 'live'
      | 'lost'
      | 'updated'
      | 'faults'
      | 'faultsOver'
      | 'problems'
      | 'howMany'
      | 'open'
      | 'copy'
      | 'copied'
      | 'close'
      | 'keys'
      | 'none'
      | 'empty'
      | 'loading',
      string
    >
  >;
  readonly views: Readonly<
    Record<
      | 'mail'
      | 'inbox'
      | 'text'
      | 'source'
      | 'web'
      | 'archive'
      | 'feeds'
      | 'letters'
      | 'links'
      | 'findings'
      | 'clients'
      | 'growth',
      string
    >
  >;
  readonly looks: Readonly<Record<'light' | 'dark' | 'inverted' | 'no-pictures' | 'no-styles', string>>;
  readonly mail: Readonly<
    Record<
      | 'views'
      | 'looks'
      | 'phone'
      | 'desktop'
      | 'edition'
      | 'editionAll'
      | 'person'
      | 'personAbout'
      | 'personFind'
      | 'personLeave'
      | 'personShown'
      | 'personNone'
      | 'personStatus'
      | 'personNothing'
      | 'noLedger'
      | 'size'
      | 'clip'
      | 'posts'
      | 'people'
      | 'picturesAbout',
      string
    >
  >;
  readonly statuses: Readonly<
    Record<'unconfirmed' | 'confirmed' | 'unsubscribed' | 'bounced' | 'complained', string>
  >;
  readonly inbox: Readonly<Record<'gmail' | 'phone' | 'summary' | 'summaryAbout' | 'now', string>>;
  readonly feeds: Readonly<Record<'about' | 'choose' | 'back', string>>;
  readonly archive: Readonly<Record<'about', string>>;
  readonly letters: Readonly<Record<'confirm' | 'move' | 'welcome' | 'goodbye' | 'moved' | 'link', string>>;
  readonly lettersAbout: string;
  readonly links: Readonly<
    Record<
      'about' | 'link' | 'state' | 'times' | 'post' | 'made' | 'own' | 'inside' | 'outside' | 'broken',
      string
    >
  >;
  readonly findings: Readonly<Record<'about' | 'none' | 'error' | 'warning' | 'hint', string>>;
  /** Titles and next actions of problems. For a code that is missing here, the English ones are shown. */
  readonly problems: ProblemTitles;
  readonly clients: Readonly<Record<'about' | 'what' | 'who' | 'count' | 'none', string>>;
  readonly growth: Readonly<
    Record<
      | 'about'
      | 'standing'
      | 'picture'
      | 'nobody'
      | 'week'
      | 'category'
      | 'domain'
      | 'confirmed'
      | 'joined'
      | 'left'
      | 'bounced'
      | 'complained'
      | 'lost',
      string
    >
  >;
  /** What is missing, and in which programs. */
  readonly gaps: Readonly<
    Record<
      | 'darkScheme'
      | 'mediaRules'
      | 'styleSheet'
      | 'longStyleSheet'
      | 'roundedCorners'
      | 'maximumWidth'
      | 'flexOrGrid'
      | 'backgroundPicture'
      | 'webFont'
      | 'variables'
      | 'positioned'
      | 'vectorPicture'
      | 'webpPicture'
      | 'filmOrSound'
      | 'form',
      readonly [what: string, who: string]
    >
  >;
  readonly shape: Readonly<
    Record<
      | 'title'
      | 'order'
      | 'words'
      | 'lead'
      | 'ordered'
      | 'rest'
      | 'out'
      | 'leadNone'
      | 'orderedNone'
      | 'outNone'
      | 'keysAbout'
      | 'touchAbout'
      | 'makeLead'
      | 'unLead'
      | 'leaveOut'
      | 'bringBack'
      | 'up'
      | 'down'
      | 'hidden'
      | 'subject'
      | 'preheader'
      | 'number'
      | 'closing'
      | 'note'
      | 'noteAbout'
      | 'saved'
      | 'saving'
      | 'notSaved'
      | 'reload'
      | 'again'
      | 'keepMine'
      | 'onDisk'
      | 'nothing'
      | 'unreachable'
      | 'byDefault'
      | 'file',
      string
    >
  >;
  readonly ready: Readonly<
    Record<
      | 'title'
      | 'ready'
      | 'notReady'
      | 'missing'
      | 'goesTo'
      | 'nobody'
      | 'nothingFor'
      | 'sentAlready'
      | 'lastSent'
      | 'neverSent'
      | 'notMade'
      | 'madeSame'
      | 'madeOther'
      | 'noLedger'
      | 'rehearsal'
      | 'copyMake'
      | 'copySend'
      | 'test'
      | 'testAbout'
      | 'testTo'
      | 'testAsk'
      | 'testSend'
      | 'testCancel'
      | 'testSent'
      | 'testNotSent'
      | 'details',
      string
    >
  >;
};
