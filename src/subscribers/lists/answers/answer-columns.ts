/**
 * What the header of a column says about its cells: whether a yes in it asks for mail or refuses it. This is the one
 * table of headers. A header is recognised by its parts, so `Email Opt-Out Date` and `配信停止日` need no row of their own.
 * A part about leaving counts before a part about mail.
 */
import { folded } from './cell-meaning.ts';
import type { ColumnKind } from './column-kinds.ts';
import { isAboutPurchase, isCode, isConfirmRequest } from './confirm-requests.ts';
import { endsIn, finder, negation, onlyState, type Parts, parts } from './header-parts.ts';
import { kindsInExport } from './known-exports.ts';
import { arePointsEnding, isAboutThings } from './other-things.ts';
import {
  isOtherState,
  isPartOfCountry,
  isStateOfCountry,
  isStateSince,
  tellsPlaces,
} from './state-headers.ts';

const stopped = parts(
  {
    within: `unsub nonsub notsub optout optedout optingout donot dont nomail noemail nocontact nomarketing blacklist blocklist denylist blocked suppress disable delet remov cancel churn inactiv deactiv notactive unwanted reject refus declin revok withdr deceased banned objection exclude exclusion resign terminat archiv trash suspend notinterest optmeout optusout departure departed laidoff frozen doesnotwant unmailable notmailable uncontact notcontact
    停止 退会 解約 解除 脱退 故人 物故 dmng シナイ ラナイ 送ルナ ナイデ 希望シマセン 除ク 外ス 拒否 不要 不可 不許可 不同意 無効 削除 抹消 除外 中止 休止 休会 終了 廃止 オプトアウト 辞退 ブラック ブロック 撤回 取消 取リ消シ キャンセル 禁止 断リ 死亡 逝去 休眠 対象外 非購読 未購読 非配信 非会員 不希望 退社 退職 離脱 失効 凍結 ストップ ng希望
    abmeld abgemeldet ausgetragen abbestell gesperrt gekundigt desabonn desinscri resili fechabaja desuscri descadastr disiscri
    deaktiv desactiv disattiv dezaktyw afmeld afgemeld uitschrij uitgeschreven opgezegd verwijder inactief avmeld avregistr avprenumer avanmal avslutad borttag wypis zrezygn rezygnac usuniet usunieci nieaktyw geblokk zablok bloqu widerrufen remocao listenoire listanegra listanera zwartelijst 退订 退訂 拒收 黑名单 黑名單 停用 거부 해지 탈퇴 차단 취소`,
    word: 'dead kein keine keinen nicht hidden locked closed ended skip skipped ignore ignored スキップ stop stopped left quit dnd dnc dne gone off block mute muted pause paused baja ng 退 停',
  },
  'stopped',
);
const failed = parts(
  {
    within:
      'bounc undeliver unreachable invalid 不達 未達 不着 不通 エラー バウンス 宛先不明 返送 届カナイ unzustell zuruckgewiesen onbestelbaar teruggestuurd odbici rebot rimbalz 退信 반송',
    word: 'cleaned clean error errors failed failure fail',
  },
  'failed',
);
const complained = parts(
  {
    within: 'complain spam abuse 迷惑 苦情 クレーム スパム 通報 投诉 스팸',
    word: 'junk fbl',
  },
  'complained',
);
const ending = parts({
  within: '期限 満了 再開 renew',
  word: 'end ends expiry expires expiration expired until',
});

