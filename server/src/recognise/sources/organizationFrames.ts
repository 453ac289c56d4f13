import data from '../../../data/sources/organizations.json';
import cues from '../../../data/sources/cues.json';
import { isHan, unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { isLimit, pattern, withoutTrail } from './clauseParts';
import { isMedium, knownMediumBefore } from './organizationNames';
import { rememberLast } from './rememberLast';
import { placeKind, placesOf } from './scan';
import { WordOpenings } from './wordOpenings';
import { WordSet } from './wordSet';

/**
 * The places where a text may cite a body as the origin of a statement, a figure or a publication: what makes a mention one is its
 * frame, and no frame depends on which names are known. Offsets count in folded text.
 */
export interface Frame extends Span {
  /**
   * The span is, for `according` (据X数据), `say` (X表示), `publish` (X发布《…》) and `reporter` (X记者), the word that tells; for `list`
   * (从X获悉) the stretch at whose end names stand; for `dateline` what stands before a date (X12月3日讯); for `medium` a name.
   */
  readonly kind: 'according' | 'say' | 'publish' | 'reporter' | 'list' | 'dateline' | 'medium';
}

const documentNouns = new WordSet(data.documentNouns);
const spokespersons = new WordSet(data.spokespersons);
const notCue = new WordSet(cues.notCue);
const notCueBefore = new WordSet(cues.notCueBefore);

// #region Words that tell

const ACCORDING_WORDS = ['据', '按照', '援引', '引用', '来自', '引述', '转引', '参照', '综合'];
const according = new WordSet(ACCORDING_WORDS);
/** Verbs of saying with a body as their subject. */
const SAY_WORDS = [
  '显示', '表明', '指出', '表示', '认为', '强调', '透露', '介绍', '预计', '预测', '预估', '预期', '预警', '预报', '宣布', '宣称', '声称', '坚称', '称', '说', '要求', '提出', '估计', '估算',
  '测算', '回应', '警告', '警示', '呼吁', '发文', '撰文', '刊文', '报道', '报导', '判断', '建议', '披露', '通报', '证实', '确认', '否认', '承认', '提醒', '重申', '声明', '写道', '评论', '坦言', '解释',
  '补充', '指', '提到', '提及', '澄清', '质疑', '统计', '核算', '预料', '直言', '驳斥', '指责', '期许', '主张', '辩称', '预言', '反驳', '批评', '谴责', '敦促', '抗议', '推算', '评估', '发现', '提示', '告诉', '告知', '解读', '发声', '发帖', '推文', '援引', '明确',
];
const say = new WordSet(SAY_WORDS);
const PUBLISH_WORDS = ['联合发布', '联合印发', '发布', '公布', '印发', '释出', '出台', '颁布', '发表', '下发', '刊发', '刊登', '出具', '编制', '编写', '编纂', '撰写', '制定', '推出', '上修', '下修', '公告', '出版', '修订'];
const publish = new WordSet(PUBLISH_WORDS);
/** 出版社, 出版物. */
const PUBLISHING = fold('出版');
const NO_VERB = pattern('^出版(?:社|物|界|业|商|局|集团|总署)');
const LEARNED = pattern('(?:从|由|向)([^，,。；;：:！!？?“”《》\\r\\n]{2,30}?)(?:处|方面|官网|网站)?(?:获悉|得知|了解到|获得的|证实|传来|传出|获取的)', 'y');
const PUBLISHED_BY = pattern('(?:由)([^，,。；;：:！!？?“”《》\\r\\n]{3,40}?)(?:联合|共同|日前|近日|正式)?(?:发布|编制|编写|撰写|出具|出版|印发|制定|公布|发起)', 'y');
const IN_THE_EYES = pattern('在([^，,。；;：:！!？?“”《》\\r\\n]{2,30})看来', 'y');
const TOLD = pattern('(?:接受|告诉|对|向)([^，,。；;：:！!？?“”《》\\r\\n]{2,16}?)(?:的|独家|书面|电话|视频|等媒体)*(?:采访|专访|记者|表示|说|透露|介绍|称|[，,])', 'y');
const PICTURE = pattern(String.raw`\(([\p{Script=Han}A-Za-z]{2,10}?)(?:发|供图|供稿|图|图片)(?:[,，\s][^()]{0,14}|[^()]{0,8}摄)?\)`, 'yu');
const REPORTER_WORDS = ['记者', '特派', '特约', '首席', '见习', '评论', '通讯', '驻'];
const opensReporter = new WordSet(REPORTER_WORDS);
const REPORTER = pattern('(?:特派记者|特约记者|特约撰稿人|特约评论员|首席记者|见习记者|驻.{1,6}记者|评论员|记者|通讯员)(?!会|站|团|协会|节|证|问|席|招待)', 'y');

/** What may begin at a character, as bits. */
const ACCORDING = 1;
const SAYS = 2;
const PUBLISHES = 4;
const LEARNS = 8;
const SEEN = 16;
const REPORTS = 32;
const TELLS_MEDIUM = 64;
const SHOWS_PICTURE = 128;
const OPENS_FRAME = placeKind([...ACCORDING_WORDS, ...SAY_WORDS, ...PUBLISH_WORDS, ...REPORTER_WORDS, '从', '由', '向', '在', '接受', '告诉', '对', '('].map(fold));
const openings = new WordOpenings()
  .add(ACCORDING, ACCORDING_WORDS)
  .add(SAYS, SAY_WORDS)
  .add(PUBLISHES, PUBLISH_WORDS)
  .add(LEARNS, ['从', '由', '向'])
  .add(SEEN, ['在'])
  .add(REPORTS, REPORTER_WORDS)
  .add(TELLS_MEDIUM, ['接受', '告诉', '对', '向'])
  .add(SHOWS_PICTURE, ['(']);

/** With what the words after a name begin, as each pattern has them, and what ends all of them: a pattern is tried only where its clause goes on so. */
const TO_LEARN = CodeUnitSet.of(fold('获得了证传'));
const TO_PUBLISH = CodeUnitSet.of(fold('发编撰出印制公'));
const TO_SEE = CodeUnitSet.of(fold('看'));
const ENDS_PATTERN = CodeUnitSet.of('，,。；;：:！!？?“”《》\r\n');
const BY = fold('由');

/** Whether the stretch from an offset on holds one of some characters before it ends, within so many. */
function goesOn(text: string, from: number, most: number, firsts: CodeUnitSet): boolean {
  const end = Math.min(text.length, from + most);
  for (let i = from; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (firsts.has(unit)) return true;
    if (ENDS_PATTERN.has(unit)) return false;
  }
  return false;
}

// #endregion

/** Finds the frames of a text in one pass, in no particular order. */
export const findFrames = rememberLast((text: string): readonly Frame[] => {
  const frames: Frame[] = [];
  const add = (kind: Frame['kind'], start: number, end: number): void => void frames.push({ kind, start, end });
  /** Where each pattern may match again: no match begins inside the one before. */
  const next = { according: 0, say: 0, publish: 0, learned: 0, by: 0, seen: 0, reporter: 0, told: 0, picture: 0 };
  for (const at of placesOf(text, OPENS_FRAME)) {
    const ways = openings.kindsAt(text.charCodeAt(at), unitAt(text, at + 1));
    if (ways === 0) continue;
    if ((ways & ACCORDING) !== 0 && at >= next.according) {
      const length = according.lengthAt(text, at);
      next.according = at + length;
      if (length > 0 && !isPartOfAnotherWord(text, at)) add('according', at, at + length);
    }
    if ((ways & SAYS) !== 0 && at >= next.say) {
      const length = say.lengthAt(text, at);
      next.say = at + length;
      if (length > 0 && saysSomething(text, at, length)) add('say', at, at + length);
    }
    if ((ways & PUBLISHES) !== 0 && at >= next.publish) {
      const length = publish.lengthAt(text, at);
      const isVerb = length > 0 && !(text.startsWith(PUBLISHING, at) && NO_VERB.test(text.slice(at, at + 4)));
      if (isVerb) next.publish = at + length;
      if (isVerb && publishesSomething(text, at + length) && !isNounNow(text, at)) add('publish', at, at + length);
    }
    if ((ways & LEARNS) !== 0 && at >= next.learned && goesOn(text, at + 3, 32, TO_LEARN)) {
      const match = matchAt(LEARNED, text, at);
      if (match) {
        next.learned = at + match[0].length;
        add('list', at + 1, withoutTrail(text, at + 1, at + 1 + (match[1] as string).length));
      }
    }
    if ((ways & LEARNS) !== 0 && at >= next.by && text[at] === BY && goesOn(text, at + 4, 40, TO_PUBLISH)) {
      const match = matchAt(PUBLISHED_BY, text, at);
      if (match) {
        next.by = at + match[0].length;
        if (publishesSomething(text, next.by) || AFTER_A_DOCUMENT.test(text.slice(Math.max(0, at - 60), at))) add('list', at + 1, withoutTrail(text, at + 1, at + 1 + (match[1] as string).length));
      }
    }
    if ((ways & SEEN) !== 0 && at >= next.seen && goesOn(text, at + 3, 30, TO_SEE)) {
      const match = matchAt(IN_THE_EYES, text, at);
      if (match) {
        const name = match[1] as string;
        next.seen = at + match[0].length;
        add('list', at + 1, at + 1 + name.length - spokespersons.lengthBefore(name, name.length));
      }
    }
    if ((ways & REPORTS) !== 0 && at >= next.reporter && opensReporter.lengthAt(text, at) > 0) {
      const match = matchAt(REPORTER, text, at);
      if (match) {
        next.reporter = at + match[0].length;
        add('reporter', at, next.reporter);
      }
    }
    if ((ways & TELLS_MEDIUM) !== 0 && at >= next.told) {
      const match = matchAt(TOLD, text, at);
      if (match) {
        next.told = at + match[0].length;
        const name = match[1] as string;
        const start = at + match[0].indexOf(name);
        if (isMedium(name)) add('medium', start, start + name.length);
      }
    }
    if ((ways & SHOWS_PICTURE) !== 0 && at >= next.picture) {
      const match = matchAt(PICTURE, text, at);
      if (match) {
        next.picture = at + match[0].length;
        const name = match[1] as string;
        if (isMedium(name)) add('medium', at + 1, at + 1 + name.length);
      }
    }
  }
  for (const { start, end } of findDatelines(text)) add('dateline', start, end);
  for (const { start, end } of findOpeners(text)) add('medium', start, end);
  return frames;
});

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

// #region What speaks against a frame

/** The 据 of 数据, 占据, 证据. */
function isPartOfAnotherWord(text: string, at: number): boolean {
  // 国民经济综合统计司: what is gathered opens its clause.
  if (text.startsWith(GATHERED, at)) return isHan(text.charCodeAt(at - 1));
  return text[at] === CITING && PART_OF_ANOTHER_WORD.has(unitAt(text, at - 1)) && text[at - 1] !== ACCORDING_TO;
}

const CITING = fold('据');
const ACCORDING_TO = fold('依');
const GATHERED = fold('综合');
const PART_OF_ANOTHER_WORD = CodeUnitSet.of(fold('占证依数凭票收论单字拒'));
const AFTER_A_DOCUMENT = pattern('(?:报告|《[^》]*》|数据|指数|榜单|名单|白皮书|该书)[^，,。]{0,6}$');

/** Whether a word of saying has a statement after it and is no part of another word. */
function saysSomething(text: string, at: number, length: number): boolean {
  return notCue.lengthAt(text, at) === 0 && notCueBefore.lengthBefore(text, at + length) === 0 && !isNounNow(text, at) && opensStatement(text, at, text.slice(at, at + length));
}

/** 进行通报, 作出回应: the verb is a noun there. */
function isNounNow(text: string, at: number): boolean {
  return nounNow.lengthBefore(text, at) > 0;
}

const nounNow = new WordSet(['进行', '予以', '开展', '加以', '作出', '做出', '给予', '提供', '发出', '引起', '受到', '得到', '遭到', '的']);

/** Whether a verb of saying is followed by what is said: not by a bare attribute (表示的, 要求的) or by nothing of the kind. */
function opensStatement(text: string, verbAt: number, verb: string): boolean {
  const end = verbAt + verb.length;
  if (NO_STATEMENT.has(text.charCodeAt(end)) || nothingSaid.lengthAt(text, verbAt) > 0) return false;
  if (verbOrNoun.has(verb)) return !AFTER_A_NOUN.test(text.slice(end, end + 4));
  if (tells.has(verb)) return TOLD_TO.test(text.slice(end, end + 16));
  if (counts.has(verb)) return MARK.has(text.charCodeAt(end));
  if (oftenANoun.has(verb)) return !ENDS_A_NOUN.test(text.slice(end, end + 4));
  return true;
}

const NO_STATEMENT = CodeUnitSet.of(fold('的地得之'));
/** 显示器 and 表示感谢 state nothing. */
const nothingSaid = new WordSet(['显示出', '显示了', '显示屏', '显示器', '显示技术', '表示哀悼', '表示祝贺', '表示慰问', '表示感谢', '表示敬意', '表示谢意', '表示歉意', '表示欢送']);
const verbOrNoun = new WordSet(['报道', '报导', '评论', '解读', '推文', '发现', '明确', '评估', '推算', '测算', '披露']);
const AFTER_A_NOUN = pattern('^(?:[和与及、]|中心|机构|部门|方法|报告|系统)');
const tells = new WordSet(['告诉', '告知']);
const TOLD_TO = pattern('^(?:记者|《|本报|[^，,。；;：:！!？?“”\\r\\n]{1,12}[，,：:])');
const oftenANoun = new WordSet(['要求', '介绍', '声明', '预警', '预报']);
/** 某某统计,…: before anything but a mark 统计 and 核算 are nouns or have an object. */
const counts = new WordSet(['统计', '核算']);
const MARK = CodeUnitSet.of(',:');
const ENDS_A_NOUN = pattern('^(?:[。；;、]|信|会|中心|机构|部门|系统|员|组)');

/** What a verb of publishing has for its object: a work, a report, figures; or a statement that follows at once. Goods are none. */
function publishesSomething(text: string, from: number): boolean {
  const unit = unitAt(text, from);
  if (MAY_BE_NO_VERB.has(unit) && NO_VERB_OF_PUBLISHING.test(text.slice(from, from + 2))) return false;
  if (OPENS_WHAT_IS_SAID.has(unit)) return true;
  const attribute = text[from] === '的';
  let at = from;
  for (; at < text.length && at - from < 46; at++) {
    const unit = text[at] as string;
    if (unit === '《') return true;
    if (unit === '“' || unit === '”') continue;
    if (isLimit(text, at)) break;
  }
  // The noun that ends the object counts: 发布数据产品 publishes a product.
  const object = text.slice(from, at);
  if (documentNouns.lengthBefore(object, object.length) > 0) return true;
  const shows = AFTER_A_REPORT.exec(object);
  if (shows && documentNouns.lengthBefore(object, shows.index) > 0) return true;
  return attribute && documentNouns.lengthAt(object, 1) > 0;
}

/** 发布会, 出版商. */
const NO_VERB_OF_PUBLISHING = pattern('^(?:会|厅|者|商|方|平台|渠道|日|期)');
const MAY_BE_NO_VERB = CodeUnitSet.of(NO_VERB_OF_PUBLISHING.source);
const OPENS_WHAT_IS_SAID = CodeUnitSet.of(',，:：“');
const AFTER_A_REPORT = pattern('(?:显示|表明|指出|称|认为|说|预测|中|里|上)');
// #endregion

// #region Datelines

const DATELINE = pattern(String.raw`(?<![\d.一二三四五六七八九十])(?:[\d〇零一二三四五六七八九]{4}年)?(?:[\d一二三四五六七八九十]{1,2}月)?[\d一二三四五六七八九十]{1,3}日(?:\s?\d{1,2}:\d{2})?(?:\s?\([^()]{1,12}\))?\s?(?:讯|电|消息|专电|发稿|播发|综合报道|综合报导|报导)`, 'y');
const AFTER_A_DAY = pattern(String.raw`(?:\s?\d{1,2}:\d{2})?(?:\s?\([^()]{1,12}\))?\s?(?:讯|电|消息|专电|发稿|播发|综合报道|综合报导|报导)`, 'y');
const ENDS_A_DAY = pattern('[\\d一二三四五六七八九十]');
const ENDS_DATE = placeKind(fold('日'));
/** Characters of a date before 日 at most. */
const LONGEST_DATE = 11;
const BY_REPORTER = fold('记者');
const BEFORE_AN_AGENCY = pattern('^(?:又据|另据|根据|综合|据)');

/** What stands before the date of `X12月3日讯`, `X北京12月3日电`: agency and place, nobody's name. */
export function findDatelines(text: string): Span[] {
  const datelines: Span[] = [];
  let from = 0;
  for (const day of placesOf(text, ENDS_DATE)) {
    if (!ENDS_A_DAY.test(text[day - 1] ?? '') || !matchAt(AFTER_A_DAY, text, day + 1)) continue;
    for (let end = Math.max(from, day - LONGEST_DATE); end < day; end++) {
      const match = matchAt(DATELINE, text, end);
      if (!match) continue;
      from = end + match[0].length;
      let start = end;
      while (start > 0 && end - start < 20 && !/[，,。；;：:！!？?“”《》()[\]【】\r\n\s]/.test(text[start - 1] as string)) start--;
      const stretch = text.slice(start, end);
      const lead = BEFORE_AN_AGENCY.exec(stretch)?.[0].length ?? 0;
      // 某社记者某某北京12月3日电: whoever reports is no part of it.
      const reporter = stretch.indexOf(BY_REPORTER);
      const to = reporter >= 0 ? start + reporter : end;
      if (start + lead < to) datelines.push({ start: start + lead, end: to });
      break;
    }
  }
  return datelines;
}

/** 央视网消息: how a report without a date begins. */
const NEWS = fold('消息');
const OPENS_NEWS = placeKind([NEWS]);
const AFTER_NEWS = /^\s?(?:\([^()]{1,12}\))?\s?[:,]/;
/** What stands before the first word of a report. */
const BEFORE_REPORT = /[\s>)\]】]/;
const LONGEST_MEDIUM = 12;

/** The media that stand at the head of their reports without a date. */
function findOpeners(text: string): Span[] {
  const openers: Span[] = [];
  for (const at of placesOf(text, OPENS_NEWS)) {
    const end = at + NEWS.length;
    if (!AFTER_NEWS.test(text.slice(end, end + LONGEST_MEDIUM + 6))) continue;
    const length = knownMediumBefore(text, at, Math.max(0, at - LONGEST_MEDIUM));
    if (length > 0 && BEFORE_REPORT.test(text[at - length - 1] ?? '\n')) openers.push({ start: at - length, end: at });
  }
  return openers;
}

// #endregion
