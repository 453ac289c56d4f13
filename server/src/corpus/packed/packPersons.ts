import type { Credit, CreditedPerson } from '../../recognise/sources/credits';
import type { FoundPersons, Person } from '../../recognise/sources/persons';
import type { SpeakerLabel } from '../../recognise/sources/speakerLabels';
import type { Span } from '../../text/span';
import { ByteReader, ByteWriter } from './bytes';
import { BODY, isSealed, seal } from './envelope';
import { StringTable } from './tables';

/** What the survey of a document found of persons, kept until its sources are recognised: by then the threads that do it have forgotten it. */

const STRONG = 1;
const FOREIGN = 2;
const ORIGINAL = 4;
const WITH_ROLE = 8;

const SPEAKS = 1;
const WITH_LABEL = 2;

/** As one row of bytes, in a buffer of its own. */
export function packPersons({ credits, labels, persons, addresses, datelines }: FoundPersons): Uint8Array<ArrayBuffer> {
  const ids = new StringTable();
  const spans = new SpanWriter();
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
  const head = new ByteWriter();
  head.whole(ids.size);
  return seal('persons', [head.written, ids.written, bytes.written]);
}

/** What {@link packPersons} was given; undefined where the bytes are damaged or of another version. */
export function openPersons(bytes: Uint8Array): FoundPersons | undefined {
  if (!isSealed('persons', bytes)) return undefined;
  const reader = new ByteReader(bytes, BODY);
  const ids = Array.from({ length: reader.whole() }, () => reader.string());
  const id = (): string => ids[reader.whole()] as string;
  const spans = new SpanReader(reader);
  const persons = spans.each(({ start, end }): Person => {
    const flags = reader.byte();
    return { start, end, id: id(), strong: (flags & STRONG) !== 0, foreign: (flags & FOREIGN) !== 0, role: flags & WITH_ROLE ? spans.read() : undefined, original: (flags & ORIGINAL) !== 0 };
  });
  const labels = spans.each(({ start, end }): SpeakerLabel => ({ start, end, kind: reader.byte() === 1 ? 'person' : 'organization', id: id() }));
  const credits = spans.each(({ start, end }): Credit => {
    const flags = reader.byte();
    const label = flags & WITH_LABEL ? { label: spans.read() } : {};
    const credited = spans.each((span): CreditedPerson => (reader.byte() === WITH_ROLE ? { ...span, role: spans.read() } : span));
    return { start, end, persons: credited, organizations: spans.each((span) => span), ...label, speaks: (flags & SPEAKS) !== 0 };
  });
  return { persons, labels, credits, addresses: spans.each((span) => span), datelines: spans.each((span) => span) };
}

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
  readonly #bytes: ByteReader;
  #last = 0;

  constructor(bytes: ByteReader) {
    this.#bytes = bytes;
  }

  read(): Span {
    const start = this.#last + this.#bytes.signed();
    this.#last = start;
    return { start, end: start + this.#bytes.whole() };
  }

  each<T>(make: (span: Span) => T): T[] {
    return Array.from({ length: this.#bytes.whole() }, () => make(this.read()));
  }
}
