import type { Attribution, DefinitionSentence, DocumentDate, Layer, SourceTag, Tag, TermTag } from '../recognise/tags';
import { LAYERS } from '../recognise/tags';
import { united, type Change } from '../text/changes';
import type { Reading } from '../text/reading';
import type { Script } from '../text/script';
import type { SourceText } from '../text/sourceText';
import { bySpan, contains, lowerBound, overlaps, type Span } from '../text/span';
import { finish, type Steps } from '../text/steps';
import type { Structure } from '../text/structure';
import type { WrittenText } from '../text/writtenText';
import type { Restable } from './awakeDocuments';
import type { CorpusDocument } from './corpus';
import { decide, sameDecisions, type DecidedFindings, type DecidedTag, type TagDecision } from './decisions';
import { DocumentLayers, gathered } from './documentLayers';
import { DocumentText } from './documentText';
import type { DocumentFindings } from './findings';
import { differingLines, linesOf } from './incremental/difference';
import { ProvisionalFindings, type RecogniseStretch } from './incremental/provisional';
import { ShownState } from './incremental/shownState';
import { definitionsOf, eachIdOf, LayerFindings, statementsOf, tagsOf } from './layerFindings';
import type { DocumentEntry } from './manifest';
import { asInDocument, countScripts, type ScriptCounts } from './mentionScripts';
import type { Interned } from './packed/interned';
import { formsOf, packForms, unpackForms, type Forms } from './packed/packForms';
import type { PackedFindings, VisitId } from './packed/packedFindings';
import { isWanted, type TagFilter, type TagRow } from './tagRow';
import type { TextOrigin } from './textOrigin';

/** Whoever analyses a document when it is asked for its tags: the corpus, which knows term bases and names. */
export interface Analyst {
  /** Called before tags are handed out: what other documents changed is taken into account here. */
  prepare(document: AnalysedDocument): void;
  /** What one layer finds. Must not throw. */
  recognise(document: AnalysedDocument, layer: Layer): DocumentFindings;
  /** The date that the text states, when corpus.json gives none. Must not throw. */
  statedDate(document: AnalysedDocument): DocumentDate | undefined;
  /** What a person decided on the tags of a document. */
  decisions(document: AnalysedDocument): readonly TagDecision[];
  /** The document makes, or uses, what it can make again: others may be put to rest. */
  use(document: AnalysedDocument): void;
  /** Whether questions about places of a document are answered at once, before it has been recognised as a whole. */
  answersAtOnce(document: AnalysedDocument): boolean;
  /** Recognises stretches of a document by themselves. */
  stretchesOf(document: AnalysedDocument): RecogniseStretch;
  /** A document that was answered for at once has been recognised as a whole; `differs` when other tags are shown now. */
  settled(document: AnalysedDocument, differs: boolean): void;
}

/**
 * One text of a document with everything derived from it, each part when it is first asked for, the text itself too. The text never
 * changes: a changed document is another object, so caches can hang on it. Its tags are found again, by layer,
 * when a term base or the names established elsewhere change.
 *
 * Where its analyst says so, questions about places (`tagsIn`, `tagsAt`, `tagsSoFar`, `attributionsSoFar`) are answered before the whole has been
 * recognised: with what was found before an edit, and the stretch around it recognised again. Whoever asks for everything (`tags`,
 * `attributions`, …) gets it exactly.
 *
 * A document that {@link rest}s keeps its text and, packed, what was recognised; all else is made again when it is asked for.
 */
export class AnalysedDocument implements CorpusDocument, Restable {
  readonly id: string;
  readonly uri: string;
  readonly authors: readonly string[];
  readonly url: string | undefined;
  /** The date that the user set. */
  readonly setDate: DocumentDate | undefined;

  readonly #analyst: Analyst;
  readonly #text: DocumentText;
  /** `null`: the text states none. */
  #date: DocumentDate | null | undefined;
  readonly #layers: DocumentLayers;
  /** How sources are written, as it came with them. */
  #forms: Uint8Array | undefined;
  #decisions: readonly TagDecision[] | undefined;
  /** What is left of the findings after decisions. */
  #decided: { readonly from: DocumentFindings; readonly findings: DecidedFindings } | undefined;
  #longestTag = 0;
  #revision = nextRevision();
  /** What is shown until all layers are recognised. */
  #provisional: ProvisionalFindings | undefined;
  #shownState = new ShownState();

