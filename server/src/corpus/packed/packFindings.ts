import type { DocumentFindings } from '../findings';
import type { Attribution, DefinitionSentence, Measurement, NumberTag, NumberValue, SourceTag, Tag, TermTag } from '../../recognise/tags';
import { scriptOf } from '../../text/script';
import { bySpan, type Span } from '../../text/span';
import { ByteWriter, joined } from './bytes';
import { CHANGES, EVIDENCE, FLAG, HEAD, HEAD_LENGTH, KINDS, MEASURED, SAID, SCRIPT_FROM, SCRIPTS, SEVERAL_SCRIPTS, STRIDE, VALUE } from './form';
import { RecordTable, StringTable } from './tables';

/**
 * Findings, of all layers or of one, as bytes (form.ts says how they lie), in a buffer of their own. `PackedFindings` gives them back
 * exactly, sorted by their spans. All offsets are UTF-16 code units of the document, none negative.
 *
 * @param text that of the document: in which scripts mentions are written is packed with them
 */
export function packFindings({ tags, attributions, definitions }: DocumentFindings, text: string): Uint8Array<ArrayBuffer> {
  const tables = new Tables(text);
  const packedTags = packTags(inOrder(tags), tables);
  const packedAttributions = packAttributions(inOrder(attributions), tables);
  const packedDefinitions = packDefinitions(inOrder(definitions), tables);
  const ids = tables.packIds();
  const { strings, lists, values, measurements } = tables;

  const head = new Array<number>(HEAD_LENGTH);
  head[HEAD.ids] = tables.ids.size;
  head[HEAD.strings] = strings.size;
  head[HEAD.lists] = lists.size;
  head[HEAD.values] = values.size;
  head[HEAD.measurements] = measurements.size;
  head[HEAD.tags] = tags.length;
  head[HEAD.attributions] = attributions.length;
  head[HEAD.definitions] = definitions.length;
  head[HEAD.longest] = packedTags.longest;
  head[HEAD.idBytes] = ids.length;
  head[HEAD.stringBytes] = strings.written.length;
  head[HEAD.listBytes] = lists.written.length;
  head[HEAD.valueBytes] = values.written.length;
  head[HEAD.measurementBytes] = measurements.written.length;
  head[HEAD.tagBytes] = packedTags.bytes.length;
  head[HEAD.attributionBytes] = packedAttributions.length;
  const packedHead = new ByteWriter();
  for (const number of head) packedHead.whole(number);

  return joined([
    packedHead.written,
    ids,
    strings.written,
    lists.written,
    values.written,
    measurements.written,
    packedTags.bytes,
    packedAttributions,
    packedDefinitions,
    packedTags.starts,
  ]);
}

/** What findings share: each thing is written once, and named by its number. */
class Tables {
  readonly #text: string;
  /** The place of an id in {@link counts}, which has four numbers for each: tags, attributions, definitions, and what the tags say beside. */
  readonly ids = new Map<string, number>();
  /** How many tags of an id are written in each of {@link SCRIPTS}. */
  readonly scripts: number[] = [];
  readonly counts: number[] = [];
  readonly strings = new StringTable();
  readonly lists = new RecordTable();
  readonly values = new RecordTable();
  readonly measurements = new RecordTable();

  constructor(text: string) {
    this.#text = text;
  }