const receiving = parts(
  {
    within: `subscri optin optedin consent permission permit allow accept aceita acepta accetta agree enabled receiv newsletter legalbasis mailing marketing mailmag mailfl mailok sendmail sendable deliverable reachable contactable wantsmail cancontact canmail cansend canbe okto mailable mailed infolettre infobrief rundbrief boletin boletim bulletin nieuwsbrief nyhetsbrev nyhedsbrev
    購読 配信 希望 可否 同意 許可 許諾 承諾 有効 受信 受取 受ケ取 メルマガ メールマガジン ニュースレター オ知ラセ 案内 送付 送信 オプトイン メール可 登録フラグ 情報提供 要否 読者 対象者 利用中 在籍
    abonni abonne einwillig zustimm toestemming samtycke samtykke zgoda inscri suscri iscri consenso 订阅 訂閱 接收 구독 수신 동의`,
    word: 'active activated aktiv aktiviert actief actif activo ativo attivo aktywny valid gdpr delivery 対象 dm letter news mail email digest メール eメール アクティブ magazine',
  },
  'receiving',
);
/** Of these, the ones that can only be about mail: who says yes there has answered the others too. */
const ourMails: Parts = parts({
  within: `subscri optin optedin mailing marketing receiv infolettre infobrief rundbrief boletin boletim bulletin nieuwsbrief nyhetsbrev nyhedsbrev uutiskirj zpravodaj bülten buletin hírlev рассыл подпис розсил підпис ενημερωτικ
    受信 読者 オプトイン オ知ラセ abonni abonne inscri suscri iscri 订阅 訂閱 接收 구독 수신`,
  word: 'magazine digest',
});
/** Said of a person who has not confirmed. The words below about mail and confirming would turn it round. */
const awaiting = parts(
  {
    within:
      'optinpending pendingoptin pendingconfirm confirmationpending confirmpending subscriptionpending awaitingconfirm awaitingverif awaitingoptin unconfirm notconfirm notyetconfirm unverif notverif unactivated 仮登録 仮会員 未確認 未認証 未承認 登録待チ 確認待チ 認証待チ 承認待チ 未有効化 unbestatigt nichtbestatig onbevestigd niepotwierdz obekraft ikkebekraeft ikkebekræft ikkebekreft nonconfirm nonconferm daconfermare noconfirmad naoconfirmad ausstehendseit enattentedepuis pendientedesde sinconfirmar inattesa inafwachting nietbevestigd 미확인 미인증 인증대기 未确认 未確認 待确认 待確認 待验证 未验证 待驗證 未驗證',
    word: 'pending awaiting',
  },
  'awaiting',
);
const confirming = parts(
  {
    within:
      'confirm conferm verif doubleoptin 認証 本登録 本人確認 メール確認 bestatig bevestig potwierdz bekraft bekreft bekræft 确认 验证 驗證 확인 메일인증 인증메일 인증일 인증시간 인증상태 인증여부 アクティベーション 有効化',
    word: '確認 確認日 確認日時 確認済 確認済ミ doi', // longer ones may be of a payment: 入金確認日
  },
  'confirming',
);
const state = parts(
  {
    within: 'status validity ステータス 状態 状況 ステイタス 상태 状态 狀態 statut estado situacao',
    word: 'state stato stan zustand tillstand tilstand type kind standing 区分 種別 フラグ flag flg stat 会員区分 読者区分 種類',
  },
  'state',
);
/** Numbers about mail, which are not answers: `emails received`, 最終配信日. */
const statistics = parts({
  within:
    'emailsreceived emailsdropped emailsdelivered mailssent opened clicked click回 openrate clickrate opens clicks rating score 回数 件数 通数 開封 クリック 最終 率',
  word: 'count counts days delivered dropped sent revenue unique last total number num rate avg recent latest 最新 first plays',
});
/** How often mail came back. */
const often: Parts = parts({ within: '回数 件数', word: 'count counts number num score 数' });
/** Other channels than mail: a no to them says nothing about mail. */
const otherChannel = parts({
  within: '電話 携帯 手机 手機 휴대폰 휴대전화 郵送 郵便 ファックス ハガキ プッシュ 訪問',
  word: 'sms phone mobile tel telephone call calls push line fax postal post whatsapp',
});
const mail = parts({ within: 'email mail epost newsletter メール メルマガ 配信 購読 案内', word: 'mail' });
/** Channels that have subscribers of their own: who left them still gets mail. */
const ownChannel = parts({ within: 'whatsapp プッシュ', word: 'sms push' });
/** Nobody can tell whether this means paper or mail: 「電話・DM可否」. */
const directMail = parts({ within: 'ダイレクトメール', word: 'dm' });