  constructor(id: string, uri: string, text: string | SourceText | TextOrigin, entry: DocumentEntry | undefined, date: string | undefined, analyst: Analyst) {
    this.id = id;
    this.uri = uri;
    this.#text = new DocumentText(text, { id, title: entry?.title, use: () => analyst.use(this) });
    this.authors = entry?.authors ?? [];
    this.url = entry?.url;
    this.setDate = date === undefined ? undefined : { edtf: date, from: 'corpus' };
    this.#analyst = analyst;
    this.#layers = new DocumentLayers((layer) => LayerFindings.of(analyst.recognise(this, layer), this.text), (layer) => this.#changed(layer));
  }

  get text(): SourceText {
    return this.#text.text;
  }

  textUpTo(offset: number): SourceText {
    return this.#text.upTo(offset);
  }

  get textInPassing(): SourceText {
    return this.#text.textInPassing;
  }

  /** Whether the text comes, or came, from an origin. */
  isFrom(origin: TextOrigin): boolean {
    return this.#text.isFrom(origin);
  }

  /** Whether the text has been asked for, or was there from the beginning. */
  get hasText(): boolean {
    return this.#text.isThere;
  }

  /** How many code units the text has; about, as long as it has not been asked for. */
  get roughLength(): number {
    return this.#text.roughLength;
  }

  get title(): string {
    return this.#text.title;
  }

  get knownTitle(): string {
    return this.#text.knownTitle;
  }

  get script(): Script {
    return this.#text.script;
  }

  get reading(): Reading {
    return this.#text.reading;
  }

  get writtenText(): WrittenText {
    return this.#text.writtenText;
  }

  /** Whether the reading is at hand. */
  get isRead(): boolean {
    return this.#text.isRead;
  }

  get structure(): Structure {
    return this.#text.structure;
  }

  readInSteps(): Steps<void> {
    return this.#text.readInSteps();
  }

