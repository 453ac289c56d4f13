import { UnitClasses } from '../unitClasses';

/**
 * What lines begin with, and what stands in them or ends them, as classes of characters: the patterns for kinds of lines are tried only
 * where they may match. The reading is folded: words and patterns are written in Simplified and with half-width signs.
 */

/** Who made a text: at the head of an article or after it. */
export const MAKERS = [
  '文', '图', '口\\s*述', '采\\s*访', '撰\\s*文', '作\\s*者', '执\\s*笔', '编\\s*辑', '责任?编辑', '责\\s*编', '主\\s*编', '编\\s*译', '翻\\s*译', '译\\s*者', '校\\s*对', '摄\\s*影',
  '记\\s*者', '本报记者', '实习生', '通讯员', '供\\s*稿', '整\\s*理', '排\\s*版', '讲述人', '主讲人', '本期主讲人', '主持人?', '对谈人', '受访者', '嘉\\s*宾',
  '来\\s*源', '原文来\\s*源', '稿件来\\s*源', '资料来\\s*源', '文章来\\s*源', '数据来\\s*源', '图片来\\s*源', '原\\s*载', '转载自', '出处',
];

/** Signs before the items of a list. */
export const BULLETS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿·●■◆▲★*';

/** What contact data and the codes of a printed paper are headed by. */
export const CONTACTS = ['电话', '传真', '热线', '邮箱', '邮件', '邮编', '邮政编码', '网址', '官方网站', '地址', '定价', '国外发行代号', '印刷', '联系人'];

/** What a line begins with, as classes of its first character. */
export const MAY_NAME_MAKER = 1;
export const MAY_BE_CAPTION = 2;
export const MAY_BE_PAGE_NUMBER = 4;
export const MAY_BE_ADDRESS = 8;
export const MAY_BE_LIST_ITEM = 16;
export const MAY_BE_NUMBERED = 32;
export const MAY_BE_PRINTED = 64;
/** What stands in a line or ends it, as classes of each character. */
export const ENDS_SENTENCE = 1;
export const CLOSES = 2;
export const ENDS_SPEECH = 4;
export const OPENS_CONTACT = 8;

const DIGITS = '0123456789';
/** Of first characters. */
export const firsts = new UnitClasses()
  .add(MAY_NAME_MAKER, `[(${MAKERS.map((word) => word.charAt(0)).join('')}B本特驻记`)
  .add(MAY_BE_PRINTED, `(《${DIGITS}`)
  .add(MAY_BE_CAPTION, '图表附')
  .add(MAY_BE_PAGE_NUMBER, `-—·•P第${DIGITS}`)
  .add(MAY_BE_ADDRESS, 'hHwWiIcC扫')
  .add(MAY_BE_LIST_ITEM, `${BULLETS}-—(${DIGITS}`)
  .add(MAY_BE_NUMBERED, `第案专附一二三四五六七八九十(${DIGITS}`);
/** Of characters inside and at the end. */
export const signs = new UnitClasses()
  .add(ENDS_SENTENCE, '。;,、:…')
  .add(CLOSES, '”’")]】')
  .add(ENDS_SPEECH, '。!?…')
  .add(OPENS_CONTACT, CONTACTS.map((word) => word.charAt(0)).join(''));