const notes = parts(
  {
    within:
      '備考 メモ コメント 特記 摘要 注記 経緯 comment remark anmerkung notas bemerkung 备注 備註 메모 비고',
    word: 'note notes memo memos',
  },
  'notes',
);
/** Notes too, except if the header also asks for mail: 「その他のお知らせメール」 is a question. */
const looseNotes = parts({
  within:
    '要望 問イ合ワセ 問合セ 連絡事項 対応 履歴 理由 メッセージ その他 ご意見 自由 タグ ラベル グループ リスト 区分名',
  word: 'tag tags label labels group groups segment segments list lists reason message messages history description info attributes metadata custom',
});
/** What the mail should be about: 「希望カテゴリー」. */
const topics = parts({
  within: 'カテゴリ 分野 ジャンル トピック テーマ topic interest mailinglists 配信リスト 配信グループ',
});
const identity = parts({
  within: `番号 文言 プラン 会社 企業 団体 組織 法人名 店舗 店名 屋号 学校 大学 所属 部署 役職 職業 職種 肩書 業種 住所 郵便番号 〒 都道府県 市区町村 番地 建物 送付先 宛名 届ケ先 電話番号 携帯番号 電話 氏名 名前 姓名 フリガナ 読ミ仮名 カナ ニックネーム 表示名 担当者 生年月日 誕生日 性別 年齢 年代 国籍 言語 リンク ホームページ
    メールアドレス アドレス2 emailaddress mailaddress domain ドメイン company organisation organization employer firstname lastname fullname nickname username displayname birthday birthdate address2 postcode postalcode zipcode phonenumber useragent timezone campaigntitle deliveryaddress 登録フォーム 申込フォーム 登録方法 申込方法 登録経路 申込経路 流入経路 登録元`,
  word: 'name tier tiers plan firm title job department dept city town zip country region prefecture street county phone tel telephone mobile fax url link website site homepage ip locale lang language gender sex age birthday latitude longitude hash text wording id uuid uid euid leid guid source referrer referer utm method origin 姓 名 国 県 市 番号 会員番号',
});

/** Exact headers, folded, which the parts above would misread. */
const exact: Readonly<Record<string, ColumnKind>> = Object.fromEntries([
  ...list('plan tier tiers complimentaryplan firstpaymentat', 'other'), // who pays: Substack, Ghost
  ...list('address アドレス', 'identity'), // the postal address: the mail address is read elsewhere
  ...list('hashemail emailhash hashedemail emailmd5 emailsha256', 'identity'), // Mailtrain
  ...list('donottrade', 'other'), // CiviCRM: their data go to nobody else
  ...list('onhold emailonhold', 'staysAway'), // CiviCRM
  ...list('mailstop mailcode busstop emailprovider emailclient consentversion consenttext', 'identity'),
  ...list('sendthissubscriberhtmlemails htmlemail htmlemails', 'other'), // phpList: html or text
  ...list('stateprovince stateregion provincestate', 'other'), // where they live
  ...list('subscriptionsourcefree subscriptionsourcepaid', 'identity'), // Substack
  ...list('subscriptionsgifted', 'other'), // Substack: given to others
  ...list(
    'pendingorder pendingorders orderspending pendingpayment pendingpayments paymentpending paymentspending pendingbalance pendingamount pendinginvoice pendinginvoices pendingrefund pendingrefunds pendingtickets pendingtasks pendingpoints pendingrewards',
    'other', // of what they buy, not of their confirmation
  ),
  // HubSpot, and shops: how far a sale has come.
  ...list('leadstatus lifecyclestage dealstage opportunitystatus orderstatus paymentstatus', 'other'),
  ...list('emaillists', 'note'), // Constant Contact: the names of lists
  ...list('canceldate', 'ends'), // Substack: a person who has paid may read on
  ...list('ml listmember', 'receives'),
  ...list('登録 会員 dm member ismember', 'agrees'),
  ...list(
    'frequency emailfrequency mailfrequency newsletterfrequency emailpreference 頻度 配信頻度 メール頻度',
    'receivesState',
  ),
  // A second address, or an answer such as ×: the address that is used is read elsewhere.
  ...list(
    'email email1 email2 mail mail2 メール メール1 メール2 eメール 電子メール alternateemail secondaryemail 予備メール',
    'receivesState',
  ),
  ...list(
    'email1label email2label email3label email4label email1type email2type email3type organization1type website1type website2type im1type event1type relation1type address1type', // Google
    'identity',
  ),
  ...list('emailavailability ciosubscriptionpreferences', 'receivesState'), // UniSender, Customer.io
  ...list('emailtyp email2typ email3typ typedemessagerie', 'receivesState'), // Outlook
  ...list('sốđăngkýkinhdoanh', 'identity'), // the number of a company
  ...list(
    'email1value email2value email3value email4value email2address email3address email4address email2adresse email3adresse adressedemessagerie2 adressedemessagerie3 adressedecourrier2 adressedecourrier3 direccióndecorreoelectrónico2 direccióndecorreoelectrónico3 indirizzoemail2 indirizzoemail3 電子メール2アドレス 電子メール3アドレス',
    'receivesState',
  ),
  ...list('emailtype emailformat メール形式 配信形式', 'receivesState'), // html or text
  ...list('注意 フラグ flag', 'status'),
  // Services that look whether addresses exist: their names sound like what they find.
  ...list('zerobouncestatus neverbouncestatus neverbounceresult zerobounceresult', 'status'),
  ...list('参加可否 出席可否 来場可否', 'other'), // of an event
]);

