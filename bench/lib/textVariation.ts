// Variations of real documents, to measure on more text than there is: names of persons, numbers and the order of paragraphs change,
// script, wording and line breaks stay. Names and numbers are found here by a few patterns and not by Meipi's recognisers, so that
// the same documents come out whatever those find.
import { scriptOf } from '../../server/src/text/script';
import { below, oneOf, random, shuffle } from './random';

/** A document as it is varied: what is written as it is, and what is chosen anew each time. */
export interface Original {
  readonly name: string;
  /** UTF-16 units. */
  readonly length: number;
  readonly script: 'hans' | 'hant';
  /** Paragraphs that stay first: title, by-line, opening. */
  readonly head: readonly Paragraph[];
  readonly rest: readonly Paragraph[];
}

type Paragraph = readonly Piece[];
/** Text, or a slot: the person named `name` in the original, or a number written like `like`. */
type Piece = string | { readonly name: string } | { readonly like: string; readonly as: NumberPattern };

/** Surnames and characters of given names, the same person at the same place in both scripts. */
const SURNAMES = {
  hans: '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常崔汤',
  hant: '王李張劉陳楊黃趙周吳徐孫馬朱胡郭何林高羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董潘袁蔡蔣余杜葉程魏蘇呂丁任盧姚沈鍾姜崔譚陸范汪廖石金韋賈夏付方鄒熊白孟秦邱侯江尹薛閻段雷龍黎史陶賀毛郝顧龔邵萬覃武錢戴嚴莫孔向常崔湯',
};
const GIVEN = {
  hans: '伟明华国志建文军永春海燕晓红丽平辉宏斌波宁宇杰鹏飞涛浩然子轩梓涵雨欣怡思远嘉琪立新庆东成林德光振兴少云雪梅兰英秀玉芳清颖慧敏静洁琳佳俊毅刚勇强亮星哲瑞祥安康乐一鸣天佑正松柏泉岚',
  hant: '偉明華國志建文軍永春海燕曉紅麗平輝宏斌波寧宇傑鵬飛濤浩然子軒梓涵雨欣怡思遠嘉琪立新慶東成林德光振興少雲雪梅蘭英秀玉芳清穎慧敏靜潔琳佳俊毅剛勇強亮星哲瑞祥安康樂一鳴天佑正松柏泉嵐',
};

/** Persons whom everyone names: of the names of a document every third is one of so many. */
const WELL_KNOWN = 200;
/** Most paragraphs that keep their order when the paragraphs of a document are put into another. */
const LONGEST_STRETCH = 6;
const HEAD_PARAGRAPHS = 5;

/** Finds in a document what is varied. */
export function originalOf(name: string, text: string): Original {
  const script = scriptOf(text) === 'hant' ? 'hant' : 'hans';
  const slot = slotPattern(namesIn(text));
  const paragraphs = paragraphsOf(text).map((paragraph) => piecesOf(paragraph, slot));
  const head = Math.min(HEAD_PARAGRAPHS, paragraphs.length >> 1);
  return { name, length: text.length, script, head: paragraphs.slice(0, head), rest: paragraphs.slice(head) };
}

/**
 * A variation of a document, paragraph by paragraph, line breaks included; the same for the same seed.
 */
export function* varied(original: Original, seed: number): Generator<string> {
  const next = random(seed);
  const names = new Map<string, string>();
  const nameFor = (name: string): string => {
    let chosen = names.get(name);
    if (chosen === undefined) names.set(name, (chosen = newName(original.script, name.length, next)));
    return chosen;
  };
  const write = (paragraph: Paragraph): string =>
    paragraph.map((piece) => (typeof piece === 'string' ? piece : 'name' in piece ? nameFor(piece.name) : NUMBERS[piece.as].write(piece.like, next))).join('');
  for (const paragraph of original.head) yield write(paragraph);
  const stretches: Paragraph[][] = [];
  for (let at = 0; at < original.rest.length;) {
    const length = 1 + below(next, LONGEST_STRETCH);
    stretches.push(original.rest.slice(at, at + length));
    at += length;
  }
  for (const stretch of shuffle(next, stretches)) for (const paragraph of stretch) yield write(paragraph);
}