  /** The number of the id of a tag, which is counted. */
  idOf({ id, start, end }: SourceTag | TermTag, said = 0): number {
    const number = this.id(id, 0, said);
    const at = SCRIPTS.length * number + SCRIPTS.indexOf(scriptOf(this.#text, start, end));
    this.scripts[at] = (this.scripts[at] as number) + 1;
    return number;
  }

  /** The number of an id; one more of its tags (0), attributions (1) or definitions (2) is counted, if one of these is given. */
  id(id: string, counted?: 0 | 1 | 2, said = 0): number {
    let number = this.ids.get(id);
    if (number === undefined) {
      number = this.ids.size;
      this.ids.set(id, number);
      this.counts.push(0, 0, 0, 0);
      for (let i = 0; i < SCRIPTS.length; i++) this.scripts.push(0);
    }
    if (counted !== undefined) this.counts[4 * number + counted] = (this.counts[4 * number + counted] as number) + 1;
    if (said > 0) this.counts[4 * number + 3] = (this.counts[4 * number + 3] as number) | said;
    return number;
  }

  packIds(): Uint8Array {
    const bytes = new ByteWriter();
    for (const [id, number] of this.ids) {
      const tags = this.counts[4 * number] as number;
      const only = tags === 0 ? 0 : this.#onlyScript(number, tags);
      for (let i = 0; i < 3; i++) bytes.whole(this.counts[4 * number + i] as number);
      bytes.whole((this.counts[4 * number + 3] as number) | (only << SCRIPT_FROM));
      if (only === SEVERAL_SCRIPTS) for (let i = 0; i < SCRIPTS.length; i++) bytes.whole(this.scripts[SCRIPTS.length * number + i] as number);
      bytes.string(id);
    }
    return bytes.written;
  }

  /** The script that all so many tags of an id are written in, or {@link SEVERAL_SCRIPTS}. */
  #onlyScript(number: number, tags: number): number {
    let script = 0;
    while (script < SCRIPTS.length && this.scripts[SCRIPTS.length * number + script] !== tags) script++;
    return script;
  }

  list(strings: readonly string[]): number {
    const numbers = strings.map((text) => this.strings.numberOf(text));
    const { bytes } = this.lists;
    bytes.whole(numbers.length);
    for (const number of numbers) bytes.whole(number);
    return this.lists.number();
  }
}

// #region Tags

function packTags(tags: readonly Tag[], tables: Tables): { readonly bytes: Uint8Array; readonly starts: Uint8Array; readonly longest: number } {
  const bytes = new ByteWriter();
  const starts = new ByteWriter();
  let before = 0;
  let longest = 0;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] as Tag;
    if (i > 0 && i % STRIDE === 0) {
      writeUint32(starts, bytes.length);
      writeUint32(starts, before);
    }
    bytes.byte(shapeOf(tag));
    bytes.whole(tag.start - before);
    bytes.whole(tag.end - tag.start);
    before = tag.start;
    longest = Math.max(longest, tag.end - tag.start);
    switch (tag.layer) {
      case 'number':
        packNumber(tag, tables, bytes);
        break;
      case 'source':
        packSource(tag, tables, bytes);
        break;
      case 'term':
        packTerm(tag, tables, bytes);
        break;
    }
  }
  return { bytes: bytes.written, starts: starts.written, longest };
}

/** No two layers have a kind of one name. */
const KIND_NUMBERS: ReadonlyMap<Tag['kind'], number> = new Map(KINDS.map(([, kind], i) => [kind, i]));

function shapeOf(tag: Tag): number {
  return ((KIND_NUMBERS.get(tag.kind) as number) << 4) | flagsOf(tag);
}

function flagsOf(tag: Tag): number {
  switch (tag.layer) {
    case 'number':
      return tag.measures ? FLAG.measures : 0;
    case 'source':
      return (tag.role === undefined ? 0 : FLAG.role) | (tag.roleSpan ? FLAG.roleSpan : 0) | (tag.introduces ? FLAG.introduces : 0) | (tag.namesakes ? FLAG.list : 0);
    case 'term':
      return tag.alternatives ? FLAG.list : 0;
  }
}

function packNumber({ value, measures }: NumberTag, tables: Tables, bytes: ByteWriter): void {
  const { strings, values, measurements } = tables;
  packValue(value, strings, values.bytes);
  bytes.whole(values.number());
  if (!measures) return;
  packMeasurement(measures, strings, measurements.bytes);
  bytes.whole(measurements.number());
}

function packSource(tag: SourceTag, tables: Tables, bytes: ByteWriter): void {
  const { start, role, roleSpan, namesakes, introduces } = tag;
  bytes.whole(tables.idOf(tag, (introduces ? SAID.introduction : 0) | (role === undefined ? 0 : SAID.role)));
  if (role !== undefined) bytes.whole(tables.strings.numberOf(role));
  if (roleSpan) packNear(roleSpan, start, bytes);
  if (namesakes) bytes.whole(tables.list(namesakes));
}

function packTerm(tag: TermTag, tables: Tables, bytes: ByteWriter): void {
  bytes.whole(tables.idOf(tag));
  if (tag.alternatives) bytes.whole(tables.list(tag.alternatives));
}

