import { describe, expect, it } from 'vitest';
import { takeApart } from '../../src/bounces/mail-parts/received-mail.ts';
import { requestIn } from '../../src/bounces/requests/mail-requests.ts';
import { personMail } from './mails.ts';

type Row = { readonly subject?: string; readonly text?: string; readonly why: string };

async function asked({ subject = 'Re: 港の一週間', text = '' }: Row): Promise<string | undefined> {
  return requestIn(await takeApart(Buffer.from(personMail('taro@shop.example', subject, text))));
}

describe('who asks to leave', () => {
  it.for<Row>([
    { text: 'Kindly stop emailing me.', why: 'in a sentence of their own' },
    { text: "Don't send me any more of these letters, please.", why: 'as a ban' },
    { text: 'I no longer want to receive your weekly newsletter.', why: 'as a wish' },
    { text: 'もう配信は不要です。登録を解除してください。', why: 'in two sentences of one line' },
    {
      text: 'いつもお世話になっております。\n申し訳ございませんが、メルマガの購読を解除していただけますでしょうか。\n\n港商店\n山田太郎\n電話 03-0000-0000',
      why: 'politely, and signed as in an office',
    },
    { subject: 'Newsletter abbestellen', why: 'in German, as the subject' },
    { text: 'Bitte streichen Sie mich aus Ihrem Verteiler. Vielen Dank', why: 'in German, with thanks' },
    { text: 'Merci de me désinscrire.', why: 'in French' },
    { subject: 'darme de baja', why: 'in Spanish' },
    { text: 'Por favor, dar de baja.', why: 'in Spanish, without a person' },
    { text: 'Solicito la baja del boletín.', why: 'in Spanish, as a request' },
    { text: 'Je souhaite me désabonner.', why: 'in French, as a wish' },
    { text: 'Ich möchte mich abmelden.', why: 'in German, as a wish' },
    { text: 'Ik wil me graag uitschrijven.', why: 'in Dutch, as a wish' },
    { subject: '수신거부', why: 'in Korean' },
    { subject: '取消订阅', why: 'in Chinese' },
    { subject: 'Peruuta tilaus', why: 'in Finnish' },
    { text: 'Prosím o odhlášení z odběru.', why: 'in Czech' },
    { subject: 'Odhlásiť', why: 'in Slovak' },
    { text: 'Proszę wypisać mnie z newslettera.', why: 'in Polish' },
    { subject: 'Отписаться', why: 'in Russian' },
    { text: 'Отпишите меня от рассылки, пожалуйста.', why: 'in Russian, politely' },
    { text: 'Больше не присылайте мне писем!', why: 'in Russian, as a ban' },
    { subject: 'Відписатися від розсилки', why: 'in Ukrainian' },
    { text: 'Lütfen beni listeden çıkarın.', why: 'in Turkish' },
    { subject: 'Leiratkozás', why: 'in Hungarian' },
    { text: 'Vă rog să mă dezabonați', why: 'in Romanian' },
    { subject: 'Afmeld nyhedsbrev', why: 'in Danish' },
    { text: 'Meld meg av nyhetsbrevet', why: 'in Norwegian' },
    { subject: 'Avregistrera mig', why: 'in Swedish' },
    { subject: 'Διαγραφή από τη λίστα', why: 'in Greek' },
    { subject: 'ขอยกเลิกการรับข่าวสาร', why: 'in Thai' },
    { subject: 'Hủy đăng ký', why: 'in Vietnamese' },
    { text: 'Mohon berhenti berlangganan', why: 'in Indonesian' },
    { subject: 'إلغاء الاشتراك', why: 'in Arabic' },
    { text: 'אנא הסירו אותי מרשימת התפוצה', why: 'in Hebrew' },
    { text: 'Please unsubscribe me.\n\nJen', why: 'signed with a name that is a word elsewhere' },
    {
      text: 'Please remove me from the list.\nKun Zhang',
      why: 'signed with a name that is a word elsewhere',
    },
    { subject: 'Unsubscribe', text: 'Sent from my phone\nMen at Work Ltd.', why: 'signed by a firm' },
    { text: 'Afmeld\n\nMette Hansen\nKursusleder\nTlf 12345678', why: 'signed by who leads courses' },
    { text: 'Désinscription\n\nAnna Blanc\nAtelier Blanc', why: 'signed by a studio' },
    { text: 'Please remove me from the course mailing list.', why: 'from mails about courses' },
    { text: '退会します\n\n山田陶芸教室 山田花子', why: 'signed by a class' },
    {
      text: '配信停止希望\n\n港の宿\nご予約はこちら https://yado.example/\n予約受付 03-0000-0000',
      why: 'signed by an inn',
    },
    { text: 'Unsubscribe\n\nJane Doe\nWorld-class recursos', why: 'with a word inside another' },
    { subject: 'Avmelding', why: 'in one word of Norwegian' },
    { text: 'Quit sending me this newsletter.', why: 'with another verb' },
    { text: 'No further mails, please.', why: 'without a verb' },
    { subject: '退会のご連絡', why: 'as a notice without text' },
    { subject: '購読をやめたいです', why: 'as a wish in Japanese' },
    {
      text: '港商事の山田と申します。\n配信停止でお願いいたします。',
      why: 'who says first who they are',
    },
    {
      text: 'Please delete my e-mail address from your list.\nMany thanks\nTaro Ide\nPort Co., Ltd.\nTel 03\nwww.port.example',
      why: 'signed in English',
    },
    { text: 'Could you please take me off the list?', why: 'as a polite question' },
    { text: '配信を停止していただけますか？', why: 'as a polite question in Japanese' },
    { text: '配信を停止してほしいです', why: 'as a wish for what others do' },
    { text: 'メルマガはもう結構です', why: 'with «no more» in the middle' },
    { text: 'もういらないです。', why: 'in everyday words' },
    { text: 'もう送ってこないでください', why: 'as what others shall not do' },
    { text: '配信を終了してください', why: 'as an end' },
    { text: 'メールを送るのをやめてください\niPhoneから送信', why: 'with a verb for sending, from a phone' },
    { text: '送信をやめてください', why: 'with a noun for sending' },
    { text: '退会手続きをお願いします', why: 'as a procedure' },
    { text: 'メールが多いので停止して下さい', why: 'with a reason before' },
    { text: '忙しくて読めなくなりましたので、退会します', why: 'with the reason that they do not read it' },
    { text: '興味がなくなったので配信を停止してください', why: 'with another reason, and the letter named' },
    { text: '配信終了をお願いします', why: 'as a noun for the end' },
    { text: 'メールアドレスを削除してください', why: 'by the address' },
    { text: '私のアドレスを配信リストから外してください', why: 'by the address and the list' },
    { text: '配信先から削除願います', why: 'by the list alone' },
    { text: '配信を止めてもらえますでしょうか。', why: 'as a question that asks for it' },
    { text: '配信停止してもらえませんか', why: 'the same, with a noun' },
    { text: 'Kindly unsubscribe my email address taro@shop.example', why: 'with the address of their own' },
    { text: 'QUIT', why: 'as list programs of old were told' },
    { subject: 'Cancel this newsletter', why: 'by another name of the letter' },
    { subject: 'unsuscribe', why: 'with a letter missing' },
    { subject: 'unsubscribe TARO@shop.example', why: 'with their own address behind it' },
    { subject: 'Stop', text: 'Thanks!\nTaro', why: 'with one word and a name' },
    {
      subject: '配信停止希望',
      text: '忙しくて読めなくなりました。ありがとうございました。',
      why: 'with a reason, which changes nothing',
    },
  ])('asks to leave: $why', async (row) => {
    expect(await asked(row)).toBe('unsubscribe');
  });

  it.for<Row>([
    { subject: 'Stop', text: 'Stop using so many pictures of ships.', why: 'a word that begins a sentence' },
    { subject: 'unsubscribe', text: 'Does this also end the printed letter?', why: 'a question behind it' },
    { subject: '退会', text: '別のアドレスで登録し直したいです。', why: 'it is about another address' },
    { text: 'unsubscribe jiro@shop.example', why: 'the address of somebody else' },
    { text: 'Please unsubscribe my father.', why: 'for somebody else' },
    { text: 'Не отписывайте меня от рассылки', why: 'the opposite, in Russian' },
    { subject: 'Отписаться', text: 'но только от вечерней', why: 'a condition, in Russian' },
    { text: 'Как отписаться от рассылки?', why: 'a question, in Russian' },
    { subject: 'Odhlásit', text: 'ale jen z denního', why: 'a condition, in Czech' },
    { text: 'Отпишите мою маму от рассылки', why: 'for somebody else, in Russian' },
    { text: 'Peruuta tilaus numero 1234', why: 'an order, in Finnish' },
    { subject: 'Leiratkozás', text: 'csak a napi levélről', why: 'a condition, in Hungarian' },
    { text: 'Ta bort mig från bilden på sidan två', why: 'a picture, in Swedish' },
    { text: 'Please unsubscribe me, but keep the daily one.', why: 'a condition' },
    { text: '配信停止しないでください。', why: 'the opposite' },
    { text: '間違えて停止したので解除してください', why: 'the opposite, by the same word' },
    { text: '母が読まなくなったので停止してください', why: 'for somebody else, in Japanese' },
    { text: '商品が届かないのでキャンセルしてください', why: 'an order is to be cancelled' },
    { text: '不要になったのでキャンセルします', why: 'an order is not needed, and no letter is named' },
    { text: '都合が悪くなったため、キャンセルさせてください', why: 'they can not come to an event' },
    { text: '台風のため中止します', why: 'an event does not take place' },
    { text: 'アカウントがロックされたため解除をお願いします', why: 'an account is to be opened again' },
    { text: '写真が古いので削除してください', why: 'the reason says what is to be deleted' },
    { text: '添付が大きいので送らないでください', why: 'the reason says what is not to be sent' },
    { text: '来週は旅行なので送信しないでください', why: 'only for a week' },
    { text: 'メールが二通届くので停止してください', why: 'one of two is to stop' },
    { text: '解決したので不要です', why: 'an answer is not needed' },
    { text: '電話が多いのでやめてください', why: 'telephone calls are to stop' },
    { text: '鈴木が退職したため、配信停止をお願いします', why: 'for somebody else, by name' },
    { text: '息子のアドレスなので削除してください', why: 'for somebody else, who has the address' },
    { subject: '配信を終了します', text: '長い間ありがとうございました。', why: 'their own letter ends' },
    { text: '広告はもういらないです', why: 'something else is not wanted' },
    { text: '写真を削除してください', why: 'something else is to be deleted' },
    { text: 'このコーナーを終了してください', why: 'something else is to end' },
    { text: 'なぜ配信停止になったのですか。', why: 'a question in Japanese' },
    { text: 'I would never unsubscribe from this.', why: 'the opposite, in English' },
    { text: 'Can you tell me how to unsubscribe?', why: 'a question about it' },
    { text: 'You should remove the second picture.', why: 'something else is to be removed' },
    { text: 'Avmelding\nKurs: Keramikk 12. mars\nKari', why: 'a course in Norwegian, below the word' },
    { text: 'Afmeld mig\nKursus: Keramik for begyndere\nMette Hansen', why: 'a course in Danish' },
    { subject: 'Avmelding', text: 'Kurs: Keramikk 12. mars\nKari', why: 'the same with the word as subject' },
    { subject: 'Avanmälan', text: 'Kursen Keramik', why: 'a course in Swedish' },
    { subject: 'Abmeldung', text: 'Ich kann leider nicht zum Kurs kommen.', why: 'a course in German' },
    { text: 'Abmeldung\nTöpferkurs am Samstag\nAnna', why: 'a course within a longer word' },
    { text: 'Afmelding\nCursus keramiek', why: 'a course in Dutch' },
    { text: 'Désinscription\nAtelier poterie du samedi', why: 'a workshop in French' },
    { text: 'Baja del curso de cerámica', why: 'a course in Spanish, in the request' },
    { subject: 'Baja', text: 'No puedo ir al curso', why: 'the same in another sentence' },
    { subject: 'Leiratkozás', text: 'A szombati tanfolyamról szeretnék leiratkozni.', why: 'in Hungarian' },
    { text: 'Odhlášení\nKurz keramiky v sobotu', why: 'in Czech' },
    { text: 'Proszę wypisać mnie\nKurs ceramiki', why: 'in Polish' },
    { subject: '退会', text: '陶芸教室を退会します。', why: 'a class in Japanese' },
    { text: 'キャンセルします。\n土曜の講座です。', why: 'a lecture in Japanese' },
  ])('does not ask to leave: $why', async (row) => {
    expect(await asked(row)).toBeUndefined();
  });
});

