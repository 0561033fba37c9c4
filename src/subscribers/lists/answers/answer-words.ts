/**
 * What one cell of a list says about mail. This is the one table of words: from newsletter services, shops,
 * spreadsheets and people, in Japanese, English and some other languages. A cell is compared without regard to width,
 * case, accents, kana, spaces and punctuation, so `Opted-Out`, `ｏｐｔｅｄ ｏｕｔ` and `OPTED_OUT` are one word
 * (cell-meaning.ts). What the words mean for the person depends on the column: see row-answer.ts.
 */

export const meanings = [
  'nothing', // an empty cell, or what programs write in its place
  'yes', // a plain yes; the header says to what
  'no', // a plain no; the header says to what
  'date', // a day or a time
  'subscribed',
  'pending', // never confirmed
  'unsubscribed',
  'bounced',
  'complained',
  'doubtful', // nobody can be sure: on hold, to be checked
  'cross', // ×: a no, or a mark beside people who left
  'letterX', // x: a tick for some people and a no for others
  'neutral', // says who a person is, not whether they want mail
  'unknown',
] as const;
export type Meaning = (typeof meanings)[number];

/** What people pay, and how often they want mail: they are readers, but it does not show that they ever confirmed. */
const choices = `regular premium gifted paid free comp gift comped complimentary trialing trial trialed basic monthly yearly annual founding weekly daily biweekly fortnightly 毎日 毎週 毎月 隔週 週刊 日刊 月刊 週1回 月1回 日次 週次 月次
  digest abridged daily-digest weekly-digest opt-in opt-ins 配信する 購読する 受信可`;
/** In what form mail comes, which is no wish for mail. */
export const formats = 'html text plain pc モバイル テキスト テキスト形式 html形式 pcメール';
/** What somebody may have said before they confirmed. */
export const wishes = `${choices} ${formats} 希望 希望する 希望します 配信希望 購読希望 受信希望 订阅 訂閱`;