function packValue({ num, lo, hi, approx, unit, per, edtf, iso, relative, resolvedFrom }: NumberValue, strings: StringTable, bytes: ByteWriter): void {
  let fields = 0;
  if (num !== undefined) fields |= VALUE.num;
  if (lo !== undefined) fields |= typeof lo === 'string' ? VALUE.loText : VALUE.lo;
  if (hi !== undefined) fields |= typeof hi === 'string' ? VALUE.hiText : VALUE.hi;
  if (approx) fields |= VALUE.approx;
  if (unit !== undefined) fields |= VALUE.unit;
  if (per !== undefined) fields |= VALUE.per;
  if (edtf !== undefined) fields |= edtf === null ? VALUE.edtfNull : VALUE.edtf;
  if (iso !== undefined) fields |= VALUE.iso;
  if (relative) fields |= VALUE.relative;
  if (resolvedFrom) fields |= resolvedFrom.from === 'corpus' ? VALUE.resolvedFromCorpus : VALUE.resolvedFromText;
  bytes.whole(fields);
  if (num !== undefined) bytes.number(num);
  packBound(lo, strings, bytes);
  packBound(hi, strings, bytes);
  packString(unit, strings, bytes);
  packString(per, strings, bytes);
  packString(edtf, strings, bytes);
  packString(iso, strings, bytes);
  packString(resolvedFrom?.edtf, strings, bytes);
}

function packBound(bound: number | string | undefined, strings: StringTable, bytes: ByteWriter): void {
  if (typeof bound === 'number') bytes.number(bound);
  else packString(bound, strings, bytes);
}

/** The number of a string, where there is one. */
function packString(text: string | null | undefined, strings: StringTable, bytes: ByteWriter): void {
  if (typeof text === 'string') bytes.whole(strings.numberOf(text));
}

function packMeasurement({ what, of, change, reached, base, period }: Measurement, strings: StringTable, bytes: ByteWriter): void {
  let fields = CHANGES.indexOf(change) << MEASURED.change;
  if (of !== undefined) fields |= MEASURED.of;
  if (reached) fields |= MEASURED.reached;
  if (base !== undefined) fields |= MEASURED.base;
  if (period !== undefined) fields |= MEASURED.period;
  bytes.whole(fields);
  packString(what, strings, bytes);
  packString(of, strings, bytes);
  packString(base, strings, bytes);
  packString(period, strings, bytes);
}

// #endregion

function packAttributions(attributions: readonly Attribution[], tables: Tables): Uint8Array {
  const bytes = new ByteWriter();
  let before = 0;
  for (const { start, end, sources, cue, content, by } of attributions) {
    bytes.whole(start - before);
    bytes.whole(end - start);
    before = start;
    bytes.whole(tables.strings.numberOf(cue));
    packNear(content, start, bytes);
    bytes.whole(by ? by.end - by.start + 1 : 0);
    if (by) bytes.signed(by.start - start);
    bytes.whole(sources.length);
    for (let i = 0; i < sources.length; i++) {
      const id = sources[i] as string;
      // One that is named twice makes one statement.
      bytes.whole(sources.indexOf(id) === i ? tables.id(id, 1) : tables.id(id));
    }
  }
  return bytes.written;
}

function packDefinitions(definitions: readonly DefinitionSentence[], tables: Tables): Uint8Array {
  const bytes = new ByteWriter();
  let before = 0;
  for (const { start, end, id, term, evidence } of definitions) {
    bytes.whole(start - before);
    bytes.whole(end - start);
    before = start;
    bytes.whole(tables.id(id, 2));
    packNear(term, start, bytes);
    bytes.byte(EVIDENCE.indexOf(evidence));
  }
  return bytes.written;
}

/** A span that stands near a place, before or behind it. */
function packNear(span: Span, place: number, bytes: ByteWriter): void {
  bytes.signed(span.start - place);
  bytes.whole(span.end - span.start);
}

function inOrder<T extends Span>(found: readonly T[]): readonly T[] {
  for (let i = 1; i < found.length; i++) if (bySpan(found[i - 1] as T, found[i] as T) > 0) return [...found].sort(bySpan);
  return found;
}

function writeUint32(bytes: ByteWriter, value: number): void {
  for (let i = 0; i < 4; i++) bytes.byte(value >>> (8 * i));
}
