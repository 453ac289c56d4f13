import type { Credit, CreditedPerson } from '../../recognise/sources/credits';
import type { Frame } from '../../recognise/sources/organizationFrames';
import type { CitingFrame } from '../../recognise/sources/organizations';
import type { FoundPersons, Person } from '../../recognise/sources/persons';
import type { ShortName } from '../../recognise/sources/shortNames';
import type { FoundSources } from '../../recognise/sources/sources';
import type { SpeakerLabel } from '../../recognise/sources/speakerLabels';
import type { WorkMention } from '../../recognise/sources/works';
import type { SoftBreak } from '../../text/softBreaks';
import type { Span } from '../../text/span';
import { articlesOf, type Structure } from '../../text/structure';
import type { Block, BlockKind } from '../../text/structure/blocks';
import type { Turn } from '../../text/structure/turns';
import { ByteReader, ByteWriter } from './bytes';
import { BODY, isSealed, seal } from './envelope';
import { StringTable } from './tables';

/**
 * What the survey of a document found, kept until its layers are recognised: by then the threads that do it have forgotten it. Of a large corpus it
 * is kept of all documents at once, so it is what takes long to find in few bytes: about one for ten code units.
 */
export interface SurveyFindings {
  readonly sources: FoundSources;
  readonly structure: Structure;
  /** The line breaks of the document that the reading joins. */
  readonly breaks: readonly SoftBreak[];
}

/** As one row of bytes, in a buffer of its own. */
export function packSurvey({ sources, structure, breaks }: SurveyFindings): Uint8Array<ArrayBuffer> {
  const ids = new StringTable();
  const spans = new SpanWriter();
  packBreaks(breaks, spans);
  packStructure(structure, spans);
  packPersons(sources.persons, ids, spans);
  packBodies(sources, spans);
  const head = new ByteWriter();
  head.whole(ids.size);
  return seal('survey', [head.written, ids.written, spans.bytes.written]);
}

/** What {@link packSurvey} was given; undefined where the bytes are damaged or of another version. */
export function openSurvey(bytes: Uint8Array): SurveyFindings | undefined {
  if (!isSealed('survey', bytes)) return undefined;
  const reader = new ByteReader(bytes, BODY);
  const ids = Array.from({ length: reader.whole() }, () => reader.string());
  const spans = new SpanReader(reader);
  return { breaks: openBreaks(spans), structure: openStructure(spans), sources: { persons: openPersons(ids, spans), ...openBodies(spans) } };
}

// #region How the text is built

function packBreaks(breaks: readonly SoftBreak[], spans: SpanWriter): void {
  spans.each(breaks, ({ asSpace }) => spans.bytes.byte(asSpace ? 1 : 0));
}

function openBreaks(spans: SpanReader): SoftBreak[] {
  return spans.each(({ start, end }) => ({ start, end, asSpace: spans.bytes.byte() === 1 }));
}

const BLOCK_KINDS = ['heading', 'paragraph', 'byline', 'caption', 'list-item', 'furniture'] as const satisfies readonly BlockKind[];
/** Each block in a byte and its length: the kind in three bits, the level in two, and whether it stands behind the one before it with one line break between. */
const LEVEL_FROM = 3;
const NEXT_LINE = 32;

function packStructure({ blocks, turns }: Structure, spans: SpanWriter): void {
  const { bytes } = spans;
  let end = -1;
  bytes.whole(blocks.length);
  for (const block of blocks) {
    const isNext = block.start === end + 1;
    bytes.byte(BLOCK_KINDS.indexOf(block.kind) | (block.level << LEVEL_FROM) | (isNext ? NEXT_LINE : 0));
    if (!isNext) bytes.whole(block.start - end);
    bytes.whole(block.end - block.start);
    ({ end } = block);
  }
  bytes.whole(turns.length);
  for (const { label, anonymous, parts } of turns) {
    bytes.byte(anonymous ? 1 : 0);
    spans.write(label);
    spans.each(parts);
  }
}