/** Whole cells. A new word of another service goes here. */
export const words: Partial<Record<Meaning, string>> = {
  nothing: 'null nil undefined nan n/a na (null) <null> #n/a ー 空欄 記入なし 未記入 未入力 未回答 回答なし',
  yes: `1 true t yes y on ok okay ○ ◯ 〇 ● ◎ ✓ ✔ ✅ ☑ 🙆 はい 可 可能 可能です 希望 希望する 希望します 希望者 要 必要 有 有り あり する します 済 済み
    同意 同意する 同意します 同意済 同意済み 同意した 同意しました 許可 許可する 許諾 許諾する 許諾済 承諾 承諾する 承諾済 承認 承認済 了承 了解 賛成 オン
    受け取る 受取る 受けとる 受信する 受信 受取 送付可 送信可 配信可 メール可 配信可能 配信許可 配信希望 購読希望 受信希望 送付希望 送る 読む
    html text plain pc モバイル テキスト テキスト形式 html形式 pcメール
    agree agreed accept accepted allow allowed granted given yes-please checked レ レ点 ticked consented consent
    double-opt-in doubleoptin single-opt-in soi doi
    ja si sí oui da sim tak wahr vrai verdadero 是 对 예 네 동의 동의함 同意接收 是的 完了 완료 已完成`,
  no: `0 false f no n off ☐ □ いいえ 否 無 無し なし しない しません していない していません 未 0件 0回 0通 未同意 いや ノー オフ none never nein nee nej nei non nao não nie falsch faux falso
    否 不是 아니오 아니요 unchecked unticked not`,
  subscribed: `${choices} past-due opted-in active-patron mime-digest mime-digests plaintext-digests summary-digests active-subscriber confirmed-subscriber confirmed-opt-in subscribed-double-opt-in subscribed-single-opt-in subscribed-weekly subscribed-monthly normal confirmed explicit express express-consent subscribed subscriber active activated enabled verified approved current live joined member members listed marketing-contact
    配信中 配信 対象 対象者 配信対象 配信対象者 在籍 在籍中 契約中 購読 購読中 購読者 購読済 購読済み 読者 有効 有効会員 登録 登録中 登録済 登録済み 本登録 本登録済 登録完了 認証済 認証済み 確認済 確認済み
    アクティブ 利用中 稼働中 会員 正会員 継続 継続中 受信中 受け取り中 正常 正規 正常アドレス 加入済 加入済み
    abonniert angemeldet aktiv aktiviert habilitada habilitado actived attivata geactiveerd subskrybuje prenumererad aktiverad abonnert abonne inscrit actif suscrito activo inscrito ativo iscritto attivo actief geabonneerd ingeschreven aangemeld aktywny aktywna zapisany zapisana subskrybent aktivt prenumerant prenumererar inscrita suscrita subscrito subscrita inscrite actifs actives activee abonnee
    bestatigt bestaetigt verifiziert confirme confirmee verifie verifiee confirmado confirmada verificado verificada confermato confermata verificato verificata bevestigd geverifieerd potwierdzony potwierdzona zweryfikowany bekraftad verifierad bekreftet bekræftet bekraeftet tilmeldt
    已订阅 订阅 订阅中 已訂閱 訂閱 启用 啟用 구독됨 활성화됨 已确认 已確認 已验证 已驗證 有效 구독 구독중 구독함 활성 확인됨 확인완료 인증됨 인증완료`,
  pending: `pending unconfirmed not-confirmed unverified not-verified unactivated inactivated activation-requested awaiting-confirmation awaiting-verification validating invited
    invitation-sent confirmation-sent unapproved waiting waiting-list waitlist optin-pending pending-confirmation pending-double-opt-in double-opt-in-pending subscribe-pending not-yet-confirmed
    未確認 未認証 仮登録 仮登録中 仮会員 仮申込 認証待ち 確認待ち 承認待ち 未承認 未登録 登録待ち 登録未完了 手続き中 申請中 未完了 招待中 返信待ち 未有効化
    unbestatigt unbestaetigt bestatigung-ausstehend nicht-bestatigt nicht-bestaetigt ausstehend wartend en-attente non-confirme pendiente sin-confirmar no-confirmado 待确认 未确认 待確認 待验证 未验证 待驗證 未驗證 待激活 未激活 미확인 미인증 구독대기 대기 대기중 인증대기
    onbevestigd niet-bevestigd in-afwachting wachtend non-confirmee in-attesa non-confermato nao-confirmado pendente oczekujacy niepotwierdzony niepotwierdzona do-aktywacji da-confermare obekraftad vantande ikke-bekræftet ikke-bekraeftet ikke-bekreftet nao-confirmada no-confirmada non-confermata`,
  unsubscribed: `unsubscribed unsubscribe unsub unsubbed unsubscriber not-subscribed non-subscribed nonsubscribed nonsubscriber never-subscribed un-subscribed
    opt-out opted-out optedout opt_out opt-out-all global-unsubscribe do-not-contact do-not-mail do-not-email do-not-send do-not-disturb dnd dnc dne no-mail nomail no-email no-emails no-contact no-newsletter no-marketing no-thanks
    blacklisted blacklist blocklisted blocklist denylisted denylist blocked block banned ban suppressed suppression suppress manual-suppression former-patron by-user excluded exclude exclusion disabled disable
    inactive in-active deactivated not-active non-active dormant sunset cancelled canceled cancel cancelling canceling cancellation churned expired lapsed ended terminated closed withdrawn revoked refused rejected reject declined decline
    deleted delete deleting removed remove archived trashed trash quit left resigned gone departed former former-member former-subscriber former-customer past-member no-longer-active no-longer-subscribed no-longer-a-member ex-member ex-subscriber not-interested stopped stop paused muted unwanted
    non-marketing non-marketing-contact unconsented forgotten on-hold-opt-out not-allowed not-permitted no-permission no-consent denied deny unallowed objected opposed disagree disagreed deceased dead died
    退会 退会済 退会済み 退会者 退会希望 退会予定 退会申請 退会届 退会手続き中 退会処理済 脱退 退社 退職 退職者 卒業 離脱 除名 抹消 登録抹消 抹消済 解約 解約済 解約済み 解約希望 解約者 解除 解除済 解除済み 解除希望 登録解除 読者解除 購読解除 配信解除 会員解除
    停止 停止中 停止済 停止済み 停止希望 一時停止 一時停止中 利用停止 配信停止 配信停止中 配信停止済 配信停止済み 配信停止希望 送信停止 送付停止 購読停止 購読中止 配信中止 送付中止 中止 休止 休止中 休会 休会中 終了 購読終了 配信終了 契約終了 満了 期限切れ 失効 無効 無効会員 無効化 非有効 非アクティブ 不活性 休眠 休眠会員
    オプトアウト 拒否 拒否する 受信拒否 配信拒否 着信拒否 メール拒否 送信拒否 連絡拒否 拒絶 辞退 お断り 断り 断る 遠慮 不要 不要です 配信不要 メール不要 メルマガ不要 送付不要 案内不要 連絡不要 いらない 要らない 結構です けっこうです 不可 不可です 配信不可 送信不可 送付不可 メール不可 連絡不可 不許可 不同意 非同意 不承諾 非承諾 未承諾 ng ＮＧ ｎｇ エヌジー
    希望しない 希望しません 希望せず 希望なし 非希望 配信しない 配信しません 配信を希望しない 配信希望しない 購読しない 購読しません 受け取らない 受取らない 受け取りません 受信しない 受信しません 送らない 送らないで 送付しない 送信しない 同意しない 同意しません 許可しない 許可しません 許諾しない 承諾しない
    非購読 未購読 購読なし 非会員 非配信 未配信 配信なし 配信対象外 対象外 配信除外 除外 除外済 除外リスト 削除 ゴミ箱 ゴミ箱削除 削除済 削除済み 削除希望 削除依頼 登録削除 取消 取消し 取り消し 取消済 取り下げ キャンセル キャンセル済 キャンセル済み 撤回 同意撤回 破棄 廃止 閉鎖 ブラックリスト ブラック ブロックリスト ブロックリスト対象 ブロック ブロック中 ブロック済 ブロック済み 禁止 配信禁止 送信禁止 凍結 凍結中 アカウント停止 故人 死亡 逝去 物故 ストップ ダメ だめ
    abgemeldet abbestellt abmelden gesperrt blockiert inaktiv geloscht gekundigt widerrufen austragen ausgetragen verstorben abgelehnt deaktiviert
    desabonne desabonnee desinscrit desinscrite desinscription desinscrire desactive bloque bloque-e inactif inactive resilie supprime refuse annule decede
    cancelado cancelada dado-de-baja dada-de-baja baja darse-de-baja desuscrito desuscripto eliminado bloqueado bloqueada bloqueados lista-de-bloqueados inscricao-cancelada nao-subscrito inactivo inativo rechazado descadastrado disiscritto cancellato disattivato rifiutato inattivo annullato iscrizione-annullata lista-bloccata bloccato non-iscritto non-attivo
    inactief niet-actief uitgeschreven afgemeld opgezegd geblokkeerd verwijderd gestopt geweigerd niet-ingeschreven gedeactiveerd
    nieaktywny nieaktywna wypisany wypisana zrezygnowal zrezygnował usuniety zablokowany rezygnacja odsubskrybowany odsubskrybowana odsubskrybowano avregistrerad avprenumererad blocklistad blocklista avslutad avanmald inaktiv borttagen blockerad sparrad vagrad avmeldt removido removida descadastrada
    nicht-abonniert nicht-angemeldet nicht-aktiv pas-abonne non-abonne non-inscrit pas-inscrit no-suscrito no-activo no-inscrito nao-inscrito nao-ativo
    退订 已退订 退訂 已退訂 取消订阅 取消訂閱 已取消 拒收 拒绝 黑名单 黑名單 屏蔽 列入黑名单 列入黑名單 停用 已停用 已删除 已刪除 禁用 未订阅 수신거부 수신 거부 거부 구독취소 구독해지 구독해지됨 차단됨 해지 탈퇴 차단 비활성 삭제 삭제됨 미동의 동의안함`,
  bounced: `bounced bounce bouncing on-hold-bounce gebounct gebounced hard-bounce hard-bounced hardbounce soft-bounce soft-bounced softbounce hard soft cleaned clean undeliverable undelivered temp-unreachable unreachable not-deliverable undeliverable-address invalid invalid-email invalid-address bad-address bad-email
    failed failure failing fail error errored returned return mailbox-full no-such-user user-unknown unknown-user dropped rejected-by-server technical-hold temporary-hold
    不達 未達 不着 不通 配信エラー 配信不能 送信エラー 送達不能 到達不可 届かない 届かず 届きません エラー エラー停止 エラー停止中 配信エラー停止 配信エラー停止中 配信停止エラー エラー配信停止 自動停止エラー エラーによる停止 エラーのため停止 エラーによる配信停止 不達停止 不達による停止 エラーあり 永久エラー 恒久エラー 一時エラー ハードバウンス ソフトバウンス バウンス バウンス停止 宛先不明 宛先なし あて先不明 アドレス不明 アドレス無効 アドレス変更 不明アドレス エラーアドレス 返送 戻り 返ってくる リターン リターンメール メール不達 存在しない 無効アドレス アドレス不備 アドレスエラー 受信不可
    unzustellbar zuruckgewiesen rejete invalide rebotado rebote invalido rimbalzato teruggestuurd onbestelbaar ongeldig odbity odrzucony nieprawidlowy studsad studsade ogiltig non-valido 退信 无效 無效 반송 수신불가 자동삭제`,
  complained: `complained complaint complaints complainer spam unerwunscht spam-complaint spam-complaints spam-report spam-reported marked-as-spam reported-spam reported-as-spam spammed junk abuse abuse-complaint abuse-report fbl feedback-loop
    迷惑メール 迷惑メール報告 迷惑報告 苦情 苦情あり クレーム クレームあり スパム スパム報告 通報 通報あり 投诉 举报 스팸 스팸신고`,
  doubtful: `hold on-hold held suspended suspend suspect doubtful do-not-know to-check to-be-checked check-first risky catch-all limbo tbd tbc quarantined quarantine flagged review in-review
    保留 保留中 要確認 確認中 確認要 要調査 調査中 要連絡 要注意 注意 検討中 未定 疑義 疑いあり 不審 △ ▲ ？要確認 待って 様子見 停`,
  cross: '× ☓ ✕ ✖ ✗ ✘ ❌ ❎ ☒ 🚫 ⛔ 🙅 バツ ばつ ✖︎ ╳ ⨯ 乂 ㄨ',
  letterX: 'x xx',
  neutral: `個人 法人 一般 一般会員 無料会員 有料会員 有料 無料 賛助会員 学生 社員 顧客 見込み客 見込客 取引先 お客様 お客さま 社内 社外 person personal company customer client lead contact user student staff private business
    individual admin owner valid deliverable reachable available email e-mail newsletter メール メルマガ 新規 既存 ゴールド シルバー プレミアム プレミアム会員 本会員 通常 通常会員 ノーマル 法人会員 個人会員 家族会員 学生会員 特別会員 名誉会員`,
};

