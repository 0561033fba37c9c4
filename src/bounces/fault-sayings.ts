/**
 * The phrases that mail servers write, and the fault that each phrase means. A new phrase is an alternative in the row
 * of its fault.
 */

export const faults = {
  'bad-address': 'the address or its domain does not exist',
  'mailbox-full': 'the mailbox is full',
  'mailbox-off': 'the mailbox is switched off, or takes no mail from outside',
  filtered: 'perhaps a filter of the recipient keeps it out',
  'about-us': 'the server will not take it from us: reputation, policy, authentication',
  content: 'the mail itself: too large, or of a forbidden form',
  network: 'the way there: time-outs, names, loops, a broken server',
  unknown: 'the server does not say',
} as const;
export type BounceFault = keyof typeof faults;

/** Names of block lists (lists of senders whose mail servers refuse). They appear in the links that servers write. */
export const blockLists =
  /spamhaus|spamcop|barracudacentral|sorbs\.net|surbl|uribl|abuseat|mailspike|senderscore|proofpoint\.com\/ip/i;

const anyOf = (...parts: readonly string[]) => new RegExp(parts.join('|'), 'iu');

/** The first row that matches decides. */
export const sayings: readonly { readonly fault: BounceFault; readonly says: RegExp }[] = [
  {
    fault: 'mailbox-full',
    says: anyOf(
      String.raw`\bquota\b|\b(?:mail ?box|inbox|mail ?folder|maildir|account|user)\b[^.\n]{0,30}\bfull\b`,
      String.raw`\bfull\b[^.\n]{0,15}mail ?box|mailfull|\bmail ?box[^.\n]{0,20}exceed`,
      String.raw`exceed[^.\n]{0,40}(?:storage|mailbox|space|allocation|local limit)`,
      String.raw`(?:storage|space)[^.\n]{0,30}(?:exceeded|used up|exhausted|limit)`,
      String.raw`(?:insufficient|not enough|not sufficient|out of|no)[^.\n]{0,20}\b(?:space|storage)\b`,
      `too much mail data|too many messages (?:on|in)|would be over|over (?:disk|the allowed) `,
      `receiving limits`,
      String.raw`メールボックスが?(?:一杯|いっぱい|満杯)|(?:容量|使用量)[^。\n]{0,12}(?:超|不足|一杯|いっぱい|上限|制限)|bo[iî]te[^.\n]{0,60}pleine`,
      String.raw`postfach[^.\n]{0,20}voll|(?:buzón|casilla)[^.\n]{0,20}llen|casella[^.\n]{0,20}piena|caixa[^.\n]{0,20}cheia`,
      String.raw`(?:邮箱|信箱|郵箱)[^。\n]{0,10}(?:已?满|已?滿)|(?:메일함|편지함|사서함)[^.\n]{0,15}(?:가득|용량|초과)`,
    ),
  },
  {
    fault: 'content',
    says: anyOf(
      String.raw`(?:message|mail|size|body|attachment|data)[^.\n]{0,40}(?:too (?:big|large)|exceeds?[^.\n]{0,30}(?:size|limit|maximum)|size limit)`,
      String.raw`too (?:big|large)\b|exceeds? (?:the )?(?:maximum|allowable|fixed|limit)[^.\n]{0,30}size`,
      `max(?:imum)? message size|message size`,
      String.raw`サイズ[^。\n]{0,20}(?:超|大き)|malformed`,
      String.raw`(?:duplicate|missing|invalid|multiple|improper|bad|illegal|rfc[ -]?5?[28]22)[^.\n]{0,40}headers?\b`,
      String.raw`header error|not rfc ?\d|non-?compliant|not (?:conform|compliant)`,
      String.raw`(?:attachment|file|content)[^.\n]{0,40}(?:not allowed|prohibited|blocked|forbidden|banned)`,
      String.raw`8-?bit|conversion[^.\n]{0,30}not|smtputf8|\beai\b`,
    ),
  },
  {
    fault: 'mailbox-off',
    says: /(?<!your )\bmail ?box (?:is |has been |was )?(?:currently )?(?:disabled|suspended|inactive|deactivated)/i,
  },
  {
    fault: 'bad-address',
    says: /recipient address rejected: (?:access denied[^\n]{0,20}\[|user unknown|undeliverable address)|host or domain name not found|no mailbox here by that name|[(]null ?mx[)]/i,
  },
  {
    fault: 'about-us',
    says: anyOf(
      String.raw`\bspam|\bjunk\b|unsolicited|\bbulk\b|virus|malware|phish|infected|\bscam\b`,
      String.raw`block(?:ed|ing)? ?(?:list|using|by|from|for)|\bblocked\b|black ?-?list|deny ?list`,
      String.raw`\brbl\b|dnsbl|reputation|suspicious|complaint|banned|abus(?:e|ive)\b|迷惑メール`,
      String.raw`\bspf\b|\bdkim\b|\bdmarc\b|sender ?id|\bptr\b|reverse (?:dns|lookup|hostname|mapping)`,
      String.raw`reverse-?dns|rdns|fcrdns|\bhelo\b|\behlo\b|dynamic ip`,
      String.raw`\bip (?:address )?[^.\n]{0,30}(?:not allowed|rejected|listed|blocked)`,
      `relay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|not|rejected)`,
      `(?:unable|not (?:allowed|permitted|authori[sz]ed)|cannot|won'?t|no) (?:to )?relay|policy`,
      `policies|not (?:authori[sz]ed|permitted|allowed)|unauthori[sz]ed|unauthenticated`,
      String.raw`authenticat|denied\b|prohibit|permission to|権限|权限|權限|autoris|berechtig|permis[os]|권한`,
      `oprávněn|uprawn|toestemming|behörighet|tilladelse`,
      `not (?:a )?member|closed (?:list|group)`,
      `too (?:many|much) (?:connections?|mails?|messages?|recipients|errors|concurrent|sessions)`,
      `rate ?-?(?:limit|control)|throttl|gr[ea]y-?list|limit (?:exceeded|reached)`,
      String.raw`exceeded[^.\n]{0,30}(?:rate|limit|hourly|daily|max(?! time))|sending limit`,
      String.raw`(?:sender|from|return-?path|envelope from|mail from)\b[^.\n]{0,60}(?:rejected|reject|denied|refused|invalid|unknown|not exist|not found|verif|unresolv|does not)`,
      `sender (?:address|domain|verify)|domain of sender|valid from|mail from:`,
      String.raw`security|starttls|\btls\b|encrypt|certificate|transaction failed|bad sequence`,
      `not accepting (?:mail|messages|connections)|service refused`,
      `does(?:n'?t| not) accept (?:mail|messages?)`,
      String.raw`refus(?:ed|es)(?: to accept)?[^.\n]{0,30}(?:mail|message|connection|your)`,
      `content (?:rejected|filter|restrict)`,
      String.raw`rejected (?:for|by|due to)[^.\n]{0,30}(?:content|policy|rule|system|administrat)|拒否`,
    ),
  },
  {
    fault: 'filtered',
    says: /domain[- ]filter|rejected by (?:the )?(?:recipient|user)\b(?! domain)|(?<!m-)\bfilter(?:ed|ing)?\b|white ?list|指定受信/i,
  },
  {
    fault: 'mailbox-off',
    says: anyOf(
      String.raw`(?:account|mail ?box|user|recipient|address|domain)\b[^.\n]{0,50}(?:disabled|suspended|inactive|deactivated|discontinued|locked|frozen|expired|closed|terminated|on hold|not active|not been activated|not accepting)`,
      String.raw`(?:disabled|suspended|inactive|deactivated|unpaid|dormant)[^.\n]{0,25}(?:account|mail ?box|user|recipient|address)`,
      `is (?:currently )?(?:disabled|suspended|inactive|locked)|not (?:yet )?activ`,
      `not receiving`,
      String.raw`(?:アカウント|メールボックス|メールアドレス|ご?契約)[^。\n]{0,16}(?:停止|休止|無効|凍結|解約)`,
    ),
  },
  {
    fault: 'network',
    // A program behind the address failed; "command does not exist" is not about the address.
    says: /child process|unable to exec|no such file|command[^\n]{0,20}(?:not found|not exist)|temporar|try again|timed? ?-?out|lookup (?:timeout|failure: (?!host))|servfail|name service error[^\n]{0,80}try|connection (?:refused|reset|lost|dropped|closed|failed|died)|could ?n[o']t (?:create|open|write|lock|be connected)|cannot (?:create|open)/i,
  },
  {
    fault: 'bad-address',
    says: anyOf(
      // A noun, then that it does not exist: "user unknown", "mailbox not found", "domain does not exist"
      String.raw`\b(?:users?|userid|local[- ]part|recipients?|mail ?box(?:es)?|mail ?drop|addressee|address(?:es)?|accounts?|person|alias|e-?mail|destination|subscriber|member|domain|host)\b[^\n]{0,80}?(?:\bunknown|\bnot (?:be )?(?:found|exist|known|listed|present|valid|local|recogni[sz]ed|our customer|available|registered)|non-?exist|do(?:es)?n?[ ']?(?:no)?t (?:have|exist)|did not exist|\binvalid|isn'?t|no longer|has moved|unrouteable|couldn'?t be found|must exist)`,
      // That it does not exist, then the noun: "no such user", "invalid recipient", "unroutable address"
      String.raw`\b(?:unknown|no such|not? (?:a )?(?:valid|known|local)|non-?exist[ea]nt|invalid|bad|undeliverable|unrout[e]?able|no existing)[ -]+(?:or illegal |final )?(?:destination |delivery |e-?mail |recipient |mail |local |virtual |forward )?(?:user|userid|local[- ]part|recipient|mail ?box|mail ?drop|address|account|person|alias|name|addressee|domain|host)`,
      String.raw`\buser ?unknown`,
      String.raw`no (?:mail ?box|account|user|person|valid recipients?|recipients?|one)\b[^\n]{0,40}(?:here|by that name|found|at this|with that|for this|available|exist|named|matching)`,
      `is not (?:a )?(?:known|valid|listed|registered|an? active|in (?:the|our))|not listed in`,
      String.raw`can(?:'?t|not) (?:find|verify|locate)[^\n]{0,20}(?:user|address|recipient|mailbox|account)`,
      `Recip(?:ient)?NotFound|recipient not ok`,
      String.raw`has been replaced by|does(?:n'?t| not) have an? [^\n]{0,60}account|doesn'?t exist`,
      `does not exist|name or service not known|no (?:mx|a) (?:record|found)`,
      `no (?:correct )?dns|nxdomain|unknown (?:mail )?(?:host|domain)|not (?:be )?found in`,
      `wasn'?t found|couldn'?t be found`,
      `existiert nicht|unbekannt|inconnu|n'existe pas|no existe|desconocid|inesistente`,
      `não existe|bestaat niet|nie istnieje|neexistuje|finns inte|findes ikke|존재하지 않|없는 (?:사용자|계정|주소)`,
      String.raw`nessun utente|не существует|不存在|存在しま?せん|存在しない|宛先不明|該当する?[^。\n]{0,20}(?:ありませ|おりませ|いませ)|あて先[^。\n]{0,20}(?:不明|見つか)|見つかりません`,
    ),
  },
  {
    fault: 'network',
    says: anyOf(
      `no route|unreachable|not reachable|too many hops|hop count|routing loop`,
      `mail (?:is )?loop|loops? (?:back|detected)|looping|unable to connect|requests to connect|connect to|network`,
      `retry time|max(?:imum)? time|delivery (?:time|attempts)|expired|too long|no answer`,
      `not (?:been )?(?:able to )?(?:reach|respond)`,
      String.raw`resources|i\/o error|lookup failed|local (?:configuration|error)`,
      `config(?:uration)? error|command died`,
      `(?:internal|system|software|server|protocol|unexpected|program) (?:error|failure|malfunction|problem)`,
      `permission denied|exited with|delivery agent|terminat|syntax error`,
      `command (?:not|unrecogni)|unrecogni[sz]ed command|service (?:not available|unavailable)`,
      String.raw`out of memory|\bdisk\b|読み込み|遅延|タイムアウト`,
      String.raw`(?:サーバー?|ホスト)[^。\n]{0,12}(?:接続|応答|通信)[^。\n]{0,8}(?:でき|ありま|なく|失敗)`,
    ),
  },
];
