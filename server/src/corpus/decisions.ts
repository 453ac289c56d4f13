import { NUMBER_KINDS, SOURCE_KINDS, type Attribution, type DefinitionSentence, type NumberValue, type Tag } from '../recognise/tags';
import { bySpan, overlaps, type Span } from '../text/span';

/**
 * What a person decided on automatic tags, laid over what the recognisers found. This is the one place where the two meet: whatever
 * reads the tags of a corpus sees the outcome. A decision is kept by the passage it was made on, so that it outlives every later tagging.
 */

export type Verdict = 'accepted' | 'rejected' | 'corrected';

/** A tag without its place: what a decision is on, and what a correction makes of it. */
export interface TagName {
  readonly layer: string;
  readonly kind: string;
  /** `concept:…`, `person:…`; absent for numbers. */
  readonly id?: string | undefined;
  /** Of a number. */
  readonly value?: NumberValue | undefined;
}

/** A decision in the text as it is now: document offsets. */
export interface TagDecision {
  readonly span: Span;
  /** The passage says what it said when the decision was made; one that was edited since brings no tag back that is not found any more. */
  readonly isWhole: boolean;
  readonly verdict: Verdict;
  readonly tag: TagName;
  readonly as?: TagName | undefined;
  /** ISO 8601, UTC: of two decisions on one tag the later one counts. */
  readonly modified: string;
}

/** Whoever keeps decisions: gives those that count in a document, by its id. */
export type DecisionSource = (documentId: string) => readonly TagDecision[];

/** A tag with what a person said of it; nothing where nobody decided. */
export type DecidedTag = Tag & { readonly decision?: 'accepted' | 'corrected' };

/** What is shown of a document: tags, statements and definitions after decisions. Document offsets. */
export interface DecidedFindings {
  readonly tags: readonly DecidedTag[];
  readonly attributions: readonly Attribution[];
  readonly definitions: readonly DefinitionSentence[];
}

interface Findings extends DecidedFindings {
  readonly tags: readonly Tag[];
}

/**
 * Applies decisions to what was found. A rejected tag is left out, a corrected one has its new name and extent, an accepted one stays
 * even where it is not found any more. A tag that a person vouches for goes before found ones of its layer that overlap it. Statements
 * and definitions follow the tags that they are made of.
 */
export function decide(found: Findings, decisions: readonly TagDecision[]): DecidedFindings {
  if (decisions.length === 0) return found;
  const { kept, fates } = decideTags(found.tags, standing(decisions));
  return {
    tags: kept,
    attributions: decideAttributions(found, fates),
    definitions: found.definitions.flatMap((definition) => decideDefinition(definition, fates)),
  };
}

/** Whether a tag is the one that a decision names: of the same layer, and of the same concept or entity; numbers of the same kind. */
export function isMeant(tag: Tag, { layer, kind, id }: TagName): boolean {
  if (tag.layer !== layer) return false;
  return tag.layer === 'number' || id === undefined ? tag.kind === kind : plainId(tag.id) === plainId(id);
}

/** Whether a decision is one on a tag: it names it, and was made on its passage, of which later tagging may take in more or less. */
export function isDecisionOn(decision: Pick<TagDecision, 'span' | 'tag'>, tag: Tag): boolean {
  return isMeant(tag, decision.tag) && overlaps(decision.span, tag);
}

/** Which of several people of a name is meant may change with every document that joins the corpus: decisions are on the name. */
function plainId(id: string): string {
  const at = id.startsWith('person:') ? id.indexOf('（') : -1;
  return at < 0 ? id : id.slice(0, at);
}

/** The latest of the decisions on one tag, in the order they were made. */
function standing(decisions: readonly TagDecision[]): TagDecision[] {
  const inOrder = [...decisions].sort((a, b) => (a.modified < b.modified ? -1 : a.modified > b.modified ? 1 : 0));
  return inOrder.filter((decision, i) => !inOrder.slice(i + 1).some((later) => overlaps(later.span, decision.span) && sameName(later.tag, decision.tag)));
}

function sameName(a: TagName, b: TagName): boolean {
  if (a.layer !== b.layer) return false;
  return a.id === undefined || b.id === undefined ? a.kind === b.kind : plainId(a.id) === plainId(b.id);
}

/** What became of a found tag: another one, or nothing. */
type Fates = ReadonlyMap<Tag, DecidedTag | undefined>;