/**
 * Phrases within a longer text, such as 「5/1 配信停止希望とのこと」. Each is so long or special that no ordinary text contains it
 * by chance. A name or company counts only if the phrase is the whole cell.
 */
export const phrases = `on-hold-bounce* on-hold-opt* account-that-you-tried-to-reach mailbox-does-not-exist mailbox-doesnt-exist user-does-not-exist account-does-not-exist address-does-not-exist recipient-address-rejected mailbox-unavailable bounces-mail* optout optedout disabled-by by-bounce* requested-removal unsubscrib* unsubbed opted-out opt-out opting-out opt-me-out do-not-contact* do-not-mail* do-not-email* do-not-e-mail* do-not-send* do-not-write dont-mail* dont-email* dont-e-mail* dont-send* dont-contact* dont-want don’t-mail* don’t-email* don’t-send* don’t-contact* never-mail* never-email* never-send*
  no-longer-want no-longer-wish not-want-mail* not-want-email* not-want-the-newsletter* not-want-to-receive does-not-want not-to-be-mailed no-more-mail* no-more-email* no-more-newsletter* no-newsletter* stop-mail* stop-email* stop-sending stop-the-newsletter* stop-newsletter* please-stop please-remove remove-me removed-from-list remove-from-list remove-from-the-list take-me-off take-off-list take-off-the-list asked-to-be-removed wants-to-be-removed
  blacklisted blocklisted denylisted suppressed-address suppression-list spam-complaint* reported-spam reported-as-spam marked-as-spam complained hard-bounce* soft-bounce* hardbounce* softbounce* mail-bounce* email-bounce* bounced undeliverable mailbox-full user-unknown no-such-user address-invalid invalid-address left-the-list not-interested has-died passed-away deceased withdrew-consent withdrawn-consent consent-withdrawn consent-revoked never-agreed did-not-agree did-not-consent no-consent without-consent not-confirmed not-subscribed
  配信停止 配信を停止 配信ストップ 配信を止め 配信止め 配信終了 送信停止 送付停止 購読停止 購読を停止 購読中止 購読解除 購読を解除 購読をやめ 購読終了 購読取消 登録解除 登録抹消 登録削除 会員解除 配信解除 退会 解約 脱退 停止希望 停止依頼 停止してほしい 停止してください 停止連絡 解除希望 解除依頼 解除してほしい 解除してください 解除連絡 削除希望 削除依頼 削除してほしい 削除してください 外してほしい 外してください 止めてほしい 止めてください やめてほしい やめてください
  オプトアウト 受信拒否 配信拒否 着信拒否 送信拒否 メール拒否 メルマガ拒否 連絡拒否 拒否希望 拒否連絡 配信不要 送付不要 送信不要 メール不要 メルマガ不要 メールは不要 メルマガは不要 配信は不要 案内不要 案内は不要 ニュースレター不要 連絡不要 もう不要 いらない 要らない 必要ない 必要ありません 配信不可 送信不可 メール不可 メルマガ不可 連絡不可 送付不可 メールng メルマガng 配信ng 送付ng 送信ng 連絡ng
  送らない 送るな 送付しない 送信しない 配信しない 配信対象外 配信除外 配信禁止 送信禁止 送付禁止 希望しない 希望しません 希望せず 希望されない 受け取らない 受け取りたくない 受け取りません 受信しない 読まない 同意しない 同意なし 同意無し 同意がない 同意していない 同意撤回 同意を撤回 未同意 許可しない 許可なし 承諾なし 未承諾 購読しない 辞退 お断り
  ブラックリスト ブロック済 ブロック中 迷惑メール 迷惑と クレーム 苦情 スパム報告 不達 宛先不明 あて先不明 届かない 届かず 届きません 戻ってくる エラーで戻 エラー停止 配信エラー 送信エラー メールエラー アドレスエラー アドレス無効 アドレス不明 使われていない 存在しない 配信不能 バウンス 死去 死亡 逝去 ご逝去 亡くな 他界 故人
  abbestell* abgemeldet abmeldung keine-mail* keine-e-mail* kein-newsletter* keinen-newsletter* nicht-mehr-senden nicht-senden nicht-anschreiben widerrufen desabonn* desinscri* ne-plus-envoyer ne-pas-envoyer ne-pas-contacter plus-de-mail* darse-de-baja dado-de-baja dada-de-baja desuscri* no-enviar no-contactar cancelar-suscripcion non-inviare disiscri* nao-enviar descadastr* 退订 退訂 取消订阅 取消訂閱 拒收 黑名单 黑名單 수신거부 구독취소 구독해지 탈퇴`;