function openStructure(spans: SpanReader): Structure {
  const { bytes } = spans;
  const blocks: Block[] = [];
  for (let end = -1, left = bytes.whole(); left > 0; left--) {
    const kind = bytes.byte();
    const start = kind & NEXT_LINE ? end + 1 : end + bytes.whole();
    end = start + bytes.whole();
    blocks.push({ start, end, kind: BLOCK_KINDS[kind & 7] as BlockKind, level: (kind >> LEVEL_FROM) & 3 });
  }
  const turns = Array.from({ length: bytes.whole() }, (): Turn => {
    const anonymous = bytes.byte() === 1;
    const label = spans.read();
    const parts = spans.each((span) => span);
    return { label, anonymous, parts, start: label.start, end: (parts.at(-1) ?? label).end };
  });
  return { blocks, articles: articlesOf(blocks), turns };
}

// #endregion

// #region Persons

const STRONG = 1;
const FOREIGN = 2;
const ORIGINAL = 4;
const WITH_ROLE = 8;

const SPEAKS = 1;
const WITH_LABEL = 2;

function packPersons({ credits, labels, persons, addresses, datelines }: FoundPersons, ids: StringTable, spans: SpanWriter): void {
  const { bytes } = spans;
  spans.each(persons, ({ id, strong, foreign, original, role }) => {
    bytes.byte((strong ? STRONG : 0) | (foreign ? FOREIGN : 0) | (original ? ORIGINAL : 0) | (role ? WITH_ROLE : 0));
    bytes.whole(ids.numberOf(id));
    if (role) spans.write(role);
  });
  spans.each(labels, ({ id, kind }) => {
    bytes.byte(kind === 'person' ? 1 : 0);
    bytes.whole(ids.numberOf(id));
  });
  spans.each(credits, (credit) => {
    bytes.byte((credit.speaks ? SPEAKS : 0) | (credit.label ? WITH_LABEL : 0));
    if (credit.label) spans.write(credit.label);
    spans.each(credit.persons, ({ role }) => {
      bytes.byte(role ? WITH_ROLE : 0);
      if (role) spans.write(role);
    });
    spans.each(credit.organizations);
  });
  spans.each(addresses);
  spans.each(datelines);
}

function openPersons(ids: readonly string[], spans: SpanReader): FoundPersons {
  const { bytes } = spans;
  const id = (): string => ids[bytes.whole()] as string;
  const persons = spans.each(({ start, end }): Person => {
    const flags = bytes.byte();
    return { start, end, id: id(), strong: (flags & STRONG) !== 0, foreign: (flags & FOREIGN) !== 0, role: flags & WITH_ROLE ? spans.read() : undefined, original: (flags & ORIGINAL) !== 0 };
  });
  const labels = spans.each(({ start, end }): SpeakerLabel => ({ start, end, kind: bytes.byte() === 1 ? 'person' : 'organization', id: id() }));
  const credits = spans.each(({ start, end }): Credit => {
    const flags = bytes.byte();
    const label = flags & WITH_LABEL ? { label: spans.read() } : {};
    const credited = spans.each((span): CreditedPerson => (bytes.byte() === WITH_ROLE ? { ...span, role: spans.read() } : span));
    return { start, end, persons: credited, organizations: spans.each((span) => span), ...label, speaks: (flags & SPEAKS) !== 0 };
  });
  return { persons, labels, credits, addresses: spans.each((span) => span), datelines: spans.each((span) => span) };
}

// #endregion

// #region Works and bodies

const WITH_FULL_TITLE = 1;
const INTRODUCES = 2;

const FRAME_KINDS = ['according', 'say', 'publish', 'reporter', 'list', 'dateline', 'medium'] as const satisfies readonly Frame['kind'][];
const CITES = 8;
const NOTHING: readonly Span[] = [];

function packBodies({ works, shortNames, frames }: Omit<FoundSources, 'persons'>, spans: SpanWriter): void {
  const { bytes } = spans;
  spans.each(works, ({ fullTitle, introduces }) => {
    bytes.byte((fullTitle ? WITH_FULL_TITLE : 0) | (introduces ? INTRODUCES : 0));
    if (fullTitle) spans.write(fullTitle);
  });
  spans.each(shortNames, ({ full, abbreviates }) => {
    bytes.byte(abbreviates ? 1 : 0);
    spans.write(full);
  });
  bytes.whole(frames.length);
  for (const { frame, cited } of frames) {
    spans.write(frame);
    bytes.byte(FRAME_KINDS.indexOf(frame.kind) | (cited.length > 0 ? CITES : 0));
    if (cited.length > 0) spans.each(cited);
  }
}

