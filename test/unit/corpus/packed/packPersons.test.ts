import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createRecognition } from '../../../../server/src/corpus/engine';
import { openPersons, packPersons } from '../../../../server/src/corpus/packed/packPersons';
import type { RecogniserInput } from '../../../../server/src/recognise/recogniser';
import type { FoundPersons } from '../../../../server/src/recognise/sources/persons';
import { tagReading } from '../../../../server/src/recognise/tagger';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';

function inputOf(text: string): RecogniserInput {
  const reading = new Reading(text);
  return { reading, structure: findStructure(reading) };
}

describe('what a survey found of persons', () => {
  const span = fc.record({ start: fc.nat(1_000_000), length: fc.nat(50) }).map(({ start, length }) => ({ start, end: start + length }));
  const spans = fc.array(span, { maxLength: 5 });
  const id = fc.constantFrom('person:林某', 'person:陈𠮷', 'organization:某报', '');
  const kind = fc.constantFrom('person' as const, 'organization' as const);
  const role = fc.option(span, { nil: undefined });
  const person = fc.record({ span, id, strong: fc.boolean(), foreign: fc.boolean(), role, original: fc.boolean() }, { noNullPrototype: true }).map(({ span: at, ...rest }) => ({ ...at, ...rest }));
  const label = fc.record({ span, id, kind }, { noNullPrototype: true }).map(({ span: at, ...rest }) => ({ ...at, ...rest }));
  const credited = fc.record({ span, role }, { noNullPrototype: true }).map(({ span: at, role: stated }) => (stated ? { ...at, role: stated } : at));
  const credit = fc
    .record({ span, persons: fc.array(credited, { maxLength: 3 }), organizations: spans, label: role, speaks: fc.boolean() }, { noNullPrototype: true })
    .map(({ span: at, label: labelled, ...rest }) => ({ ...at, ...rest, ...(labelled ? { label: labelled } : {}) }));
  const found: fc.Arbitrary<FoundPersons> = fc.record({ persons: fc.array(person, { maxLength: 6 }), labels: fc.array(label, { maxLength: 4 }), credits: fc.array(credit, { maxLength: 4 }), addresses: spans, datelines: spans }, { noNullPrototype: true });

  it('is read back exactly', () => {
    fc.assert(fc.property(found, (persons) => assert.deepEqual(openPersons(packPersons(persons)), persons)));
  });

  it('is not read where it is damaged', () => {
    fc.assert(
      fc.property(found, fc.nat(), (persons, place) => {
        const bytes = packPersons(persons);
        bytes[place % bytes.length] = (bytes[place % bytes.length] as number) ^ 1;
        assert.equal(openPersons(bytes), undefined);
      }),
    );
  });

  const recognition = createRecognition();
  const corpus = process.env['MEIPI_CORPUS'];
  const texts = [
    '文/林怀远\n\n某报讯（记者 陈若水）昨日，某研究院院长周慎之说：“可以。”周慎之认为，明年会更好。\n\n主持人：欢迎林怀远。\n林怀远：谢谢。\n约翰·史密斯（John Smith）表示同意，史密斯还说：“好。”\n见 https://example.org/林怀远 ，责任编辑：王一苇',
    '文/林懷遠\n\n某報訊（記者 陳若水）昨日，某研究院院長周慎之說：“可以。”周慎之認為，明年會更好。\n新京社北京12月3日電',
    '',
    ...(corpus === undefined ? [] : readdirSync(corpus).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(corpus, name), 'utf8'))),
  ];

  it('makes sources the same as when they are found in one go', () => {
    for (const text of texts) {
      const whole = inputOf(text);
      const names = recognition.survey(whole);
      const persons = recognition.surveyed?.(whole);
      const later = inputOf(text);
      assert.ok(persons);
      recognition.resume?.(later, openPersons(packPersons(persons)) as FoundPersons);
      assert.deepEqual(tagReading(later, [recognition.sources(names)]), tagReading(whole, [recognition.sources(names)]));
    }
  });
});