/** Parts of a text that together are the text. A paragraph ends with a line that ends a sentence or is short, as headings are; blank lines belong to what is before them. */
function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let paragraph = '';
  let ended = false;
  for (const [line = ''] of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const blank = line.trim() === '';
    if (ended && !blank) {
      paragraphs.push(paragraph);
      paragraph = '';
      ended = false;
    }
    paragraph += line;
    if (!blank) ended = line.trim().length <= 30 || /[。！？!?…；;：:”」』）)]\s*$/.test(line);
  }
  if (paragraph !== '') paragraphs.push(paragraph);
  return paragraphs;
}

const SPEECH = '说|說|表示|指出|认为|認為|介绍|介紹|坦言|解释|解釋|告诉|告訴|强调|強調';
const ROLE = '记者|記者|主讲人|主講人|作者|主编|主編|编辑|編輯|采访|採訪|院长|院長|所长|所長|局长|局長|部长|部長|市长|市長|秘书长|秘書長|理事长|理事長|董事长|董事長|主任|主席|教授|博士|院士|学家|學家|研究员|研究員|总裁|總裁|总经理|總經理|工程师|工程師';

/** Full names of persons that stand where names stand: after a role, before a verb of saying, as the label of a speaker. */
function namesIn(text: string): string[] {
  const name = `([${SURNAMES.hans}${SURNAMES.hant}][\\u4e00-\\u9fff𠀀-𪛟]{1,2}?)`;
  const patterns = [`(?:${ROLE})[:：|｜ \\u3000]*${name}(?=${SPEECH}|[，,。:：)）、\\s])`, `^${name}(?=[:：])`, `(?<=[，,。、\\n”」])${name}(?=${SPEECH})`];
  return [...new Set(patterns.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'gmu'))].map((match) => match[1] as string)))];
}

interface NumberSlot {
  readonly pattern: string;
  /** A number of the same shape. */
  readonly write: (like: string, next: () => number) => string;
}

type NumberPattern = keyof typeof NUMBERS;

/** What is a number, the more particular before the more general. Codes with Latin letters stay as they are. */
const NUMBERS = {
  year: { pattern: String.raw`(?<!\d)(?:19|20)\d\d(?=年|[-./]\d)`, write: (_, next) => String(1996 + below(next, 32)) },
  month: { pattern: String.raw`(?<!\d)\d{1,2}(?=月)`, write: (like, next) => String(1 + below(next, 12)).padStart(like.startsWith('0') ? 2 : 1, '0') },
  day: { pattern: String.raw`(?<!\d)\d{1,2}(?=[日号號])`, write: (like, next) => String(1 + below(next, 28)).padStart(like.startsWith('0') ? 2 : 1, '0') },
  clock: { pattern: String.raw`(?<!\d)\d{1,2}[:：][0-5]\d(?!\d)`, write: (like, next) => `${below(next, 24)}${like.includes('：') ? '：' : ':'}${String(below(next, 60)).padStart(2, '0')}` },
  digits: { pattern: String.raw`(?<![\dA-Za-z\-/])\d+(?![\dA-Za-z\-/])`, write: (like, next) => like.replace(/\d/g, (digit, at: number) => (at > 0 ? String(below(next, 10)) : digit === '0' ? '0' : String(1 + below(next, 9)))) },
  han: { pattern: '[二三四五六七八九](?=[十百千万萬亿億成倍])', write: (_, next) => oneOf(next, '二三四五六七八九') },
} satisfies Record<string, NumberSlot>;

function slotPattern(names: readonly string[]): RegExp {
  // The longest name first, and a pattern that never matches where there is none.
  const name = names.length > 0 ? [...names].sort((a, b) => b.length - a.length).join('|') : '(?!)';
  return new RegExp([`(?<name>${name})`, ...Object.entries(NUMBERS).map(([as, { pattern }]) => `(?<${as}>${pattern})`)].join('|'), 'gu');
}

function piecesOf(text: string, slot: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(slot)) {
    const [as] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) as [string, string];
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(as === 'name' ? { name: match[0] } : { like: match[0], as: as as NumberPattern });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** A name of as many characters as another; every third is one of the well-known ones, and of those the first more often than the last. */
function newName(script: 'hans' | 'hant', length: number, next: () => number): string {
  const chosen = below(next, 3) === 0 ? random(Math.floor(WELL_KNOWN ** next())) : next;
  const surname = oneOf(chosen, SURNAMES[script]);
  return surname + Array.from({ length: length - 1 }, () => oneOf(chosen, GIVEN[script])).join('');
}
