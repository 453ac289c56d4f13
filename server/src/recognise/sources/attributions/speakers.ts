import { standsAt, unitAt } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { CodeUnitSet } from '../../codeUnitSet';
import type { SourceTag } from '../../tags';
import { allMatches } from '../allMatches';
import { WHITE_SPACE } from '../whiteSpace';
import type { Discourse } from './anaphora';
import { withoutAdverbs, withoutOccasion } from './circumstances';
import { PASSIVE, type Cue } from './cues';
import { DEMONSTRATIVES, referred, ROLE, type KnownRoles } from './referredSpeakers';
import type { Sentence } from './sentences';
import { idsOf, type Speaker } from './speaker';
import { holds } from './stretch';
import { subjectAmong } from './subjects';
import { isUnnamed, spokenOfBefore, unnamedSources } from './unnamed';

/** How far before its cue a source may stand, in characters. */
const REACH = 110;

const PLURAL_PRONOUN = /(?:^|[,，。;；:：\s”])(?:但|而|同时|因此)?(?:他们|她们)$/;
/** 声明说, 报道指. */
const IN_WRITING = /^(?:声明|报道|公告|通报|评论)[说称指]/;
/** 又指, 并称: the sentence goes on with whoever spoke in the one before. */
const GOES_ON = /^(?:并|又|亦|另|还|也|更|再|续|同时|另外|此外|并且|其后|随后|最后)+$/;
const ENDS_GOES_ON = CodeUnitSet.of('并又亦另还也更再续时外且后');
/** 发言人又指: whoever's spokesman spoke before. */
const SPOKESMAN = /^(?:该|这名|这位|该名)?(?:新闻)?发言人$/;

/** Who says it; undefined when nobody in sight does, so that the cue is no attribution. `sources` are those of the sentence outside quotations. */
export function speakerOf(text: string, sentence: Sentence, cue: Cue, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): Speaker | undefined {
  if (cue.kind === 'unnamed') return { ids: [], start: cue.start };
  if (cue.kind === 'according') return cited(text, cue, sources);
  if (cue.kind === 'view') return viewer(text, sentence, cue, sources, discourse);
  // A quotation before the cue ends what can be its subject.
  const quote = sentence.quotes.findLast((each) => each.end <= cue.start && each.end - each.start > 12);
  const from = Math.max(sentence.start, cue.start - REACH, quote && endsStatement(text, quote) ? quote.end : 0);
  const near = sourcesBetween(sources, from, cue.start);
  const clauseStart = lastLimit(text, from, cue.start);
  const clause = withoutAdverbs(text.slice(clauseStart, cue.start));
  const words = { start: clauseStart + clause.length - clause.trimStart().length, end: clauseStart + clause.length };
  const nearest = near.at(-1);
  if (!nearest && clause.includes('发言人') && SPOKESMAN.test(clause.trim())) return { ids: discourse.speakerHere() ?? [], start: words.start, by: words };
  let bare: string | undefined;
  if (!nearest || nearest.end <= clauseStart || nearest.kind === 'work') {
    bare = withoutOccasion(clause);
    // Also after or before words for the occasion: 采访中专家.
    if ((isUnnamed(clause) || (bare !== clause && isUnnamed(bare))) && !(holds(clause, DEMONSTRATIVES) && ROLE.test(clause))) return { ids: [], start: words.start, by: words };
  }
  const passive = standsAt(text, cue.start, '认为') ? PASSIVE.exec(text.slice(from, cue.start)) : null;
  if (passive) return passiveSpeaker(passive[1] as string, near, cue);
  const named = nearest ? subjectAmong(text, near, cue) : undefined;
  if (named) return named;
  if (cue.kind === 'verb' && from === sentence.start && ENDS_GOES_ON.has(unitAt(text, cue.start - 1)) && GOES_ON.test(text.slice(from, cue.start).trimStart())) {
    const ids = discourse.speakerHere();
    return ids === undefined ? undefined : { ids, start: cue.start };
  }
  if (clause.endsWith('们') && PLURAL_PRONOUN.test(clause)) {
    const ids = discourse.speakersTogether() ?? (spokenOfBefore(text, words.start) ? [] : discourse.speakerHere());
    return ids && { ids, start: words.start, by: words };
  }
  // 声明说, 报道指: what tells is in the cue; a statement is that of whoever has spoken here.
  if (clause.trim() === '' && near.length === 0 && IN_WRITING.test(text.slice(cue.start, cue.end))) return { ids: text.startsWith('声明', cue.start) ? (discourse.speakerHere() ?? []) : [], start: cue.start };
  return referred(text, sentence, cue, clause, (bare ?? withoutOccasion(clause)).trim(), words, near, discourse, roles);
}