function list(words: string, kind: ColumnKind): [string, ColumnKind][] {
  return words.split(' ').map((word) => [folded(word), kind]);
}

/** CiviCRM's `Do Not Mail` and Dynamics' "Do not allow Mails" are about the post, where another column is about mail. */
const NO_EMAILS = /^donot(?:allow)?(?:bulk)?emails?$/;
const NO_POST = /^donot(?:allow)?(?:bulk)?mails?$/;

export function kindsOf(headers: readonly string[]): ColumnKind[] {
  const names = headers.map(folded);
  const placed = tellsPlaces(names);
  const withEmails = names.some((name) => NO_EMAILS.test(name));
  const known = kindsInExport(names);
  return headers.map((header, index) => {
    const name = names[index] ?? '';
    const harmless = (placed && isStateOfCountry(name)) || (withEmails && NO_POST.test(name));
    return known.get(name) ?? (harmless ? 'other' : kindOf(header));
  });
}

/** What may be counted about them: a no to that is no no to mail. */
const ABOUT_TRACKING =
  /consenttotrack|trackingconsent|emailtracking|opentracking|clicktracking|cookie|analytics|トラッキング|クッキー|開封計測|計測同意/;

/** `(Do Not Modify) Contact`, 「(変更不可) 行チェックサム」: what Dynamics needs to find a row again. */
const NOT_TO_MODIFY =
  /^[(（](?:do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|não modificar|niet wijzigen|変更不可|変更しないでください|请勿修改|請勿修改)[)）]/i;

export function kindOf(header: string): ColumnKind {
  const whole = folded(header);
  if (whole === '') return 'unlabelled';
  if (NOT_TO_MODIFY.test(header.trim())) return 'identity';
  const known = Object.hasOwn(exact, whole) ? exact[whole] : undefined;
  if (known !== undefined) return known;
  const has = finder(header, whole);
  const isState =
    has(state) || (has(onlyState) && (onlyState.word.includes(whole) || has(receiving) || has(mail)));
  if (
    has(identity) &&
    !(has(stopped) || has(failed) || has(complained) || isState) &&
    ((!has(receiving) && !has(mail)) || endsIn(identity, header))
  )
    return 'identity';
  if (ABOUT_TRACKING.test(whole)) return 'other';
  if (arePointsEnding(header, whole)) return 'identity';
  if (has(otherChannel) && !has(mail)) {
    if (has(ownChannel) && (has(receiving) || has(stopped) || isState)) return 'silent';
    return has(directMail) ? 'unlabelled' : 'identity';
  }
  if (/(?:url|link|uri|リンク)$/.test(whole) || /campaign(?:title|id|name)$/.test(whole)) return 'identity';
  if (has(complained)) return 'complains';
  if (has(failed)) return has(often) ? 'bounceCounts' : 'bounces';
  if (has(stopped) || (has(negation) && (has(receiving) || has(confirming) || has(mail)))) return 'staysAway';
  if (has(ending)) return 'ends';
  if (isConfirmRequest(header)) return 'wasAsked';
  if (has(awaiting) && !isAboutPurchase(header)) return 'awaits';
  if (isState && isStateSince(whole)) return 'stateSince';
  if (isState && (isPartOfCountry(whole) || (!has(mail) && !has(receiving) && isOtherState(header, whole))))
    return 'other';
  if (isState)
    return has(receiving) && !/^(?:e?mail|メール|eメール)/.test(whole) ? 'receivesState' : 'status';
  if (has(notes)) return 'note';
  if (has(statistics)) return has(receiving) ? 'counts' : 'other';
  if (has(confirming)) return isAboutPurchase(header) || isCode(header) ? 'other' : 'confirms';
  const isOurs = has(mail) || has(ourMails);
  if (!isOurs && isAboutThings(header, whole)) return 'identity';
  if (has(receiving)) return has(topics) ? 'unlabelled' : isOurs ? 'receives' : 'agrees';
  if (has(looseNotes)) return 'note';
  return has(mail) ? 'unlabelled' : 'other';
}
