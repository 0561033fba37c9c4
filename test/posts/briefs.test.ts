/**
 * Names with a colon, in brackets or as headings: 「文体：」, 「# 構成」. Orders to a machine are written so, and plans, jobs,
 * surveys and descriptions of machines are too. An order also says how the text must be: how long, what it must not do.
 */
import { describe, expect, it } from 'vitest';
import { held } from './held.ts';

const AROUND = '港の近くに新しい工場ができた。\n\n従業員は二百人で、来年の春に動き出す。';
const within = (text: string) => ({ body: `${AROUND}\n\n${text}\n\n${AROUND}` });

describe('names of what a text must be', () => {
  it.for<readonly [why: string, text: string]>([
    [
      'in brackets',
      '【読者像】30代の会社員\n【文体】です・ます調\n【文字数】2000字程度\n【構成】導入、本論、まとめ',
    ],
    ['as headings', '# 読者像\n初心者\n# 文体\nです・ます調で統一\n# 文字数\n1,500字以内'],
    [
      'what not to say, and how long',
      '媒体：オウンドメディア\n切り口：失敗談から入る\n文字数：2500字前後\n禁句：「いかがでしたか」',
    ],
    [
      'in English',
      'Tone: neutral\nAudience: retail investors\nWord count: 900 words\nMust include: three charts',
    ],
    [
      'with a task',
      'Role: financial columnist\nTask: write 800 words about rates\nTone: wry\nConstraints: no lists',
    ],
    [
      'how it must come out',
      '役割：プロの編集者\n出力形式：Markdown\n制約条件：前置きは書かない\n文字数：800字',
    ],
    [
      'in a list',
      '・想定読者：投資初心者\n・トーン：親しみやすく\n・分量：1200字以内\n・NGワード：絶対、必ず',
    ],
    [
      'how many headings',
      '【キーワード】潮力発電 費用\n【読者像】自治体の担当者\n【トーン】客観的に\n【見出し構成】H2を4つ',
    ],
    [
      'what not to do',
      '【禁止事項】断定しないこと\n【文体】敬体\n【一人称】筆者\n【感情の流れ】不安から安心へ',
    ],
    [
      'how it speaks',
      'ターゲット読者：20代\n口調：友人に話すように\n仕上がり：5分で読める長さ\n禁句：難しい専門用語は使わない',
    ],
    ['in bold', '**トーン**：前向き\n**読者像**：40代\n**文字数**：1800字程度\n**構成**：PREP法'],
    [
      'a form that is passed around',
      '#命令書:\nあなたは編集者です。\n\n#制約条件:\n・800字\n\n#入力文:\n潮力',
    ],
    [
      'a part of that form',
      '#制約条件:\n・文字数は300文字程度。\n・小学生にもわかりやすく。\n\n#入力文:\n潮力\n\n#出力文:',
    ],
    [
      'a role and a form, in English',
      'Role: You are a columnist.\nAudience: investors\nOutput format: Markdown only',
    ],
  ])('are an order to a machine: %s', ([, text]) => {
    expect(held(within(text))).toEqual(['post-prompt']);
  });

  it.for<readonly [why: string, text: string]>([
    [
      'a job',
      '# 編集者募集\n\n【役割】編集部の運営と記者の取りまとめ\n【媒体】月刊「港湾」\n【キーワード】海運、物流\n【文体】を整える仕事が好きな方',
    ],
    [
      'a job, with marks',
      '私たちと働く人を探しています。\n\n■役割：ウェブ編集\n■媒体：自社サイト\n■構成：編集長1名、記者4名\n\n勤務は週3日からです。',
    ],
    [
      'a cast',
      '劇団の配役が決まった。\n\n【役割】主人公の兄\n【人格】気が短い\n【口調】ぶっきらぼう\n【一人称】俺',
    ],
    [
      'what a poster is for',
      'デザイナーに渡したメモを公開する。\n\n【伝えたいこと】海がきれいになった\n【媒体】駅のポスター\n【仕上がり】B1、4色\n【トーン】青と白',
    ],
    [
      'a survey',
      '読者アンケートの結果。\n\n読者像：40代の会社員が最も多い\n媒体：スマートフォンが8割\nキーワード：「円安」「金利」\n分量：ちょうどよいが6割',
    ],
    [
      'a plan of a talk',
      '勉強会で話すことの案。\n\n対象読者ではなく聴衆を考える。\n\n【構成】背景、事例、質疑\n【伝えたいこと】小さく始める\n【分量】スライド20枚',
    ],
    [
      'a book that was made',
      '同人誌を作った記録。\n\n・媒体：紙\n・文字数：約12万字\n・構成：全8章\n・切り口：旅と鉄道',
    ],
    [
      'a novel',
      '小説の設定を公開します。\n\n【一人称】僕\n【文体】だ・である\n【文字数】8万字\n【切り口】祖父の視点',
    ],
    [
      'a review of a book',
      '本の紹介\n\n読者像：料理の初心者\n構成：全5章、レシピ40品\n文体：やわらかい\n分量：240ページ',
    ],
    ['the form of a song', '新曲の構成\n\n構成：A-B-A\n口調：語りかけるように\n仕上がり：アナログ録音'],
    ['a figure in a game', '## 登場人物\n\n一人称：わたし\n口調：ていねい\n人格：内気\nキーワード：海、時計'],
    [
      'the words of a brand',
      'ブランドの話\n\nトーン：明るい\n文体：ですます\n禁句：「業界初」\n\n以上が当社の表記の約束です。',
    ],
    ['a radio show', '番組の案\n\nターゲット：30代\nトーン：ゆるく\n構成：3コーナー\n口調：友だちのように'],
    [
      'an evening of talks',
      'LT大会のお知らせ\n\nターゲット：初学者\n分量：5分以内\n構成：自由\n注意：宣伝は禁止',
    ],
    ['an exhibition', 'テーマ：港の朝\n切り口：光\n媒体：展示\n仕上がり：銀塩プリント'],
    [
      'machines and what they must do',
      '## 前提条件\n\nUbuntu 24.04\n\n## 構成\n\nWeb 2台、DB 1台\n\n## 制約条件\n\n停止は5分以内\n\n## 手順\n\n設定ファイルを書く。',
    ],
    [
      'a network',
      '# 構成\n\nルーター2台\n\n# 前提条件\n\nVLANを使う\n\n# 禁止事項\n\n直結しないこと。\n\n# 役割\n\n1号機が主系',
    ],
    [
      'a sum with constraints',
      '## 目的\n\n費用を最小にする。\n\n## 制約条件\n\n在庫は負にしない。\n\n## 前提条件\n\n需要は既知とする。\n\n## 注意\n\n整数解を使うこと。',
    ],
    [
      'what a site runs on',
      '前提条件：サーバー1台\n制約条件：予算10万円\n構成：nginx + PostgreSQL\n\nこの条件で組んだ。',
    ],
    [
      'the output of a program',
      '出力形式：CSV\n前提条件：UTF-8\n制約条件：1行1,000字以内\n\nこの仕様で作ったツールを公開した。',
    ],
    [
      'a task for programmers',
      '# 問題\n\n整数Nが与えられる。\n\n# 制約条件\n\n1 ≤ N ≤ 100\n\n# 入力\n\nN\n\n# 出力\n\n答えを1行で出力せよ。\n\n# 解説\n\n全探索する。',
    ],
    [
      'a task with letters',
      '## 制約条件\n\n- 文字列の長さは100文字以内\n\n## 入力\n\n標準入力から与えられる。\n\n## 出力\n\nYesかNoを出力すること。',
    ],
    [
      'a translation by a machine, shown',
      '# 入力文\n\n猫が好きだ。\n\n# 出力文\n\nI like cats.\n\n翻訳の質はこの程度だった。',
    ],
    [
      'instructions of a processor',
      '## 命令\n\nMOVは値を移す。\n\n## 出力\n\n画面に1文字を出力する。\n\n## 役割\n\nレジスタの役割は次のとおり。',
    ],
    [
      'what to do in a power cut',
      '# 目的\n\n停電に備える。\n\n# 役割\n\n班長が連絡する。\n\n# 注意\n\n同じ連絡を繰り返さないこと。\n\n# 手順\n\n1. 放送する。',
    ],
    [
      'a lesson',
      '# 目的\n\n水の循環を学ぶ\n\n# 構成\n\n3時間\n\n# 評価基準\n\n図で説明できること\n\n# 注意\n\n実験では眼鏡をかけること',
    ],
    [
      'the limits of an API',
      '投稿の仕様\n\n文字数：280字以内\n出力形式：JSON\n入力：テキスト\n\nAPIの話は次回。',
    ],
    ['how a book was translated', '翻訳の記録\n\n文体：常体\n分量：1日3,000字\n\n一人称は「私」で統一した。'],
    [
      'a person who was interviewed',
      'Persona: Mia, 34\nRole: nurse\nContext: night shifts\nAudience: families\n\nWe interviewed twelve people like her.',
    ],
    [
      'a new colleague',
      'Role: Senior editor\nStyle: hands-on\nTask: run the desk of five\n\nWe are glad to welcome Anna.',
    ],
    [
      'how a paper writes',
      'How we write\n\nTone: friendly\nAudience: engineers\nStyle: short sentences\n\nWe keep posts under 900 words.',
    ],
    [
      'a beer',
      'Style: saison\nAudience: homebrewers\nKeyword: yeast\n\nUse 5 kg of pilsner malt. Keep it cool.',
    ],
    ['a figure in a play', 'Role: the thief\nPersona: shy, kind\nTone: dry humour\nContext: Lisbon, 1920'],
    [
      'machines, in English',
      'Role: gateway\nContext: two data centres\nTask: forward packets\nConstraints: keep latency under 5 ms',
    ],
    [
      'an old device',
      'Constraints: 2 MB of memory\nTask: decode video\nContext: set-top boxes of 1998\n\nHere is how they did it.',
    ],
  ])('are none where people plan or describe: %s', ([, text]) => {
    expect(held(within(text))).toEqual([]);
  });

  it.for<readonly [title: string]>([
    ['当サイトの表記ルール'],
    ['執筆の手引き'],
    ['編集部のスタイルガイドを公開します'],
    ['読まれる文章の書き方'],
    ['Our style guide'],
    ['How we write'],
  ])('stand in a style guide: %s', ([title]) => {
    const body =
      '# 文体\n\nです・ます調で統一する。\n\n# 文字数\n\n1,500字以内。\n\n# 読者像\n\n初心者\n\n# 構成\n\n結論は先に書くこと。';
    expect(held({ title, body })).toEqual([]);
    for (const other of ['港の工場', '保険のアンダーライティング'])
      expect(held({ title: other, body })).toEqual(['post-prompt']);
  });
});