/** The sources, in order, that lie between two offsets. */
function sourcesBetween(sources: readonly SourceTag[], from: number, to: number): readonly SourceTag[] {
  const isBetween = (source: SourceTag): boolean => source.start >= from && source.end <= to;
  return sources.every(isBetween) ? sources : sources.filter(isBetween);
}

/** 据…数据, 根据…的报告, 从…获悉: what is named in it. */
function cited(text: string, cue: Cue, sources: readonly SourceTag[]): Speaker | undefined {
  const named = sources.filter((source) => source.start >= cue.start && source.end <= cue.end);
  const [first] = named;
  // The body and the report it has published: both are sources of what is cited.
  if (first) return { ids: idsOf(named), start: cue.start, by: { start: first.start, end: (named.at(-1) as SourceTag).end } };
  const clause = text.slice(cue.start, cue.end);
  if (/^(?:根据|按照|依据|据)\d/.test(clause)) return undefined;
  if (clause.startsWith('从')) return { ids: [], start: cue.start };
  return /(?:显示|表明|数据|统计|报道|测算|估算|预测|介绍|透露|消息|调查|了解|瞭解|资料|信息|报告|研究|披露|估计|分析|爆料|回忆|通报|公告|描述|解释|预计|排行榜|普查|监测|计算|推算|说法|的说法|称|说)(?:结果)?$/.test(clause) &&
    !/^(?:根据|按照|依据|据)(?:上述|以上|这一|这些|此)|(?:实际|现有|不同)/.test(clause)
    ? { ids: [], start: cue.start }
    : undefined;
}

const OPENS_VIEW = /(?:^|[,，。;；:\s”而但])在/g;

/** 在…看来. */
function viewer(text: string, sentence: Sentence, cue: Cue, sources: readonly SourceTag[], discourse: Discourse): Speaker | undefined {
  const stretch = text.slice(sentence.start, cue.start);
  let opens = -1;
  for (const match of allMatches(stretch, OPENS_VIEW)) opens = match.index + match[0].length - 1;
  if (opens < 0) return undefined;
  // 在甲,乙等多位专家看来: the list may hold commas, and 在 the first of the clauses.
  const start = sentence.start + opens;
  const named = sources.filter((source) => source.kind !== 'work' && source.start > start && source.end <= cue.start);
  const words = { start: start + 1, end: cue.start };
  if (named.length > 0) return { ids: idsOf(named), start, by: words };
  const bare = text.slice(start + 1, cue.start);
  if (/^[他她]$/.test(bare)) {
    const person = discourse.person(sources.filter((source) => source.kind === 'person' && source.end <= start));
    return person === undefined ? undefined : { ids: [person], start, by: words };
  }
  if (ROLE.test(bare)) return { ids: discourse.role([]), start, by: words };
  return unnamedSources.lengthBefore(bare.replace(/等$/, ''), bare.replace(/等$/, '').length) > 0 ? { ids: [], start, by: words } : undefined;
}

/** 被业内认为. */
function passiveSpeaker(words: string, near: readonly SourceTag[], cue: Cue): Speaker | undefined {
  const by = { start: cue.start - words.length, end: cue.start };
  const named = near.filter((source) => source.start >= by.start);
  return named.length > 0 || isUnnamed(words) ? { ids: idsOf(named), start: by.start, by } : undefined;
}

/** Where the clause begins that goes on to an offset; not before `from`. */
function lastLimit(text: string, from: number, to: number): number {
  let start = to;
  while (start > from && !CLAUSE_LIMITS.has(text.charCodeAt(start - 1))) start--;
  return start;
}

const CLAUSE_LIMITS = CodeUnitSet.of(`，,。；;：:！!？?”“${WHITE_SPACE}`);

/** Whether a quotation before the cue is a statement rather than a word set off. */
function endsStatement(text: string, quote: Span): boolean {
  return /[,，。！!？?…]/.test(text[quote.end - 2] ?? '') || /[,，。]/.test(text[quote.end] ?? '');
}
