import type { Attribution, DefinitionSentence, DocumentDate, Layer, Tag } from '../recognise/tags';
import { LAYERS } from '../recognise/tags';
import { Reading } from '../text/reading';
import { scriptOf, type Script } from '../text/script';
import { SourceText } from '../text/sourceText';
import { bySpan, contains, lowerBound, overlaps, type Span } from '../text/span';
import { findStructure, type Structure } from '../text/structure';
import type { CorpusDocument } from './corpus';
import { decide, sameDecisions, type DecidedFindings, type DecidedTag, type TagDecision } from './decisions';
import type { DocumentEntry } from './manifest';
import { PackedFindings } from './packed/packedFindings';
import type { TextOrigin } from './textOrigin';

/** What the recognisers found in a document, in document offsets. */
export interface DocumentFindings {
  readonly tags: readonly Tag[];
  readonly attributions: readonly Attribution[];
  readonly definitions: readonly DefinitionSentence[];
}

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
}

/**
 * One text of a document with everything derived from it, each part when it is first asked for, the text itself too. The text never
 * changes: a changed document is another object, so caches can hang on it. Its tags are found again, by layer,
 * when a term base or the names established elsewhere change.
 */
export class AnalysedDocument implements CorpusDocument {
  readonly id: string;
  readonly uri: string;
  readonly authors: readonly string[];
  readonly url: string | undefined;
  /** The date that the user set. */
  readonly setDate: DocumentDate | undefined;

  readonly #analyst: Analyst;
  readonly #givenTitle: string | undefined;
  readonly #origin: TextOrigin | undefined;
  #text: SourceText | undefined;
  #title: string | undefined;
  #date: DocumentDate | null | undefined;
  #script: Script | undefined;
  #reading: Reading | undefined;
  #structure: Structure | undefined;
  readonly #layers = new Map<Layer, DocumentFindings | PackedFindings>();
  #merged: DocumentFindings | undefined;
  /** What is left of the findings after decisions. */
  #decided: { readonly from: DocumentFindings; readonly by: readonly TagDecision[]; readonly findings: DecidedFindings } | undefined;
  #longestTag = 0;

  constructor(id: string, uri: string, text: string | TextOrigin, entry: DocumentEntry | undefined, date: string | undefined, analyst: Analyst) {
    this.id = id;
    this.uri = uri;
    if (typeof text === 'string') this.#text = new SourceText(text);
    else this.#origin = text;
    this.authors = entry?.authors ?? [];
    this.url = entry?.url;
    this.setDate = date === undefined ? undefined : { edtf: date, from: 'corpus' };
    this.#givenTitle = entry?.title;
    this.#analyst = analyst;
  }