/**
 * Stems that make a note doubtful in any place: 「DM停止お願いします」, "asked us to stop". In a note a false alarm costs the
 * editor a look at one line. In other columns, which hold many other things, it would stop whole lists.
 */
export const stemsInNotes = `停止 停めて 解除 退会 解約 脱退 不要 要らな 要りま いらな いりま 拒否 拒絶 削除 抹消 除外 から除 外して 外す 取消 取り消 取り下げ 撤回 キャンセル 中止 休止 休会 やめ 止め 辞め お断 断り 控えて 遠慮 結構です 無効 失効 不達 未達 不通 不着 エラー 戻っ 戻り 届かな 届かず 届いてい 届きま 存在しな 使われて アドレス変更 バウンス リターン 迷惑 苦情 クレーム 通報 スパム ブロック ブラック 禁止 不可 退職 退社 死亡 死去 逝去 故人 亡くな 他界 希望しな 希望しま 希望せ 希望され 希望なし しないで しないこと しないよう 送るな 送らな 送らず 同意な 同意しな 未同意 保留 要注意 要確認 停止`;
/** Whole words in notes, for languages that put spaces between words. */
export const wordsInNotes = `unsub unsubs bounce bounces bounced bouncing cancel cancels cancelled canceled cancelling cancellation stop stops stopped stopping delete deleted deletes deletion remove removed removal removes refuse refused refuses decline declined declines reject rejected block blocked blocks blacklist blacklisted blocklist blocklisted spam spammed spamtrap junk complain complains complained complaint complaints abuse deceased dead died invalid undeliverable inactive deactivated disabled optout dnc dnd dne banned suppressed suppress expired terminated resigned departed withdrawn withdrew revoked ng nomail never
  abgemeldet abbestellt gekundigt gesperrt verstorben desabonne desinscrit supprimer baja cancelado eliminar`;
export const runsInNotes = `wants-out off-list off-the-list off-our-list take-off takeoff wrong-address bad-address bad-email not-valid no-longer left-company left-the-company left-us not-sign-up not-signed not-subscribe doesnt-want dont-want does-not-want do-not-want doesn’t-want don’t-want not-want do-not-send dont-send hates-us not-interested opt-out opted-out opting-out do-not not-active moved-away`;