function decideTags(found: readonly Tag[], decisions: readonly TagDecision[]): { readonly kept: DecidedTag[]; readonly fates: Fates } {
  const fates = new Map<Tag, DecidedTag | undefined>();
  let vouched: DecidedTag[] = [];
  for (const decision of decisions) {
    const meant = tagsNear(found, decision.span).filter((tag) => isDecisionOn(decision, tag));
    const outcome = outcomeOf(decision, meant[0]);
    for (const tag of meant) fates.set(tag, outcome);
    // Tags of one layer never overlap: the later decision stands.
    if (outcome) vouched = [...vouched.filter((other) => other.layer !== outcome.layer || !overlaps(other, outcome)), outcome];
  }
  vouched.sort(bySpan);
  for (const tag of found) {
    if (fates.has(tag)) continue;
    const instead = tagsNear(vouched, tag).find((other) => other.layer === tag.layer && overlaps(other, tag));
    if (instead) fates.set(tag, instead);
  }
  return { kept: [...found.filter((tag) => !fates.has(tag)), ...vouched].sort(bySpan), fates };
}

/** Longest tag that is looked for around a place; UTF-16 code units. */
const LONGEST = 1000;

/** The tags of a sorted list that may overlap a span. */
function tagsNear<T extends Span>(tags: readonly T[], span: Span): T[] {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tags[middle] as T).start < span.start - LONGEST) low = middle + 1;
    else high = middle;
  }
  const near: T[] = [];
  for (let i = low; i < tags.length && (tags[i] as T).start < span.end; i++) near.push(tags[i] as T);
  return near;
}

/** The tag that a decision leaves at its passage. `found` is what the recognisers say of it now. */
function outcomeOf({ verdict, span, isWhole, tag, as }: TagDecision, found: Tag | undefined): DecidedTag | undefined {
  if (verdict === 'rejected' || (!found && !isWhole)) return undefined;
  if (verdict === 'accepted') return found ? { ...found, start: span.start, end: span.end, decision: 'accepted' } : named(tag, span, undefined, 'accepted');
  return named(as ?? tag, span, found, 'corrected');
}

/** A tag of a name. What else is known of the found one stays with a tag of the same layer; undefined for what no layer has. */
function named({ layer, kind, id, value }: TagName, { start, end }: Span, found: Tag | undefined, decision: 'accepted' | 'corrected'): DecidedTag | undefined {
  if (layer === 'number' && isOneOf(NUMBER_KINDS, kind)) {
    const known = found?.layer === 'number' ? found : undefined;
    return { ...known, layer, kind, value: value ?? known?.value ?? {}, start, end, decision };
  }
  if (layer === 'source' && id !== undefined && isOneOf(SOURCE_KINDS, kind)) {
    const known = found?.layer === 'source' ? found : undefined;
    return { ...known, layer, kind, id, start, end, decision };
  }
  if (layer === 'term' && id !== undefined) return { layer, kind: 'concept', id, start, end, decision };
  return undefined;
}

function isOneOf<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value);
}

/**
 * A statement belongs to what the mention that makes it is decided to be; where the words for the source are no mention of it (a
 * pronoun), to what all mentions in the document are decided to be. One whose source was rejected is that of an unnamed source.
 */
function decideAttributions({ tags, attributions }: Findings, fates: Fates): readonly Attribution[] {
  const concerned = new Set([...fates.keys()].flatMap((tag) => (tag.layer === 'source' ? [tag.id] : [])));
  if (concerned.size === 0) return attributions;
  const mentionsOf = new Map<string, Tag[]>([...concerned].map((id) => [id, []]));
  for (const tag of tags) if (tag.layer === 'source') mentionsOf.get(tag.id)?.push(tag);
  return attributions.map((attribution) => decideAttribution(attribution, mentionsOf, fates));
}

function decideAttribution(attribution: Attribution, mentionsOf: ReadonlyMap<string, readonly Tag[]>, fates: Fates): Attribution {
  const { by } = attribution;
  const sources = attribution.sources.flatMap((id) => {
    const mentions = mentionsOf.get(id) ?? [];
    const own = by ? mentions.filter((tag) => overlaps(tag, by)) : [];
    const asked = own.length > 0 ? own : mentions;
    if (asked.length === 0 || !asked.every((tag) => fates.has(tag))) return [id];
    const outcomes = new Set(asked.map((tag) => sourceIdOf(fates.get(tag))));
    const [only] = outcomes;
    return outcomes.size > 1 ? [id] : only === undefined ? [] : [only];
  });
  return sources.length === attribution.sources.length && sources.every((id, i) => id === attribution.sources[i]) ? attribution : { ...attribution, sources: [...new Set(sources)] };
}

function sourceIdOf(tag: DecidedTag | undefined): string | undefined {
  return tag?.layer === 'source' ? tag.id : undefined;
}

function decideDefinition(definition: DefinitionSentence, fates: Fates): DefinitionSentence[] {
  for (const [tag, fate] of fates) {
    if (tag.layer !== 'term' || tag.id !== definition.id || !overlaps(tag, definition.term)) continue;
    return fate?.layer === 'term' ? [{ ...definition, id: fate.id }] : [];
  }
  return [definition];
}

/** Whether two lists of decisions are the same in everything that they do. */
export function sameDecisions(a: readonly TagDecision[], b: readonly TagDecision[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}