  get text(): SourceText {
    return (this.#text ??= new SourceText(this.#origin?.read() ?? ''));
  }

  /** Whether the text has been asked for, or was there from the beginning. */
  get hasText(): boolean {
    return this.#text !== undefined;
  }

  /** How many code units the text has; about, as long as it has not been asked for. */
  get roughLength(): number {
    return this.#text?.length ?? this.#origin?.roughLength ?? 0;
  }

  get title(): string {
    return (this.#title ??= this.#knownTitle ?? (firstHeading(this.text.text) || baseName(this.id)));
  }

  get knownTitle(): string {
    return this.#title ?? this.#knownTitle ?? (this.hasText ? this.title : baseName(this.id));
  }

  get #knownTitle(): string | undefined {
    return this.#givenTitle ?? (this.#origin?.title === undefined ? undefined : this.#origin.title || baseName(this.id));
  }

  get date(): DocumentDate | undefined {
    if (this.setDate) return this.setDate;
    if (this.#date === undefined) this.#date = this.#analyst.statedDate(this) ?? null;
    return this.#date ?? undefined;
  }

  get script(): Script {
    return (this.#script ??= this.#origin?.script ?? scriptOf(this.text.text));
  }

  get reading(): Reading {
    return (this.#reading ??= new Reading(this.text.text));
  }

  get structure(): Structure {
    return (this.#structure ??= findStructure(this.reading));
  }

  get tags(): readonly DecidedTag[] {
    return this.#shown().tags;
  }

  get attributions(): readonly Attribution[] {
    return this.#shown().attributions;
  }

  get definitions(): readonly DefinitionSentence[] {
    return this.#shown().definitions;
  }

  get recognised(): DocumentFindings {
    return this.#found();
  }

  tagsAt(offset: number): readonly DecidedTag[] {
    const near = this.tagsIn({ start: offset, end: offset + 1 });
    const inside = near.filter((tag) => contains(tag, offset));
    const found = inside.length > 0 ? inside : this.tagsIn({ start: offset - 1, end: offset }).filter((tag) => tag.end === offset);
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || bySpan(a, b));
  }

  tagsIn(span: Span): DecidedTag[] {
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

  /** Whether a layer has been recognised and still holds. */
  has(layer: Layer): boolean {
    return this.#layers.has(layer);
  }

  /** Recognises one layer now, unless it has been. */
  ensure(layer: Layer): DocumentFindings {
    const known = this.#layers.get(layer);
    if (known && !(known instanceof PackedFindings)) return known;
    const findings = known?.all() ?? this.#analyst.recognise(this, layer);
    this.#layers.set(layer, findings);
    this.#merged = undefined;
    return findings;
  }

  /** Takes what was found in this very text elsewhere: by a worker, or at another time. */
  accept(layer: Layer, findings: PackedFindings): void {
    this.#layers.set(layer, findings);
    this.#merged = undefined;
  }

  /** Forgets what a layer found, so that it is recognised again when asked for. */
  forget(layer: Layer): void {
    this.#layers.delete(layer);
    this.#merged = undefined;
  }

  /** Looks at decisions again when asked next; whether those that count now differ from those that were applied. */
  redecide(): boolean {
    if (!this.#decided || sameDecisions(this.#decided.by, this.#analyst.decisions(this))) return false;
    this.#decided = undefined;
    return true;
  }

  #shown(): DecidedFindings {
    const found = this.#found();
    if (this.#decided?.from === found) return this.#decided.findings;
    const decisions = this.#analyst.decisions(this);
    const findings = decide(found, decisions);
    this.#decided = { from: found, by: decisions, findings };
    this.#longestTag = findings.tags.reduce((longest, tag) => Math.max(longest, tag.end - tag.start), 0);
    return findings;
  }

  #found(): DocumentFindings {
    this.#analyst.prepare(this);
    if (this.#merged) return this.#merged;
    const all = LAYERS.map((layer) => this.ensure(layer));
    const tags = all.flatMap((findings) => findings.tags).sort(bySpan);
    this.#merged = {
      tags,
      attributions: all.flatMap((findings) => findings.attributions).sort(bySpan),
      definitions: all.flatMap((findings) => findings.definitions).sort(bySpan),
    };
    return this.#merged;
  }
}

/** A title is looked for in this many code units, so that a list of titles does not read whole documents. */
const HEAD = 4000;
const LONGEST_TITLE = 120;
const HAN = /\p{Script=Han}/u;

/** The title that a text itself gives; '' where it gives none. */
export function firstHeading(text: string): string {
  let head = text;
  if (text.length > HEAD) {
    const cut = text.lastIndexOf('\n', HEAD);
    head = text.slice(0, cut > 0 ? cut : HEAD);
  }
  const reading = new Reading(head);
  const heading = findStructure(reading).blocks.find((block) => block.kind === 'heading');
  // A heading inside the text, or a brand over a Chinese page, names the document worse than its file does.
  if (heading?.level !== 1) return '';
  const written = head.slice(reading.toSource(heading.start), reading.toSourceSpan(heading).end).replace(/\s*[\r\n]\s*/g, '');
  if (!HAN.test(written) && HAN.test(head)) return '';
  return [...written].slice(0, LONGEST_TITLE).join('');
}

function baseName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '') || id;
}