describe('who asks to join', () => {
  it.for<Row>([
    { subject: 'I would like to subscribe to the weekly letter', why: 'in a sentence' },
    { subject: '購読申し込み', text: 'よろしくお願いいたします。', why: 'in Japanese, politely' },
    { subject: 'Newsletter abonnieren', why: 'in German' },
  ])('asks to join: $why', async (row) => {
    expect(await asked(row)).toBe('subscribe');
  });

  it('does not ask to join where the subject is the beginning of a question', async () => {
    expect(await asked({ subject: '登録', text: '登録した覚えがありません。', why: '' })).toBeUndefined();
  });
});

describe('a mail that has only HTML', () => {
  const html = (body: string) =>
    `From: taro@shop.example\nSubject: Re: the week\nContent-Type: text/html; charset=utf-8\n\n${body}\n`;
  it('asks what its writer wrote, above the quoted mail', async () => {
    const mail = html(
      '<style>p { color: red }</style><p>Remove me, please</p><blockquote><p>Good morning</p></blockquote>',
    );
    expect(requestIn(await takeApart(Buffer.from(mail)))).toBe('unsubscribe');
  });
  it('asks nothing where only the quoted mail has such words', async () => {
    const mail = html('<p>Fine!</p><blockquote>the week<blockquote>x</blockquote>Unsubscribe</blockquote>');
    expect(requestIn(await takeApart(Buffer.from(mail)))).toBeUndefined();
  });
});
