import { isHan, isWhite, unitAt } from '../../text/characters';
import { sentenceAt } from '../../text/sentences';
import { contains, type Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { WordSet } from '../sources/wordSet';
import type { DefinitionSentence, TermTag } from '../tags';

/**
 * Finds the sentences of a text that say what a concept is. Precision comes first: the concept has to be the whole
 * subject (发展新质生产力是指… defines something else), and 是 alone defines only with a genus at the end of the sentence.
 * The patterns are those of Chinese definition extraction (Xun and Li 2009 and others): X是指…, 所谓X，就是…, X，即…,
 * X（English，ABBR）是…, X是一种…的…, X的定义是…, 把X定义为…, X：…的… at the beginning of a line, X（指…）, 把…的…称为X.
 *
 * `tags` are the mentions in the folded text, in order; offsets are UTF-16 code units of that text.
 */
export function findDefinitions(text: string, tags: readonly TermTag[]): DefinitionSentence[] {
  const found: DefinitionSentence[] = [];
  const defined = new Set<string>();
  let sentence: Span | undefined;
  for (const tag of tags) {
    // Cheap first: most mentions have neither a cue after them nor one before.
    if (!mayBeDefined(text, tag)) continue;
    if (!sentence || !contains(sentence, tag.start)) sentence = sentenceAt(text, tag.start);
    if (sentence.end - sentence.start > LONGEST_SENTENCE) continue;
    const key = `${sentence.start} ${tag.id}`;
    const evidence = defined.has(key) ? undefined : evidenceOf(text, sentence, tag);
    if (evidence === undefined) continue;
    defined.add(key);
    found.push({ start: sentence.start, end: sentence.end, id: tag.id, term: { start: tag.start, end: tag.end }, evidence });
  }
  return found;
}

/** A sentence longer than this, in UTF-16 code units, is no sentence but text without punctuation. */
const LONGEST_SENTENCE = 1200;

function mayBeDefined(text: string, tag: Span): boolean {
  // Before most terms stand words that lead to no definition.
  const before = unitAt(text, tag.start - 1);
  if (isHan(before) && !LEADS_TO_TERM.has(before) && !INTRODUCTION_ENDS.has(before)) return false;
  if (mayCueFollow(text, tag.end) && MAY_DEFINE_AHEAD.test(text.slice(tag.end, tag.end + AHEAD))) return true;
  return NAMING_ENDS.has(unitAt(text, tag.start - 1)) && NAMED_BEHIND.test(text.slice(Math.max(0, tag.start - BEHIND), tag.start));
}

/** Whether {@link MAY_DEFINE_AHEAD} may match: by what stands behind a quotation mark and a comma. A bracket or colon is left to the pattern. */
function mayCueFollow(text: string, from: number): boolean {
  // Behind most terms the words go on, with none that a cue begins with.
  const next = unitAt(text, from);
  if (isHan(next) && !cueBeginnings.mayBegin(next)) return false;
  let at = skipFillers(text, from);
  const unit = unitAt(text, at);
  if (unit === COLON || unit === BRACKET) return true;
  if (unit === COMMA) at = skipFillers(text, at + 1);
  return cueBeginnings.lengthAt(text, at) > 0;
}

function skipFillers(text: string, from: number): number {
  let at = from;
  while (at < text.length && (FILLERS.has(text.charCodeAt(at)) || isWhite(text.charCodeAt(at)))) at++;
  return at;
}

const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x28;
const FILLERS = CodeUnitSet.of('"”’*');
/** With what {@link MAY_DEFINE_AHEAD} goes on after marks. */
const cueBeginnings = new WordSet([
  '其实', '简单', '一般', '通常', '主要', '具体', '就', '则', '也', '是', '指', '即', '系指', '意指', '特指', '泛指', '意为', '乃指', '的定义',
  ...['', '可', '可以', '被', '可被', '可以被'].flatMap((before) => [`${before}定义`, `${before}界定`]),
]);

/** What the words before a term that is being named end with. */
const NAMING_ENDS = CodeUnitSet.of('为之谓作做"“‘');

/** How far the cue may stand behind the term: a gloss in brackets comes between. */
const AHEAD = 100;
const BEHIND = 8;

/** A closing quotation mark, then a gloss in brackets: `”(Artificial Intelligence,AI)`. */
const GLOSS = /^["”’*]*\s*(\([^()]{1,80}\))?["”’*]*/;

const MAY_DEFINE_AHEAD =
  /^["”’*]*\s*(?:\([^()]{1,80}\))?["”’*]*\s*[,:]?["”’*]*\s*(?:其实|简单(?:来|地)?说,?)?(?:一般|通常|主要|具体|就|则|也)?(?:是|指|就是|即|系指|意指|特指|泛指|意为|乃指|(?:可以|可|一般|通常)?被?(?:定义|界定)为|的定义[是为:])|^[*]*:|^\((?:[^()]{1,12},)?(?:是指|指)/;
const NAMED_BEHIND = /(?:称为|称之为|称作|谓之|叫做|叫作)["“‘]?$/;
/** 是指导…, 是指向…: another verb, and no definition. */
const NOT_MEANS = '(?![导向望引派责定明示挥控使令出])';

/** X是指…: a definition wherever X is the subject. */
const MEANS = new RegExp(`^(?:一般|通常|主要|具体|就|则|也|其实)?(?:(?:是指|就是指|即指|系指)${NOT_MEANS}|指的是|指的就是|意指|特指|泛指|乃指|意为|(?:可以|可|一般|通常)?被?(?:定义|界定)为|的定义(?:是|为|:))`);
/** X是一种…的…. */
const IS_A_KIND = /^就?是(?:指)?(?:一种|一类|一门|一套|一系列|一个[^,]{2,20}的(?:总称|统称|概念|领域|学科|系统|过程))/;
const IS = /^,?(?:就)?是(?!否|不是|必须|可以|什么|怎|如何|谁|因为|由于|为了|在|从|当|对|否)/;
/** What a definition's last noun is when it is not the genus that the term itself names. */
const GENUS = /的(?:[^的,]{0,6})?(?:总称|统称|总和|学科|形态|质态|模式|过程|体系|系统|方法|技术|理论|概念|现象|能力)$/;
const NOT = /不是|并非|并不|不等于|而非|不只是|不仅|不单|是不是|是否/;
const QUESTION = /[?][”"’)]*$|什么是|是什么|何为|何谓|怎么/;

/** How the sentence defines the concept of a mention in it; undefined when it does not. */
function evidenceOf(text: string, sentence: Span, tag: Span): DefinitionSentence['evidence'] | undefined {
  const evidence = evidenceAround(text, sentence, tag);
  // Last, as it reads all of the sentence and there is nearly never anything to ask it of.
  return evidence !== undefined && QUESTION.test(text.slice(sentence.start, sentence.end)) ? undefined : evidence;
}

/** The same of a sentence that may be a question. */
function evidenceAround(text: string, sentence: Span, tag: Span): DefinitionSentence['evidence'] | undefined {
  const before = text.slice(sentence.start, tag.start);
  const isTheSubject = isSubject(before);
  if (!isTheSubject && !mayLeadToTerm(before)) return undefined;
  const term = text.slice(tag.start, tag.end);
  const rest = text.slice(tag.end, sentence.end).replace(/[。!.;]["”’)]*$/, '');
  const gloss = GLOSS.exec(rest);
  const after = rest.slice(gloss?.[0].length ?? 0).trimStart();
  const english = /[A-Za-z]{2}/.test(gloss?.[1] ?? '');
  if (isNamedAtEnd(before, rest)) return 'naming';
  if (isTheSubject && BRACKETED.test(rest)) return 'explicit';
  const cue = after.replace(/^[,:][*]*\s*/, '');
  if (NOT.test(cue.slice(0, 12))) return undefined;
  if (/所谓(?:的)?["“‘]?$/.test(before)) return explicit(SO_CALLED.test(cue) && hasContent(cue));
  if (DEFINED_AS_BEHIND.test(before) && DEFINED_AS.test(after)) return explicit(hasContent(cue));
  if (!isTheSubject) return undefined;
  if (MEANS.test(cue)) return explicit(hasContent(cue));
  if (after.startsWith(':') && beginsLine(before)) return term.length > 2 && endsInGenus(term, cue) ? 'copula' : undefined;
  if (/^,?\s*即(?:是|为|指)?[^将使便可刻日时席位期以]/.test(after) && after.startsWith(',')) return explicit(hasContent(cue) && beginsSentence(before));
  if (IS_A_KIND.test(after)) return explicit(cue.length >= 10 && (cue.includes('的') || endsLike(term, cue.split(',')[0] ?? '')) && !EVALUATION.test(cue));
  if (!IS.test(after)) return undefined;
  if (english) return explicit(hasContent(cue) && /的.*[^的]$/.test(cue));
  return beginsSentence(before) && cue.length >= 15 && endsInGenus(term, cue) ? 'copula' : undefined;
}

/** Whether words before a term that is not the subject may be 所谓, 把 or 称为: by their last character, before a quotation mark. */
function mayLeadToTerm(before: string): boolean {
  const last = before.length - 1;
  return LEADS_TO_TERM.hasAt(before, OPENS_QUOTATION.hasAt(before, last) ? last - 1 : last);
}

const LEADS_TO_TERM = CodeUnitSet.of('谓的将把为之作做');
const OPENS_QUOTATION = CodeUnitSet.of('"“‘');

/** X（在…中，指…）: what the bracket says is the definition. */
const BRACKETED = /^["”’]?\((?:[^()]{1,12},)?(?:是指|指的是|指)[^()]{8,}\)/;
/** 业内把X定义为…. */
const DEFINED_AS_BEHIND = /(?:将|把)["“‘]?$/;
const DEFINED_AS = /^(?:简单地?|明确)?(?:定义|界定)[为成]/;

/** The last two characters of the term end the clause, too: it is a kind of that. */
function endsLike(term: string, clause: string): boolean {
  return term.length > 2 && clause.endsWith(term.slice(-2));
}

/** Only a list number, or the marks of an emphasis, stand before. */
function beginsLine(before: string): boolean {
  return /^[\s*#“"]*$/.test(before.replace(LIST_NUMBER, ''));
}

function explicit(defines: boolean): 'explicit' | undefined {
  return defines ? 'explicit' : undefined;
}

/** After 所谓X even a bare 是 or 即 defines. */
const SO_CALLED = /^(?:简单(?:来|地)?说,?)?(?:主要|一般|通常|其实|实际上)?(?:是指|指的是|就是|即是|即|是|指|意味着|意思是)/;

/** 的重要力量, 的必由之路, 的大脑和神经系统: it is praised, not defined. */
const EVALUATION = /的(?:重要|关键|主要|必要|核心|有效|重大|基本|根本|必然|必由|首要|最|新(?!型)|强大|坚实|有力|良好|大脑|心脏|灵魂|基石|支柱|命脉|引擎|钥匙|法宝|利器)[^的]{0,10}$/;

/** The content up to a comma, where it ends with a genus; of a long sentence the first clauses say what the term is. */
function endsInGenus(term: string, content: string): boolean {
  const clauses = content.split(/[,;:]/);
  for (let count = Math.min(clauses.length, GENUS_WITHIN); count > 0; count--) {
    const part = clauses.slice(0, count).join(',');
    if (part.length >= 12 && !EVALUATION.test(part) && (GENUS.test(part) || endsInGenusOf(term, part))) return true;
  }
  return false;
}

const GENUS_WITHIN = 4;

/** Not only a pronoun or a single word. */
function hasContent(cue: string): boolean {
  return cue.length >= 8;
}

/** Words that may stand before the subject without being part of it. */
const INTRODUCTION = /^(?:所谓(?:的)?|其中|那么|而|因此|所以|也就是说|换言之|简单(?:来|地)?说|具体(?:来|地)?说|一般(?:来说|而言|认为)?|通常|(?:我们)?认为|(?:作者|报告|文章|本文)?(?:指出|认为)|这里的|(?:本文|这里|此处|文中)所(?:说|称|谓|指)的|按照定义|从定义(?:上)?(?:来)?看)?[,:]?["“‘(*]*$/;
/** The Han characters that it ends with. */
const INTRODUCTION_ENDS = CodeUnitSet.of('谓的中么而此以说之言般为常出义看');

/** Nothing but an introduction stands between the beginning of the clause and the term. */
function isSubject(before: string): boolean {
  return INTRODUCTION.test(before.slice(lastMark(before)).replace(LIST_NUMBER, ''));
}

/** The term is the subject of the first clause, or of the first after a colon (…的内涵：X是…). */
function beginsSentence(before: string): boolean {
  return INTRODUCTION.test(before.replace(LABEL, '')) || (before.includes(':') && INTRODUCTION.test(before.slice(before.lastIndexOf(':') + 1)));
}

/** A speaker's label or list number at the beginning of a line. */
const LABEL = /^(?:[^\s,:]{1,8}:|[（(]?[\d一二三四五六七八九十]{1,3}[)、.]\s*|\d+(?:\.\d+)+\s*|第[\d一二三四五六七八九十]{1,3}[条款节章]\s*)/;
const LIST_NUMBER = /^[（(]?[\d一二三四五六七八九十]{1,3}[)、.]\s*/;

function lastMark(text: string): number {
  for (let i = text.length - 1; i >= 0; i--) if (MARKS.has(text.charCodeAt(i))) return i + 1;
  return 0;
}

const MARKS = CodeUnitSet.of(',:;。!?\n');

/** …，称之为X; 把…的…称为X: a clause with the content stands before it, and its own ends with the term. */
function isNamedAtEnd(before: string, rest: string): boolean {
  if (!/^["”’]?(?:\([^()]{1,80}\))?["”’]?(?:[,;:]|$)/.test(rest)) return false;
  const cue = /(?:,[^,]{0,6}|[将把][^,]{4,}的[^,的]{1,12}(?:统)?)(?:称为|称之为|称作|谓之|叫做|叫作)["“‘]?$/.exec(before);
  if (!cue || NOT.test(cue[0]) || /^,(?:[^,]*)被/.test(cue[0])) return false;
  return cue[0].startsWith(',') ? cue.index >= 8 && /^["”’]?(?:\([^()]{1,80}\))?["”’]?$/.test(rest) : true;
}

/** The last noun of the content is the genus in the term's own name: 耐心资本 is a 资本. */
function endsInGenusOf(term: string, content: string): boolean {
  const tail = /的([^的,]{2,16})$/.exec(content)?.[1];
  if (tail === undefined || /[A-Za-z]/.test(term)) return false;
  for (let length = term.length - 1; length >= 2; length--) {
    const at = tail.lastIndexOf(term.slice(-length));
    // 先进生产力质态: a word of form may follow.
    if (at >= 0 && /^\p{Script=Han}{0,2}$/u.test(tail.slice(at + length)) && !tail.includes(term)) return true;
  }
  return false;
}