  get date(): DocumentDate | undefined {
    if (this.setDate) return this.setDate;
    if (this.#date === undefined) this.#date = this.#analyst.statedDate(this) ?? null;
    return this.#date ?? undefined;
  }

  get tags(): readonly DecidedTag[] {
    return this.#shown().tags;
  }

  get attributions(): readonly Attribution[] {
    if (!this.#isPacked() || this.#decidedBy().length > 0) return this.#shown().attributions;
    return this.#layers.attributions;
  }

  get definitions(): readonly DefinitionSentence[] {
    return this.#shown().definitions;
  }

  get recognised(): DocumentFindings {
    return this.#found();
  }

  get revision(): number {
    if (!this.#provisional) this.#analyst.prepare(this);
    return this.#revision;
  }

  get tagCount(): number {
    if (this.#provisional) return this.#provisional.tagCount;
    this.#analyst.prepare(this);
    if (this.#decidedBy().length > 0) return this.#shown().tags.length;
    return LAYERS.reduce((sum, layer) => sum + this.#layers.ensure(layer).tagCount, 0);
  }

  tagsAt(offset: number): readonly DecidedTag[] {
    const near = this.tagsIn({ start: offset, end: offset + 1 });
    const inside = near.filter((tag) => contains(tag, offset));
    const found = inside.length > 0 ? inside : this.tagsIn({ start: offset - 1, end: offset }).filter((tag) => tag.end === offset);
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || bySpan(a, b));
  }

  tagsIn(span: Span): DecidedTag[] {
    const provisional = this.#atOnce();
    if (provisional) return this.#provisionalTagsIn(provisional, span);
    if (this.#isPacked()) return this.#decidedIn(span, (around) => tagsIn(this.#tagRow(), around));
    const { tags } = this.#shown();
    const found: DecidedTag[] = [];
    // No tag that starts further before the span than the longest is long can reach into it.
    for (let i = lowerBound(tags, span.start - this.#longestTag, (tag) => tag.start); i < tags.length; i++) {
      const tag = tags[i] as DecidedTag;
      if (tag.start >= span.end) break;
      if (overlaps(tag, span)) found.push(tag);
    }
    return found;
  }

  // #region Before the whole is recognised

  get isProvisional(): boolean {
    return this.#provisional !== undefined;
  }

  tagsSoFar(filter?: TagFilter): readonly DecidedTag[] {
    const provisional = this.#atOnce();
    const decisions = this.#decidedBy();
    if (!provisional && (decisions.length > 0 || !this.#isPacked())) return filter ? this.tags.filter((tag) => isWanted(tag, filter)) : this.tags;
    if (!provisional) return filter ? this.#tagRow().wanted(filter) : this.#tagRow().beginningIn(0, Infinity);
    if (decisions.length === 0) return provisional.tagsSoFar(filter);
    const { tags } = decide({ ...NO_SENTENCES, tags: provisional.tagsSoFar() }, decisions);
    return filter ? tags.filter((tag) => isWanted(tag, filter)) : tags;
  }

  get attributionsSoFar(): readonly Attribution[] {
    return this.#atOnce()?.attributions ?? this.attributions;
  }

  get shownState(): ShownState {
    if (!this.#atOnce()) this.#recogniseAll();
    return this.#shownState;
  }

  /**
   * Takes over what is shown of the document as it was before edits, so that a question about a place costs what was edited. To be called
   * before anything is asked; `edits` lead from the text of `previous` to this one.
   */
  follow(previous: AnalysedDocument, edits: readonly Change[]): void {
    if (!this.#analyst.answersAtOnce(this)) return;
    const { findings, stretches } = previous.#provisionally().edited(this.text.text, edits);
    this.#provisional = findings;
    const lines = stretches.map(({ oldStart, oldEnd, newStart, newEnd }) => (
      linesOf(previous.text, { start: oldStart, end: oldEnd }, this.text, { start: newStart, end: newEnd })
    ));
    this.#shownState = new ShownState({ state: previous.#shownState, lines: united(lines) });
  }

  /** Ends what is provisional; recognises what is still to be. */
  settle(): void {
    if (!this.#provisional) return;
    this.#recogniseAll();
    finish(this.settleInSteps());
  }

  /** The same when all layers have been recognised, in steps; it stays provisional when one is to be recognised again meanwhile. */
  *settleInSteps(): Steps<void> {
    while (this.#provisional && this.isWhole) {
      const provisional = this.#provisional;
      const [before, after] = [provisional.tags, this.#tagRow()];
      const lines: Change[] = [];
      for (let from = 0; from < this.text.length; from += STEP) {
        if (from > 0) yield;
        if (this.#provisional !== provisional || !this.isWhole) return;
        lines.push(...differingLines(before.beginningIn(from, from + STEP), after.beginningIn(from, from + STEP), this.text));
      }
      // Meanwhile a stretch may have been looked at, or a layer recognised anew.
      if (provisional.tags === before && this.#layers.rowAtHand === after) this.#endProvisional(united(lines));
    }
  }

  /** What is provisional, where places are to be answered for with it; nothing once the whole has been recognised. */
  #atOnce(): ProvisionalFindings | undefined {
    if (!this.#provisional && !this.isWhole && this.#analyst.answersAtOnce(this)) this.#provisional = this.#provisionally();
    return this.#provisional;
  }

  /** What is known, so that it can be carried through edits. */
  #provisionally(): ProvisionalFindings {
    if (this.#provisional) return this.#provisional;
    const recognise = this.#analyst.stretchesOf(this);
    if (!this.isWhole) return ProvisionalFindings.unknown(this.text.text, recognise);
    const layers = this.#layers.last();
    const whole = { tags: this.#tagRow(), attributions: () => gathered(layers, (layer) => layer.attributions()), definitions: () => gathered(layers, (layer) => layer.definitions()) };
    return ProvisionalFindings.of(this.text.text, whole, recognise);
  }

  #provisionalTagsIn(provisional: ProvisionalFindings, span: Span): DecidedTag[] {
    const recognised = provisional.know(span);
    if (recognised.length > 0) this.#shownState = new ShownState({ state: this.#shownState, lines: united(recognised.map((stretch) => linesOf(this.text, stretch, this.text, stretch))) });
    return this.#decidedIn(span, (around) => provisional.tagsIn(around));
  }

  /** What is left of the tags in a span after the decisions near it. */
  #decidedIn(span: Span, found: (span: Span) => Tag[]): DecidedTag[] {
    const around = { start: span.start - FARTHEST_DECISION, end: span.end + FARTHEST_DECISION };
    const decisions = this.#decidedBy().filter((decision) => overlaps(decision.span, around));
    if (decisions.length === 0) return found(span);
    const { tags } = decide({ ...NO_SENTENCES, tags: found(around) }, decisions);
    return tags.filter((tag) => overlaps(tag, span));
  }

  /** What was found in the whole document is shown in the place of what was provisional, which it differs from in some lines. */
  #endProvisional(lines: readonly Change[]): void {
    this.#provisional = undefined;
    if (lines.length > 0) {
      this.#shownState = new ShownState({ state: this.#shownState, lines });
      this.#revision = nextRevision();
    }
    this.#analyst.settled(this, lines.length > 0);
  }

  // #endregion

  // #region What was found when it was last recognised, of one concept or entity

  /**
   * Hands out how often each concept and entity stands in the document, after decisions; an id that several layers have, once for each. Like the
   * mentions, statements and definitions of one of them it is of what was found when the document was last recognised, or of what is shown at once:
   * nothing is recognised for it, though it may have to be. `strings` has the ids that were read before.
   */
  eachId(strings: Interned<string>, visit: VisitId): void {
    const decided = this.#lastDecided();
    if (decided) eachIdOf(decided, visit);
    else for (const layer of this.#layers.last()) layer.eachId(strings, visit);
  }

  /** The mentions of a concept or an entity, in text order. */
  tagsOf(id: string): readonly (SourceTag | TermTag)[] {
    if (this.#provisional) return this.tagsSoFar({ id }).filter((tag) => tag.layer !== 'number');
    const decided = this.#lastDecided();
    return decided ? tagsOf(decided, id) : (this.#layers.lastWith(id)?.tagsOf(id) ?? []);
  }

  /** The first mention of a concept or an entity; the others are not looked at. */
  firstTagOf(id: string): SourceTag | TermTag | undefined {
    if (this.#provisional || this.#decidedBy().length > 0) return this.tagsOf(id)[0];
    return this.#layers.lastWith(id)?.firstTagOf(id);
  }

  /** The forms in which a source is written, in the order they stand in, each as often as it stands. */
  formsOf(id: string): Forms {
    const bytes = this.#provisional ? undefined : this.packedForms;
    return bytes ? unpackForms(bytes, id) : formsOf(id, this.tagsOf(id) as readonly SourceTag[], this);
  }

  /** In which scripts the mentions of a concept or an entity are written; it is read off what is packed, not off the text. */
  scriptsOf(id: string): ScriptCounts {
    if (this.#provisional || this.#decidedBy().length > 0) return countScripts(this, this.tagsOf(id));
    return asInDocument(this.#layers.lastWith(id)?.scriptsOf(id) ?? {}, this.script);
  }

  /** The mentions of all sources, in text order. */
  sourceTags(): readonly SourceTag[] {
    const tags = this.#lastDecided()?.tags ?? this.#layers.lastOf('source')?.tags() ?? [];
    return tags.filter((tag) => tag.layer === 'source');
  }

  /** The attributions that name a source, in text order. */
  statementsOf(id: string): readonly Attribution[] {
    if (this.#provisional) return this.#provisional.attributions.filter(({ sources }) => sources.includes(id));
    const decided = this.#lastDecided();
    return decided ? statementsOf(decided, id) : (this.#layers.lastWith(id)?.statementsOf(id) ?? []);
  }

  /** The sentences that define a concept, in text order. */
  definitionsOf(id: string): readonly DefinitionSentence[] {
    if (this.#provisional) return this.#provisional.definitions.filter((definition) => definition.id === id);
    const decided = this.#lastDecided();
    return decided ? definitionsOf(decided, id) : (this.#layers.lastWith(id)?.definitionsOf(id) ?? []);
  }

  // #endregion

  // #region Layers

  /** Whether a layer has been recognised and still holds. */
  has(layer: Layer): boolean {
    return this.#layers.has(layer);
  }

  /** Whether all layers have. */
  get isWhole(): boolean {
    return this.#layers.areWhole;
  }

  /** Recognises one layer now, unless it has been. */
  ensure(layer: Layer): void {
    this.#layers.ensure(layer);
  }

  /** What a layer holds, packed; undefined while it has to be recognised. */
  packed(layer: Layer): PackedFindings | undefined {
    return this.#layers.get(layer)?.packed;
  }

  /** The date that the text states as far as it was looked for: `null` for none, undefined when it has not been. */
  get knownDate(): DocumentDate | null | undefined {
    return this.#date;
  }

  /**
   * Takes over what was recognised elsewhere of this very text, with what holds for it now: it is not recognised here.
   *
   * @param forms of sources: how they are written (`packForms`)
   */
  accept(layer: Layer, findings: PackedFindings, forms?: Uint8Array): void {
    this.#layers.put(layer, LayerFindings.packed(findings));
    if (layer === 'source') this.#forms = forms;
  }

  /** How sources are written, whatever was decided on them; undefined while they have to be recognised. */
  get forms(): Uint8Array | undefined {
    const sources = this.#layers.get('source');
    return sources && (this.#forms ??= packForms(sources.tags().filter((tag) => tag.layer === 'source'), this));
  }

  /** How sources are written, where that is known without the text: of sources that came packed, as long as nobody decided on a tag. */
  get packedForms(): Uint8Array | undefined {
    return this.#decidedBy().length > 0 ? undefined : this.#forms;
  }

  /** Takes over the date that the text states, `null` for none. */
  acceptStatedDate(date: DocumentDate | null): void {
    this.#date = date;
  }

  /** Forgets what a layer found, so that it is recognised again when asked for. */
  forget(layer: Layer): void {
    if (!this.#layers.has(layer)) return;
    // What is shown stays so until it is known what comes instead.
    if (this.isWhole && this.#analyst.answersAtOnce(this)) this.#provisional = this.#provisionally();
    this.#layers.forget(layer);
  }

  // #endregion

  /** Looks at decisions again when asked next; whether those that count now differ from those that were applied. */
  redecide(): boolean {
    if (!this.#decisions || sameDecisions(this.#decisions, this.#analyst.decisions(this))) return false;
    this.#decisions = undefined;
    this.#decided = undefined;
    this.#revision = nextRevision();
    this.#shownState = new ShownState();
    return true;
  }

  rest(): void {
    this.#text.rest();
    this.#decided = undefined;
    this.#layers.rest();
  }

  /** Recognises what is not yet, or no longer holds. */
  #recogniseAll(): void {
    this.#analyst.prepare(this);
    for (const layer of LAYERS) this.#layers.ensure(layer);
  }

  #changed(layer: Layer): void {
    if (layer === 'source') this.#forms = undefined;
    this.#revision = nextRevision();
    if (!this.#provisional) this.#shownState = new ShownState();
  }

  /** What was found last, after decisions; undefined where nothing was decided. */
  #lastDecided(): DecidedFindings | undefined {
    const decisions = this.#decidedBy();
    if (decisions.length === 0) return undefined;
    this.#analyst.use(this);
    const { merged } = this.#layers;
    if (merged && this.#decided?.from === merged) return this.#decided.findings;
    return decide(this.#layers.mergeLast(), decisions);
  }

  #decidedBy(): readonly TagDecision[] {
    return (this.#decisions ??= this.#analyst.decisions(this));
  }

  #shown(): DecidedFindings {
    const found = this.#found();
    if (this.#decided?.from === found) return this.#decided.findings;
    const findings = decide(found, this.#decidedBy());
    this.#decided = { from: found, findings };
    this.#longestTag = findings.tags.reduce((longest, tag) => Math.max(longest, tag.end - tag.start), 0);
    return findings;
  }

  #found(): DocumentFindings {
    this.#analyst.prepare(this);
    this.#analyst.use(this);
    const found = this.#layers.merge();
    if (this.#provisional) finish(this.settleInSteps());
    return found;
  }

  /** Whether everything is recognised and holds, and is still packed: then a question about some of it is answered without making objects of all. */
  #isPacked(): boolean {
    if (this.#provisional) return false;
    this.#analyst.prepare(this);
    return this.#layers.isPacked;
  }

  /** The tags of all layers where they lie; recognises what is not yet. */
  #tagRow(): TagRow {
    this.#analyst.use(this);
    return this.#layers.row();
  }
}

/** The tags of a row that overlap a span, in order. */
function tagsIn(row: TagRow, span: Span): Tag[] {
  return row.beginningIn(span.start - row.longest, span.end).filter((tag) => overlaps(tag, span));
}

let lastRevision = 0;

function nextRevision(): number {
  return ++lastRevision;
}

/** UTF-16 code units of a long document that are looked at in one step: a millisecond or two. */
const STEP = 30_000;
/** How far from a place a decision may change what is shown there, in UTF-16 code units: no tag is longer. */
const FARTHEST_DECISION = 1000;
const NO_SENTENCES = { attributions: [], definitions: [] } as const;
