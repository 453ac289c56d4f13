import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createRecognition } from '../../../../server/src/corpus/engine';
import { openSurvey, packSurvey, type SurveyFindings } from '../../../../server/src/corpus/packed/packSurvey';
import type { RecogniserInput } from '../../../../server/src/recognise/recogniser';
import type { FoundPersons } from '../../../../server/src/recognise/sources/persons';
import { tagReading } from '../../../../server/src/recognise/tagger';
import type { FoundSources } from '../../../../server/src/recognise/sources/sources';
import { Reading } from '../../../../server/src/text/reading';
import { articlesOf, findStructure, type Structure } from '../../../../server/src/text/structure';
import type { Block } from '../../../../server/src/text/structure/blocks';

function inputOf(text: string): RecogniserInput {
  const reading = new Reading(text);
  return { reading, structure: findStructure(reading) };
}

describe('what a survey found', () => {
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
  const persons: fc.Arbitrary<FoundPersons> = fc.record({ persons: fc.array(person, { maxLength: 6 }), labels: fc.array(label, { maxLength: 4 }), credits: fc.array(credit, { maxLength: 4 }), addresses: spans, datelines: spans }, { noNullPrototype: true });

  const work = fc.record({ span, fullTitle: role, introduces: fc.boolean() }).map(({ span: at, fullTitle, introduces }) => ({ ...at, ...(fullTitle ? { fullTitle } : {}), ...(introduces ? { introduces: true as const } : {}) }));
  const shortName = fc.record({ span, full: span, abbreviates: fc.boolean() }).map(({ span: at, ...rest }) => ({ ...at, ...rest }));
  const frameKind = fc.constantFrom('according' as const, 'say' as const, 'publish' as const, 'reporter' as const, 'list' as const, 'dateline' as const, 'medium' as const);
  const frame = fc.record({ span, kind: frameKind, cited: spans }).map(({ span: at, kind: of, cited }) => ({ frame: { ...at, kind: of }, cited }));
  const sources: fc.Arbitrary<FoundSources> = fc.record({ persons, works: fc.array(work, { maxLength: 4 }), shortNames: fc.array(shortName, { maxLength: 4 }), frames: fc.array(frame, { maxLength: 6 }) }, { noNullPrototype: true });

  // Blocks stand one behind another, and articles are those that they tell of.
  const blockKind = fc.constantFrom('heading' as const, 'paragraph' as const, 'byline' as const, 'caption' as const, 'list-item' as const, 'furniture' as const);
  const block = fc.record({ gap: fc.constantFrom(0, 1, 1, 2, 300), length: fc.integer({ min: 1, max: 70_000 }), kind: blockKind, level: fc.nat(3) });
  const turn = fc.record({ label: span, anonymous: fc.boolean(), parts: fc.array(span, { minLength: 1, maxLength: 3 }) }).map(({ label: at, anonymous, parts }) => ({ label: at, anonymous, parts, start: at.start, end: (parts.at(-1) as { end: number }).end }));
  const structure: fc.Arbitrary<Structure> = fc.record({ made: fc.array(block, { maxLength: 12 }), turns: fc.array(turn, { maxLength: 3 }) }).map(({ made, turns }) => {
    let end = 0;
    const blocks = made.map(({ gap, length, kind: of, level }): Block => {
      const start = end + gap;
      end = start + length;
      return { start, end, kind: of, level };
    });
    return { blocks, articles: articlesOf(blocks), turns };
  });
  const softBreak = fc.record({ span, asSpace: fc.boolean() }).map(({ span: at, asSpace }) => ({ ...at, asSpace }));
  const found: fc.Arbitrary<SurveyFindings> = fc.record({ sources, structure, breaks: fc.array(softBreak, { maxLength: 5 }) }, { noNullPrototype: true });

  it('is read back exactly', () => {
    fc.assert(fc.property(found, (each) => assert.deepEqual(openSurvey(packSurvey(each)), each)));
  });

  it('is not read where it is damaged', () => {
    fc.assert(
      fc.property(found, fc.nat(), (each, place) => {
        const bytes = packSurvey(each);
        bytes[place % bytes.length] = (bytes[place % bytes.length] as number) ^ 1;
        assert.equal(openSurvey(bytes), undefined);
      }),
    );
  });

  const recognition = createRecognition();
  const corpus = process.env['MEIPI_CORPUS'];
  const texts = [
    '文/林怀远\n\n某报讯（记者 陈若水）昨日，某研究院院长周慎之说：“可以。”周慎之认为，明年会更好。\n\n主持人：欢迎林怀远。\n林怀远：谢谢。\n约翰·史密斯（John Smith）表示同意，史密斯还说：“好。”\n见 https://example.org/林怀远 ，责任编辑：王一苇',
    '海岸研究院（下称“海研院”）昨日发布《中华人民共和国港口法》解读（以下简称《解读》），据林海数据，明年会更\n好。\n海研院表示，《港口法》很好。启衡数据显示，多。\n该报告\u200b由The Harbour\nInstitute 写成，\n海研院相关负责人称，可以。',
    '文/林懷遠\n\n某報訊（記者 陳若水）昨日，某研究院院長周慎之說：“可以。”周慎之認為，明年會更好。\n新京社北京12月3日電',
    '',
    ...(corpus === undefined ? [] : readdirSync(corpus).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(corpus, name), 'utf8'))),
  ];

  it('makes readings and sources the same as when they are found in one go', () => {
    for (const text of texts) {
      const whole = inputOf(text);
      const names = recognition.survey(whole);
      // Before anything of it is handed on: the recogniser keeps what it found in the last text.
      const found = (input: RecogniserInput): unknown => [names, []].map((known) => tagReading(input, [recognition.sources(known)]));
      const expected = found(whole);
      const surveyed = recognition.surveyed?.(whole);
      assert.ok(surveyed);
      const opened = openSurvey(packSurvey({ sources: surveyed, structure: whole.structure, breaks: whole.reading.breaks }));
      assert.ok(opened);
      assert.deepEqual([opened.structure, opened.breaks], [whole.structure, whole.reading.breaks]);
      const later = { reading: new Reading(text, opened), structure: opened.structure };
      assert.deepEqual([later.reading.text, later.reading.runs, later.reading.signs], [whole.reading.text, whole.reading.runs, whole.reading.signs]);
      // Another document may be read between the two.
      recognition.survey(inputOf('据某某研究院数据，另一篇《标题》。'));
      recognition.resume?.(later, opened.sources);
      assert.deepEqual(found(later), expected);
    }
  });
});
