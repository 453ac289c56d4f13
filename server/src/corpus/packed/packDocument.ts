import type { EstablishedName } from '../../recognise/sources/established';
import { LAYERS, type DocumentDate, type Layer } from '../../recognise/tags';
import type { BoundaryQuestion } from '../../recognise/terms/segmenter';
import { ByteReader, ByteWriter } from './bytes';
import { BODY, isSealed, seal } from './envelope';
import { Interned } from './interned';
import { PackedFindings } from './packedFindings';

/**
 * What is known of a document beside its text, of which any part may be missing: the findings of a layer, each packed on its own, as each
 * holds as long as something else does (units, names of the corpus, term bases); the names that the document establishes; the date that it
 * states; the word boundaries that its terms leave open; how its sources are written (`packForms`), which holds as long as they do.
 */
export interface KnownOfDocument {
  readonly findings: ReadonlyMap<Layer, PackedFindings>;
  readonly names?: readonly EstablishedName[] | undefined;
  /** `null`: the text was looked at, and states none. */
  readonly statedDate?: DocumentDate | null | undefined;
  readonly wanted?: readonly BoundaryQuestion[] | undefined;
  readonly forms?: Uint8Array | undefined;
}

const NAMES = 8;
const NO_DATE = 16;
const DATE = 32;
const WANTED = 64;
const FORMS = 128;

/** What is known of a document as one row of bytes, in a buffer of its own. */
export function packDocument({ findings, names, statedDate, wanted = [], forms }: KnownOfDocument): Uint8Array<ArrayBuffer> {
  const head = new ByteWriter();
  const layers = LAYERS.flatMap((layer, i) => {
    const packed = findings.get(layer);
    return packed ? [{ bit: 1 << i, bytes: packed.bytes }] : [];
  });
  const date = statedDate === undefined ? 0 : statedDate ? DATE : NO_DATE;
  head.byte(layers.reduce((bits, { bit }) => bits | bit, (names ? NAMES : 0) | date | (wanted.length > 0 ? WANTED : 0) | (forms ? FORMS : 0)));
  if (statedDate) {
    head.string(statedDate.edtf);
    head.byte(statedDate.from === 'corpus' ? 1 : 0);
  }
  if (names) writeNames(names, head);
  if (wanted.length > 0) writeQuestions(wanted, head);
  for (const { bytes } of layers) head.whole(bytes.length);
  if (forms) head.whole(forms.length);
  return seal('document', [head.written, ...layers.map(({ bytes }) => bytes), ...(forms ? [forms] : [])]);
}

/**
 * What {@link packDocument} was given; undefined where the bytes are damaged or of another version. The findings stay where they are, in these
 * bytes. Names that `known` has are not made anew.
 */
export function openDocument(bytes: Uint8Array, known = internedNames()): KnownOfDocument | undefined {
  if (!isSealed('document', bytes)) return undefined;
  const reader = new ByteReader(bytes, BODY);
  const parts = reader.byte();
  const statedDate = parts & DATE ? { edtf: reader.string(), from: reader.byte() === 1 ? ('corpus' as const) : ('text' as const) } : parts & NO_DATE ? null : undefined;
  const names = parts & NAMES ? readNames(reader, known) : undefined;
  const wanted = parts & WANTED ? readQuestions(reader) : undefined;
  const layers = LAYERS.filter((_, i) => parts & (1 << i)).map((layer) => ({ layer, length: reader.whole() }));
  const formBytes = parts & FORMS ? reader.whole() : undefined;
  let at = reader.at;
  const findings = new Map<Layer, PackedFindings>();
  for (const { layer, length } of layers) {
    // The envelope around all of them holds for each.
    findings.set(layer, new PackedFindings(bytes.subarray(at, at + length)));
    at += length;
  }
  return { findings, names, statedDate, wanted, forms: formBytes === undefined ? undefined : bytes.subarray(at, at + formBytes) };
}

const IN_CORPUS = 1;
const WITH_ROLES = 2;

function writeNames(names: readonly EstablishedName[], bytes: ByteWriter): void {
  bytes.whole(names.length);
  for (const { id, form, scope, roles } of names) {
    bytes.byte((scope === 'corpus' ? IN_CORPUS : 0) | (roles ? WITH_ROLES : 0));
    bytes.string(id);
    bytes.string(form);
    if (!roles) continue;
    bytes.whole(roles.length);
    for (const role of roles) bytes.string(role);
  }
}

function readNames(reader: ByteReader, known: Interned<EstablishedName>): EstablishedName[] {
  return Array.from({ length: reader.whole() }, () => known.next(reader));
}

/** The names that documents establish: many establish the same. */
export function internedNames(): Interned<EstablishedName> {
  return new Interned(readName, skipName);
}

function readName(reader: ByteReader): EstablishedName {
  const flags = reader.byte();
  const name: EstablishedName = { id: reader.string(), form: reader.string(), scope: flags & IN_CORPUS ? 'corpus' : 'document' };
  return flags & WITH_ROLES ? { ...name, roles: Array.from({ length: reader.whole() }, () => reader.string()) } : name;
}

function skipName(reader: ByteReader): void {
  const flags = reader.byte();
  reader.skipString();
  reader.skipString();
  if (flags & WITH_ROLES) for (let roles = reader.whole(); roles > 0; roles--) reader.skipString();
}

function writeQuestions(questions: readonly BoundaryQuestion[], bytes: ByteWriter): void {
  bytes.whole(questions.length);
  for (const { clause, start, end } of questions) {
    bytes.string(clause);
    bytes.whole(start);
    bytes.whole(end);
  }
}

function readQuestions(reader: ByteReader): BoundaryQuestion[] {
  return Array.from({ length: reader.whole() }, () => ({ clause: reader.string(), start: reader.whole(), end: reader.whole() }));
}
