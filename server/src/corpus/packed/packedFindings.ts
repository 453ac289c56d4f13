import type { DocumentFindings } from '../findings';
import type { Attribution, DefinitionSentence, DocumentDate, Layer, Measurement, NumberKind, NumberTag, NumberValue, SourceKind, SourceTag, Tag, TermTag } from '../../recognise/tags';
import type { Script } from '../../text/script';
import type { Span } from '../../text/span';
import type { ScriptCounts } from '../mentionScripts';
import { ByteReader, ByteWriter, uint32 } from './bytes';
import { CHANGES, EVIDENCE, FIRST_SOURCE, FLAG, HEAD, HEAD_LENGTH, KINDS, MEASURED, SAID, SCRIPT_FROM, SCRIPTS, SEVERAL_SCRIPTS, STRIDE, TERM, VALUE } from './form';
import type { Interned } from './interned';
import { packFindings } from './packFindings';

/** Takes how often an id stands somewhere, and what its tags say beside ({@link SAID}). */
export type VisitId = (id: string, tags: number, statements: number, definitions: number, said: number) => void;

/**
 * Findings as packed bytes, read where they lie: what is asked for becomes objects, the rest does not. An object of this class is cheap to
 * make and holds little; keep the bytes and make one when there is a question. Offsets are UTF-16 code units of the document.
 */
export class PackedFindings {
  /** What {@link packFindings} gave; not to be changed. */
  readonly bytes: Uint8Array;
  readonly #head: readonly number[];
  /** Where the sections begin, in the order of form.ts. */
  readonly #sections: readonly number[];
  #strings: Records<string> | undefined;
  #ids: Records<string> | undefined;
  #lists: Records<readonly string[]> | undefined;
  #values: Records<NumberValue> | undefined;
  #measurements: Records<Measurement> | undefined;

