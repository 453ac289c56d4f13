import fc from 'fast-check';
import type { DocumentFindings } from '../../../../server/src/corpus/findings';
import { NUMBER_KINDS, SOURCE_KINDS } from '../../../../server/src/recognise/tags';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';
import type { Attribution, DefinitionSentence, DocumentDate, Measurement, NumberTag, NumberValue, SourceTag, Tag, TermTag } from '../../../../server/src/recognise/tags';
import { bySpan, type Span } from '../../../../server/src/text/span';

/** Any text that a string may hold: names in Han, surrogates with and without partner, the empty one. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('王', '一', '鳴', '𠮷', '（', '〇', '龥', '鿿', 'A', '1', '\u2000', '\ud842', '\udfb7', '\u00e9', '\ufffd', '\0'), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const id = fc.oneof(fc.constantFrom('person:陈启文', 'organization:某研究院', 'concept:产业'), text.map((name) => `person:${name}`));
const offset = fc.oneof(fc.nat(3000), fc.nat(2 ** 30));
const length = fc.oneof(fc.nat(40), fc.nat(100_000));
const span: fc.Arbitrary<Span> = fc.record({ start: offset, length }).map(({ start, length: size }) => ({ start, end: start + size }));
const quantity = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double(), fc.nat(999).map((n) => n / 10), fc.constantFrom(0, -0, 3e10, 1_000_000, 0.1, 1e-7, 1e21, 1e22, 123456789.125));
const yes = fc.constant(true as const);

const date: fc.Arbitrary<DocumentDate> = fc.record({ edtf: text, from: fc.constantFrom('corpus', 'text') });

const value: fc.Arbitrary<NumberValue> = fc.record(
  {
    num: quantity,
    lo: fc.oneof(quantity, text),
    hi: fc.oneof(quantity, text),
    approx: yes,
    unit: text,
    per: text,
    edtf: fc.option(text),
    iso: text,
    relative: yes,
    resolvedFrom: date,
  },
  { requiredKeys: [] },
);

const measurement: fc.Arbitrary<Measurement> = fc.record(
  { what: text, of: text, change: fc.constantFrom('rise', 'fall', 'level'), reached: yes, base: text, period: text },
  { requiredKeys: ['what'] },
);

const numberTag: fc.Arbitrary<NumberTag> = fc
  .record({ span, kind: fc.constantFrom(...NUMBER_KINDS), value, measures: measurement }, { requiredKeys: ['span', 'kind', 'value'] })
  .map(({ span: { start, end }, ...rest }) => ({ layer: 'number', start, end, ...rest }));

const sourceTag: fc.Arbitrary<SourceTag> = fc
  .record(
    { span, kind: fc.constantFrom(...SOURCE_KINDS), id, role: text, roleSpan: span, namesakes: fc.array(id, { maxLength: 3 }), introduces: yes },
    { requiredKeys: ['span', 'kind', 'id'] },
  )
  .map(({ span: { start, end }, ...rest }) => ({ layer: 'source', start, end, ...rest }));

const termTag: fc.Arbitrary<TermTag> = fc
  .record({ span, id, alternatives: fc.array(id, { maxLength: 3 }) }, { requiredKeys: ['span', 'id'] })
  .map(({ span: { start, end }, ...rest }) => ({ layer: 'term', kind: 'concept', start, end, ...rest }));

const tag: fc.Arbitrary<Tag> = fc.oneof(numberTag, sourceTag, termTag);

const attribution: fc.Arbitrary<Attribution> = fc
  .record({ span, sources: fc.array(id, { maxLength: 3 }), cue: text, content: span, by: span }, { requiredKeys: ['span', 'sources', 'cue', 'content'] })
  .map(({ span: { start, end }, ...rest }) => ({ start, end, ...rest }));

const definition: fc.Arbitrary<DefinitionSentence> = fc
  .record({ span, id, term: span, evidence: fc.constantFrom('explicit', 'copula', 'naming') })
  .map(({ span: { start, end }, ...rest }) => ({ start, end, ...rest }));

/** Findings of all shapes, sorted as a document has them; more than one stretch of tags. */
export const findings: fc.Arbitrary<DocumentFindings> = fc.record({
  tags: fc.array(tag, { maxLength: 200, size: 'max' }).map((found) => found.sort(bySpan)),
  attributions: fc.array(attribution, { maxLength: 20 }).map((found) => found.sort(bySpan)),
  definitions: fc.array(definition, { maxLength: 10 }).map((found) => found.sort(bySpan)),
});

export const names: fc.Arbitrary<EstablishedName[]> = fc.array(
  fc.record({ id, form: text, scope: fc.constantFrom('document', 'corpus'), roles: fc.array(text, { maxLength: 3 }) }, { requiredKeys: ['id', 'form', 'scope'] }),
  { maxLength: 20 },
);

export const statedDate: fc.Arbitrary<DocumentDate | null | undefined> = fc.oneof(date, fc.constantFrom(null, undefined));

export const places = span;

/** As data comes out of a property, without the prototypes that fast-check leaves out. */
export function plain<T>(value: T): T {
  return structuredClone(value);
}