function openBodies(spans: SpanReader): Omit<FoundSources, 'persons'> {
  const { bytes } = spans;
  const works = spans.each(({ start, end }): WorkMention => {
    const flags = bytes.byte();
    if (flags === 0) return { start, end };
    return { start, end, ...(flags & WITH_FULL_TITLE ? { fullTitle: spans.read() } : {}), ...(flags & INTRODUCES ? { introduces: true as const } : {}) };
  });
  const shortNames = spans.each(({ start, end }): ShortName => ({ start, end, abbreviates: bytes.byte() === 1, full: spans.read() }));
  const frames = spans.each(({ start, end }): CitingFrame => {
    const flags = bytes.byte();
    return { frame: { start, end, kind: FRAME_KINDS[flags & 7] as Frame['kind'] }, cited: flags & CITES ? spans.each((span) => span) : NOTHING };
  });
  return { works, shortNames, frames };
}

// #endregion

type Nothing<T extends never> = T;

/** All fields of what is packed stand here, and all kinds. One that is added to these types has to be packed too: until then this is an error of types. */
export type Complete = [
  Nothing<Exclude<keyof FoundSources, 'persons' | 'works' | 'shortNames' | 'frames'>>,
  Nothing<Exclude<keyof FoundPersons, 'persons' | 'labels' | 'credits' | 'addresses' | 'datelines'>>,
  Nothing<Exclude<keyof Person, 'start' | 'end' | 'id' | 'strong' | 'foreign' | 'role' | 'original'>>,
  Nothing<Exclude<keyof SpeakerLabel, 'start' | 'end' | 'kind' | 'id'>>,
  Nothing<Exclude<keyof Credit, 'start' | 'end' | 'persons' | 'organizations' | 'label' | 'speaks'>>,
  Nothing<Exclude<keyof CreditedPerson, 'start' | 'end' | 'role'>>,
  Nothing<Exclude<keyof WorkMention, 'start' | 'end' | 'fullTitle' | 'introduces'>>,
  Nothing<Exclude<keyof ShortName, 'start' | 'end' | 'full' | 'abbreviates'>>,
  Nothing<Exclude<keyof CitingFrame, 'frame' | 'cited'>>,
  Nothing<Exclude<keyof Frame, 'start' | 'end' | 'kind'>>,
  Nothing<Exclude<Frame['kind'], (typeof FRAME_KINDS)[number]>>,
  Nothing<Exclude<keyof Structure, 'blocks' | 'articles' | 'turns'>>,
  Nothing<Exclude<keyof Block, 'start' | 'end' | 'kind' | 'level'>>,
  Nothing<Exclude<BlockKind, (typeof BLOCK_KINDS)[number]>>,
  Nothing<Exclude<keyof Turn, 'start' | 'end' | 'label' | 'anonymous' | 'parts'>>,
  Nothing<Exclude<keyof SoftBreak, 'start' | 'end' | 'asSpace'>>,
];

/** Writes spans, each beginning near where the last one did. */
class SpanWriter {
  readonly bytes = new ByteWriter();
  #last = 0;

  write({ start, end }: Span): void {
    this.bytes.signed(start - this.#last);
    this.bytes.whole(end - start);
    this.#last = start;
  }

  /** How many there are, and each with what `more` writes of it. */
  each<T extends Span>(all: readonly T[], more?: (one: T) => void): void {
    this.bytes.whole(all.length);
    for (const one of all) {
      this.write(one);
      more?.(one);
    }
  }
}

class SpanReader {
  readonly bytes: ByteReader;
  #last = 0;

  constructor(bytes: ByteReader) {
    this.bytes = bytes;
  }

  read(): Span {
    const start = this.#last + this.bytes.signed();
    this.#last = start;
    return { start, end: start + this.bytes.whole() };
  }

  each<T>(make: (span: Span) => T): T[] {
    const all: T[] = [];
    for (let left = this.bytes.whole(); left > 0; left--) all.push(make(this.read()));
    return all;
  }
}