  /** Of bytes that are known to be whole: own ones, or such as stand in an envelope that was looked at (`openDocument`). */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const reader = new ByteReader(bytes);
    const head = new Array<number>(HEAD_LENGTH);
    for (let i = 0; i < HEAD_LENGTH; i++) head[i] = reader.whole();
    this.#head = head;
    const sections = [reader.at];
    for (let i: number = HEAD.idBytes; i < HEAD_LENGTH; i++) sections.push((sections[sections.length - 1] as number) + (head[i] as number));
    this.#sections = sections;
  }

  /** @param text that of the document */
  static of(found: DocumentFindings, text: string): PackedFindings {
    return new PackedFindings(packFindings(found, text));
  }

  get tagCount(): number {
    return this.#count(HEAD.tags);
  }

  get attributionCount(): number {
    return this.#count(HEAD.attributions);
  }

  get definitionCount(): number {
    return this.#count(HEAD.definitions);
  }

  /** Length of the longest tag; 0 without tags. */
  get longestTag(): number {
    return this.#count(HEAD.longest);
  }

  /** Hands out every concept and entity that something was found of, without making an object or, where `strings` has it already, a string. */
  eachId(strings: Interned<string>, visit: VisitId): void {
    const reader = this.#reader(IDS);
    for (let left = this.#count(HEAD.ids); left > 0; left--) {
      const tags = reader.whole();
      const statements = reader.whole();
      const definitions = reader.whole();
      const said = reader.whole();
      skipScripts(said, reader);
      visit(strings.next(reader), tags, statements, definitions, said & SAID.all);
    }
  }

  /** Everything, sorted by spans. */
  all(): DocumentFindings {
    return { tags: this.tags(), attributions: this.attributions(), definitions: this.definitions() };
  }

  /** All attributions, in order. */
  attributions(): Attribution[] {
    return this.#attributions(undefined);
  }

  /** All definitions, in order. */
  definitions(): DefinitionSentence[] {
    return this.#definitions(undefined);
  }

  /** All tags, in order. */
  tags(): Tag[] {
    const tags = new Array<Tag>(this.tagCount);
    const rows = new TagRows(this.#reader(TAGS));
    for (let i = 0; i < tags.length; i++) {
      rows.next();
      tags[i] = this.#tag(rows);
    }
    return tags;
  }

  /** The mentions of a concept or an entity, in order; the first so many. */
  tagsOf(id: string, most = Infinity): (SourceTag | TermTag)[] {
    const known = this.#find(id);
    const tags: (SourceTag | TermTag)[] = [];
    if (!known) return tags;
    const rows = new TagRows(this.#reader(TAGS));
    while (tags.length < Math.min(known.tags, most)) {
      rows.next();
      if (rows.kind >= FIRST_SOURCE && rows.first === known.number) tags.push(this.#tag(rows) as SourceTag | TermTag);
    }
    return tags;
  }

  /** How many of its mentions are written in each script. */
  scriptsOf(id: string): ScriptCounts {
    const known = this.#find(id);
    if (!known || known.tags === 0) return {};
    const only = known.said >> SCRIPT_FROM;
    if (only !== SEVERAL_SCRIPTS) return { [SCRIPTS[only] as Script]: known.tags };
    const reader = new ByteReader(this.bytes, known.scriptsAt);
    const counts: Partial<Record<Script, number>> = {};
    for (const script of SCRIPTS) {
      const count = reader.whole();
      if (count > 0) counts[script] = count;
    }
    return counts;
  }

  /** The tags that begin from one offset on and before another, in order. */
  tagsBeginningIn(from: number, to: number): Tag[] {
    const tags: Tag[] = [];
    const rows = this.#rowsFrom(from);
    for (let left = this.tagCount - rows.passed; left > 0; left--) {
      rows.next();
      if (rows.start >= to) break;
      if (rows.start >= from) tags.push(this.#tag(rows));
    }
    return tags;
  }

  /** How many tags begin before an offset. */
  tagsBefore(offset: number): number {
    const rows = this.#rowsFrom(offset);
    for (let count = rows.passed; count < this.tagCount; count++) {
      rows.next();
      if (rows.start >= offset) return count;
    }
    return this.tagCount;
  }

  /** All tags of a kind, in order. */
  tagsOfKind(kind: Tag['kind']): Tag[] {
    const tags: Tag[] = [];
    const wanted = KINDS.findIndex(([, known]) => known === kind);
    const rows = new TagRows(this.#reader(TAGS));
    for (let left = this.tagCount; left > 0; left--) {
      rows.next();
      if (rows.kind === wanted) tags.push(this.#tag(rows));
    }
    return tags;
  }

  /** The attributions that name a source, in order. */
  statementsOf(id: string): Attribution[] {
    const known = this.#find(id);
    return known && known.statements > 0 ? this.#attributions(known.number) : [];
  }

  /** The sentences that define a concept, in order. */
  definitionsOf(id: string): DefinitionSentence[] {
    const known = this.#find(id);
    return known && known.definitions > 0 ? this.#definitions(known.number) : [];
  }

  #count(which: number): number {
    return this.#head[which] as number;
  }

  #reader(section: number): ByteReader {
    return new ByteReader(this.bytes, this.#sections[section]);
  }

  /** The number of an id and its counts, without making strings of others. */
  #find(id: string): FoundId | undefined {
    const wanted = new ByteWriter();
    wanted.string(id);
    const reader = this.#reader(IDS);
    for (let number = 0; number < this.#count(HEAD.ids); number++) {
      const tags = reader.whole();
      const statements = reader.whole();
      const definitions = reader.whole();
      const said = reader.whole();
      const scriptsAt = reader.at;
      skipScripts(said, reader);
      if (reader.isString(wanted.written)) return { number, tags, statements, definitions, said, scriptsAt };
    }
    return undefined;
  }

  // #region Tags

  /** The tags from the last place where reading can begin on that has all tags that start at an offset or later behind it. */
  #rowsFrom(offset: number): TagRows {
    const { bytes } = this;
    const places = Math.max(0, Math.ceil(this.tagCount / STRIDE) - 1);
    const from = bytes.length - 8 * places;
    let low = 0;
    let high = places;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (uint32(bytes, from + 8 * middle + 4) < offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return new TagRows(this.#reader(TAGS));
    const at = from + 8 * (low - 1);
    return new TagRows(new ByteReader(bytes, (this.#sections[TAGS] as number) + uint32(bytes, at)), low * STRIDE, uint32(bytes, at + 4));
  }

  #tag(rows: TagRows): Tag {
    if (rows.kind < FIRST_SOURCE) return this.#numberTag(rows);
    return rows.kind === TERM ? this.#termTag(rows) : this.#sourceTag(rows);
  }

  #numberTag({ kind, flags, start, length, first, measurement }: TagRows): NumberTag {
    this.#values ??= new Records(this.#reader(VALUES), this.#count(HEAD.values), skipValue, (reader) => this.#value(reader));
    const tag = { layer: 'number' as const, start, end: start + length, kind: kindOf(kind) as NumberKind, value: this.#values.at(first) };
    if (!(flags & FLAG.measures)) return tag;
    this.#measurements ??= new Records(this.#reader(MEASUREMENTS), this.#count(HEAD.measurements), skipMeasurement, (reader) => this.#measurement(reader));
    return { layer: 'number', start, end: tag.end, kind: tag.kind, value: tag.value, measures: this.#measurements.at(measurement) };
  }

  #sourceTag({ kind, flags, start, length, first, role, roleStart, roleLength, list }: TagRows): SourceTag {
    const tag: { -readonly [K in keyof SourceTag]: SourceTag[K] } = { start, end: start + length, layer: 'source', kind: kindOf(kind) as SourceKind, id: this.#id(first) };
    if (flags & FLAG.role) tag.role = this.#string(role);
    if (flags & FLAG.roleSpan) tag.roleSpan = { start: roleStart, end: roleStart + roleLength };
    if (flags & FLAG.list) tag.namesakes = this.#list(list);
    if (flags & FLAG.introduces) tag.introduces = true;
    return tag;
  }

  #termTag({ flags, start, length, first, list }: TagRows): TermTag {
    const tag = { layer: 'term' as const, kind: 'concept' as const, id: this.#id(first), start, end: start + length };
    return flags & FLAG.list ? { ...tag, alternatives: this.#list(list) } : tag;
  }

  // #endregion

  // #region Attributions and definitions

  /** Those with a source, or all. */
  #attributions(source: number | undefined): Attribution[] {
    const attributions: Attribution[] = [];
    const reader = this.#reader(ATTRIBUTIONS);
    let before = 0;
    for (let left = this.attributionCount; left > 0; left--) {
      const start = before + reader.whole();
      const end = start + reader.whole();
      before = start;
      const cue = reader.whole();
      const content = spanNear(start, reader);
      const byLength = reader.whole() - 1;
      const byStart = byLength < 0 ? 0 : start + reader.signed();
      const sources = Array.from({ length: reader.whole() }, () => reader.whole());
      if (source !== undefined && !sources.includes(source)) continue;
      const attribution: { -readonly [K in keyof Attribution]: Attribution[K] } = { start, end, sources: sources.map((id) => this.#id(id)), cue: this.#string(cue), content };
      if (byLength >= 0) attribution.by = { start: byStart, end: byStart + byLength };
      attributions.push(attribution);
    }
    return attributions;
  }

  /** Those of a concept, or all. */
  #definitions(concept: number | undefined): DefinitionSentence[] {
    const definitions: DefinitionSentence[] = [];
    const reader = this.#reader(DEFINITIONS);
    let before = 0;
    for (let left = this.definitionCount; left > 0; left--) {
      const start = before + reader.whole();
      const end = start + reader.whole();
      before = start;
      const id = reader.whole();
      const term = spanNear(start, reader);
      const evidence = EVIDENCE[reader.byte()] as DefinitionSentence['evidence'];
      if (concept === undefined || id === concept) definitions.push({ start, end, id: this.#id(id), term, evidence });
    }
    return definitions;
  }

  // #endregion

  // #region What findings share

  #id(number: number): string {
    this.#ids ??= new Records(this.#reader(IDS), this.#count(HEAD.ids), skipId, readId);
    return this.#ids.at(number);
  }

  #string(number: number): string {
    this.#strings ??= new Records(this.#reader(STRINGS), this.#count(HEAD.strings), (reader) => reader.skipString(), (reader) => reader.string());
    return this.#strings.at(number);
  }

  #list(number: number): readonly string[] {
    this.#lists ??= new Records(this.#reader(LISTS), this.#count(HEAD.lists), skipList, (reader) => Array.from({ length: reader.whole() }, () => this.#string(reader.whole())));
    return this.#lists.at(number);
  }

  #value(reader: ByteReader): NumberValue {
    const fields = reader.whole();
    const value: { -readonly [K in keyof NumberValue]: NumberValue[K] } = {};
    if (fields & VALUE.num) value.num = reader.number();
    if (fields & VALUE.lo) value.lo = reader.number();
    else if (fields & VALUE.loText) value.lo = this.#string(reader.whole());
    if (fields & VALUE.hi) value.hi = reader.number();
    else if (fields & VALUE.hiText) value.hi = this.#string(reader.whole());
    if (fields & VALUE.approx) value.approx = true;
    if (fields & VALUE.unit) value.unit = this.#string(reader.whole());
    if (fields & VALUE.per) value.per = this.#string(reader.whole());
    if (fields & VALUE.edtf) value.edtf = this.#string(reader.whole());
    else if (fields & VALUE.edtfNull) value.edtf = null;
    if (fields & VALUE.iso) value.iso = this.#string(reader.whole());
    if (fields & VALUE.relative) value.relative = true;
    if (fields & (VALUE.resolvedFromCorpus | VALUE.resolvedFromText)) {
      const from: DocumentDate['from'] = fields & VALUE.resolvedFromCorpus ? 'corpus' : 'text';
      value.resolvedFrom = { edtf: this.#string(reader.whole()), from };
    }
    return value;
  }

  #measurement(reader: ByteReader): Measurement {
    const fields = reader.whole();
    const measurement: { -readonly [K in keyof Measurement]: Measurement[K] } = { what: this.#string(reader.whole()) };
    if (fields & MEASURED.of) measurement.of = this.#string(reader.whole());
    const change = CHANGES[fields >> MEASURED.change];
    if (change) measurement.change = change;
    if (fields & MEASURED.reached) measurement.reached = true;
    if (fields & MEASURED.base) measurement.base = this.#string(reader.whole());
    if (fields & MEASURED.period) measurement.period = this.#string(reader.whole());
    return measurement;
  }

  // #endregion
}

const IDS = 0;
const STRINGS = 1;
const LISTS = 2;
const VALUES = 3;
const MEASUREMENTS = 4;
const TAGS = 5;
const ATTRIBUTIONS = 6;
const DEFINITIONS = 7;

function kindOf(number: number): Tag['kind'] {
  return (KINDS[number] as readonly [Layer, Tag['kind']])[1];
}

function spanNear(place: number, reader: ByteReader): Span {
  const start = place + reader.signed();
  return { start, end: start + reader.whole() };
}

/** What stands of an id before it. */
interface FoundId {
  readonly number: number;
  readonly tags: number;
  readonly statements: number;
  readonly definitions: number;
  readonly said: number;
  /** Where the counts by script begin, if there are any. */
  readonly scriptsAt: number;
}

/** The tags one after another: the fields are those of the one that was read last. One object for all, so that passing over a tag makes none. */
class TagRows {
  kind = 0;
  flags = 0;
  start: number;
  length = 0;
  /** Number of the value, or of the id. */
  first = 0;
  measurement = 0;
  role = 0;
  roleStart = 0;
  roleLength = 0;
  list = 0;
  readonly #reader: ByteReader;

  constructor(reader: ByteReader, /** How many tags stand before. */ readonly passed = 0, before = 0) {
    this.#reader = reader;
    this.start = before;
  }

  next(): void {
    const reader = this.#reader;
    const shape = reader.byte();
    this.kind = shape >> 4;
    this.flags = shape & 0xf;
    this.start += reader.whole();
    this.length = reader.whole();
    this.first = reader.whole();
    if (this.flags === 0) return;
    if (this.kind < FIRST_SOURCE) {
      this.measurement = reader.whole();
      return;
    }
    if (this.flags & FLAG.role && this.kind !== TERM) this.role = reader.whole();
    if (this.flags & FLAG.roleSpan) {
      this.roleStart = this.start + reader.signed();
      this.roleLength = reader.whole();
    }
    if (this.flags & FLAG.list) this.list = reader.whole();
  }
}

/** The records of a section, each made when it is first asked for: a question about a place needs few of them. */
class Records<T> {
  readonly #reader: ByteReader;
  readonly #read: (reader: ByteReader) => T;
  readonly #starts: Uint32Array;
  readonly #made: (T | undefined)[];

  /** The reader stands at the first of so many records; `skip` moves behind one. */
  constructor(reader: ByteReader, count: number, skip: (reader: ByteReader) => void, read: (reader: ByteReader) => T) {
    this.#reader = reader;
    this.#read = read;
    this.#starts = new Uint32Array(count);
    this.#made = new Array<T | undefined>(count);
    for (let i = 0; i < count; i++) {
      this.#starts[i] = reader.at;
      skip(reader);
    }
  }

  at(number: number): T {
    let made = this.#made[number];
    if (made === undefined) {
      this.#reader.moveTo(this.#starts[number] as number);
      this.#made[number] = made = this.#read(this.#reader);
    }
    return made;
  }
}

function skipId(reader: ByteReader): void {
  skipCounts(reader);
  reader.skipString();
}

function readId(reader: ByteReader): string {
  skipCounts(reader);
  return reader.string();
}

/** Moves behind what stands before an id. */
function skipCounts(reader: ByteReader): void {
  skipWholes(reader, 3);
  skipScripts(reader.whole(), reader);
}

/** Moves behind the counts by script, if there are any. */
function skipScripts(said: number, reader: ByteReader): void {
  if (said >> SCRIPT_FROM === SEVERAL_SCRIPTS) skipWholes(reader, SCRIPTS.length);
}

function skipList(reader: ByteReader): void {
  skipWholes(reader, reader.whole());
}

function skipValue(reader: ByteReader): void {
  const fields = reader.whole();
  if (fields & VALUE.num) reader.number();
  if (fields & VALUE.lo) reader.number();
  else if (fields & VALUE.loText) reader.whole();
  if (fields & VALUE.hi) reader.number();
  else if (fields & VALUE.hiText) reader.whole();
  skipStrings(fields, STRINGS_IN_VALUE, reader);
}

function skipMeasurement(reader: ByteReader): void {
  const fields = reader.whole();
  reader.whole();
  skipStrings(fields, STRINGS_IN_MEASUREMENT, reader);
}

/** Moves behind the numbers of strings that fields say are there. */
function skipStrings(fields: number, of: readonly number[], reader: ByteReader): void {
  for (const field of of) if (fields & field) reader.whole();
}

function skipWholes(reader: ByteReader, count: number): void {
  for (let left = count; left > 0; left--) reader.whole();
}

const STRINGS_IN_VALUE = [VALUE.unit, VALUE.per, VALUE.edtf, VALUE.iso, VALUE.resolvedFromCorpus | VALUE.resolvedFromText];
const STRINGS_IN_MEASUREMENT = [MEASURED.of, MEASURED.base, MEASURED.period];

